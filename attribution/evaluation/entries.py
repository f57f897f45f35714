"""What scoring looks at in a quotation, the gold's and the engine's alike."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Quotation, Span

BELIEF = "belief"  # thought, wish, intention: a type that not every gold has


@dataclass(frozen=True, slots=True)
class Entry:
    """One quotation. Empty spans say that it has no such part; brat's parts may be discontinuous."""

    type: str
    spans: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    mention: tuple[Span, ...] = ()
    speaker: str | None = None
    confidence: float = 1.0

    @property
    def attributed(self) -> bool:
        """Whether it says anything of a source: a passage that merely stands in marks does not."""
        return bool(self.cue or self.mention or self.speaker)


def entry(quotation: Quotation) -> Entry:
    """The engine's quotation as an entry."""
    cue, mention, speaker = quotation.cue, quotation.mention, quotation.speaker
    return Entry(
        type=quotation.type.value,
        spans=quotation.spans,
        cue=(Span(cue.start, cue.end),) if cue else (),
        mention=(Span(mention.start, mention.end),) if mention else (),
        speaker=speaker.name if speaker else None,
        confidence=quotation.confidence,
    )


def printed(text: str, spans: tuple[Span, ...]) -> str:
    """What stands in the spans, on one line."""
    return " ".join(" ".join(text[span.start : span.end] for span in spans).split())
