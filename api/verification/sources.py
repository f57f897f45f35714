"""What a source of a draft has: the quotations in it, and its own text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from api.wording.positions import marked
from attribution.model import Quotation, QuotationType, Span, Speaker, SpeakerKind

from .statement import Statement

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


class SourceKind(StrEnum):
    """What a source is, which decides what its text outside of quotation marks means."""

    ARTICLE = "article"  # a reporter's words
    TRANSCRIPT = "transcript"  # what was said, by turns
    NOTES = "notes"  # what was said, in the reporter's hand
    DOCUMENT = "document"  # a statement, judgment, report or letter, whose own words may be quoted
    VTT = "vtt"
    SRT = "srt"


SPOKEN_KINDS = (SourceKind.TRANSCRIPT, SourceKind.VTT, SourceKind.SRT)  # nothing around a turn is part of what was said


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
    """The quotations of a source, and each paragraph, with and without the quotations in it."""
    contents = [quotation for quotation in quotations if quotation.type is not QuotationType.ACT]
    if kind is SourceKind.NOTES:
        contents = [_in_one_paragraph(quotation, text) for quotation in contents]
    for quotation in contents:
        yield _of_quotation(source, quotation)
    paragraphs = [Span(*found.span()) for found in _PARAGRAPH.finditer(text)]
    for paragraph, inside in zip(paragraphs, _by_paragraph(paragraphs, contents), strict=True):
        own = [q for q in inside if kind is SourceKind.ARTICLE or q.type is QuotationType.DIRECT]
        if kind in SPOKEN_KINDS and own:
            continue
        if own:
            yield replace(_of_paragraph(source, text, [paragraph], inside, is_quotable=False), is_context=True)
        rest = list(_outside(text, paragraph, own))
        if rest:
            others = [quotation for quotation in inside if quotation not in own]
            yield _of_paragraph(source, text, rest, others, is_quotable=kind is not SourceKind.ARTICLE)


def _in_one_paragraph(quotation: Quotation, text: str) -> Quotation:
    """The quotation without further paragraphs: in notes, a label is for its own paragraph, unlike in a transcript."""
    end = _PARAGRAPH.match(text, quotation.spans[0].start)
    spans = tuple(span for span in quotation.spans if end is None or span.end <= end.end())
    if not spans or spans == quotation.spans:
        return quotation
    quoted = tuple(span for span in quotation.quoted if span.end <= spans[-1].end)
    return replace(quotation, text=" ".join(text[s.start : s.end] for s in spans), spans=spans, quoted=quoted)


def _by_paragraph(paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    """The quotations of which some is in each paragraph, in order."""
    found: list[list[Quotation]] = [[] for _ in paragraphs]
    starts, ends = [place.start for place in paragraphs], [place.end for place in paragraphs]
    for quotation in quotations:
        touched = (range(bisect_right(ends, span.start), bisect_left(starts, span.end)) for span in quotation.spans)
        for number in dict.fromkeys(chain.from_iterable(touched)):
            found[number].append(quotation)
    return found


def _outside(text: str, paragraph: Span, quotations: Sequence[Quotation]) -> Iterator[Span]:
    """What the quotations leave of a paragraph, as far as there are words in it."""
    at = paragraph.start
    taken = sorted((span.start, span.end) for quotation in quotations for span in quotation.spans)
    for start, end in [*taken, (paragraph.end, paragraph.end)]:
        stop = min(start, paragraph.end)
        if any(character.isalnum() for character in text[at:stop]):
            yield Span(at, stop)
        at = max(at, end)


def _of_paragraph(
    source: int, text: str, spans: Sequence[Span], quotations: Sequence[Quotation], *, is_quotable: bool
) -> Statement[Passage]:
    """A paragraph, or what is left of it, said by whoever speaks in it."""
    said = " ".join(text[span.start : span.end] for span in spans)
    known = [_names(quotation.speaker) for quotation in quotations]
    names = frozenset[str]().union(*known) if all(known) else frozenset[str]()
    return Statement(
        said, ((0, len(said)),) if is_quotable else (), None, names, Passage(source, tuple(spans), None, None)
    )


def _names(speaker: Speaker | None) -> frozenset[str]:
    return frozenset({speaker.name, *(member.name for member in speaker.members)}) if speaker else frozenset()


def _of_quotation(source: int, quotation: Quotation) -> Statement[Passage]:
    speaker = quotation.speaker
    passage = Passage(
        source, quotation.spans, speaker.name if speaker else None, speaker.kind if speaker is not None else None
    )
    return Statement(
        quotation.text, marked(quotation.spans, quotation.quoted), quotation.factuality, _names(speaker), passage
    )
