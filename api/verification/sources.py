"""What a source of a draft has: the quotations in it, and its own text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from api.wording.positions import marked
from attribution.model import Quotation, QuotationType, Span, SpeakerKind

from .statement import Statement

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


class SourceKind(StrEnum):
    """What a source is, which decides what its text outside of quotation marks means."""

    ARTICLE = "article"  # a reporter's words
    TRANSCRIPT = "transcript"  # what was said, by turns
    NOTES = "notes"  # what was said, in the reporter's hand
    VTT = "vtt"
    SRT = "srt"


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation or paragraph of a source: ``source`` is its number, ``spans`` are in its text.

    ``speaker`` is who said it by the source, None if that does not say.
    """

    source: int
    spans: tuple[Span, ...]
    speaker: str | None
    speaker_kind: SpeakerKind | None


def statements(
    source: int, kind: SourceKind, text: str, quotations: Sequence[Quotation]
) -> Iterator[Statement[Passage]]:
    """The quotations of a source, and each paragraph: as spoken words, or in an article as a reporter's."""
    for quotation in quotations:
        if quotation.type is not QuotationType.ACT:
            yield _of_quotation(source, quotation)
    turns = [span for quotation in quotations for span in quotation.spans if quotation.type is QuotationType.DIRECT]
    for found in _PARAGRAPH.finditer(text):
        span = Span(*found.span())
        if kind is SourceKind.ARTICLE or not any(t.start < span.end and span.start < t.end for t in turns):
            quoted = () if kind is SourceKind.ARTICLE else ((0, span.end - span.start),)
            yield Statement(found[0], quoted, None, frozenset(), Passage(source, (span,), None, None))


def _of_quotation(source: int, quotation: Quotation) -> Statement[Passage]:
    speaker = quotation.speaker
    names = frozenset({speaker.name, *(member.name for member in speaker.members)}) if speaker else frozenset()
    passage = Passage(
        source, quotation.spans, speaker.name if speaker else None, speaker.kind if speaker is not None else None
    )
    return Statement(quotation.text, marked(quotation.spans, quotation.quoted), quotation.factuality, names, passage)
