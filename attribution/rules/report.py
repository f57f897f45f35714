"""Reports: a cue with its source and content, the value that the stages pass on."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Factor, Span
from .rule import Rule


class Source(NamedTuple):
    """The source as printed: offsets of the phrase, token index of its head, and the name of the rule that chose it.

    ``sole``: no other source is a candidate for the cue.
    """

    span: Span
    head: int
    rule: str
    sole: bool = False


class Report(NamedTuple):
    """One cue with its source and content.

    - ``cue_head``: the token index of the cue's head. It identifies the cue.
    - ``passages``: the indices of the quoted passages that are part of the content.
    - ``prior``: the lexicon's rate at which this verb is a cue in its frame; 0 for other cues.
    - ``probability``: how likely content and source are both right; the prior until a scorer has run.
    - ``extent``: which method proposed the content; see ``scoring.extents``.
    - ``factors``: the features that contributed most to the probability.
    - ``shortened``: the content was ended before what the reporter adds; the probability is that of the whole.
    """

    rule: Rule
    cue: Span
    lemma: str
    cue_head: int
    source: Source | None
    content: tuple[Span, ...]
    probability: float
    passages: tuple[int, ...] = ()
    prior: float = 0.0
    extent: str = "rule"
    factors: tuple[Factor, ...] = ()
    shortened: bool = False
