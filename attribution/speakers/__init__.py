"""Who is printed beside a cue: subject, inversion, passive agent, shared subject, antecedent noun."""

from .source import source_of

__all__ = ["source_of"]
