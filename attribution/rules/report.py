"""What a cue reports and who is printed beside it: the value that the later stages pass on."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Factor, Span
from .rule import Rule


class Source(NamedTuple):
    """Who speaks, as printed: offsets of the phrase, the index of its head token, and the rule that chose it."""

    span: Span
    head: int
    rule: str


class Report(NamedTuple):
    """One cue with its source and content.

    ``verb`` is the index of the cue's main token, ``passages`` the indices of the marked passages in the
    content, ``prior`` the lexicon's rate for this cue in its frame, ``probability`` how likely the report
    is right in content and source (the prior, where no scorer has spoken); ``factors`` are what made it so.
    """

    rule: Rule
    cue: Span
    lemma: str
    verb: int
    source: Source | None
    content: tuple[Span, ...]
    probability: float
    passages: tuple[int, ...] = ()
    prior: float = 0.0
    extent: str = "rule"
    factors: tuple[Factor, ...] = ()
