"""What else a word for a person's role or for a body stands for."""

from __future__ import annotations

from functools import cache

from .lexicon import table


@cache
def synonyms(name: str = "role_synonyms") -> dict[str, frozenset[str]]:
    """What else the holders of a role are called, or how the names of "body_synonyms" end, by noun."""
    return {word: frozenset(others.split()) for word, others in table(name)}
