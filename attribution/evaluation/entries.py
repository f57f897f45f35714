"""The parts of a quotation that are evaluated, in a common form for gold and predictions."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Quotation, QuotationType, Span

NO_WORDS = frozenset({QuotationType.BELIEF.value, QuotationType.ACT.value})  # report no words: not in every gold


@dataclass(frozen=True, slots=True)
class Entry:
    """One quotation. Absent parts have no spans; in brat annotations parts may be discontinuous.

    ``members`` are the names of a group's members. ``factuality`` is None in gold that does not annotate it.
    """

    type: str
    spans: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    mention: tuple[Span, ...] = ()
    speaker: str | None = None
    members: tuple[str, ...] = ()
    factuality: str | None = None
    confidence: float = 1.0  # that content and speaker are right
    mention_confidence: float = 1.0  # that content and mention are right, whomever the mention means
    rule: str = ""  # of the evidence; gold has none

    @property
    def attributed(self) -> bool:
        """Whether it has a cue, mention or speaker; a merely quoted passage has none."""
        return bool(self.cue or self.mention or self.speaker)


def entry(quotation: Quotation) -> Entry:
    """Convert a quotation of the engine to an entry."""
    cue, mention, speaker = quotation.cue, quotation.mention, quotation.speaker
    return Entry(
        type=quotation.type.value,
        spans=quotation.spans,
        cue=(Span(cue.start, cue.end),) if cue else (),
        mention=(Span(mention.start, mention.end),) if mention else (),
        speaker=speaker.name if speaker else None,
        members=tuple(member.name for member in speaker.members) if speaker else (),
        factuality=quotation.factuality.value if quotation.factuality else None,
        confidence=quotation.confidence,
        mention_confidence=min(1.0, quotation.confidence / ((speaker and speaker.confidence) or 1.0)),
        rule=quotation.evidence.rule,
    )


def printed(text: str, spans: tuple[Span, ...]) -> str:
    """The text of the spans on one line."""
    return " ".join(" ".join(text[span.start : span.end] for span in spans).split())
