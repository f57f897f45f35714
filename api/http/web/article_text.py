"""An article's text in paragraphs and segments, cut at both ends of every quotation, which may overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from api.store import QuoteView

COLOURS = 6  # that colour-blind readers tell apart; further speakers share them, and all have their name beside
UNKNOWN = "unknown"  # the colour of quotations without a speaker


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph. ``quotes`` are the quotations that cover it, the innermost last.

    ``begins`` are those of them that begin here, and ``named`` is whether the speaker's name is to be shown before it.
    """

    text: str
    quotes: tuple[QuoteView, ...] = ()
    begins: tuple[QuoteView, ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that is not empty; ``start`` is the offset of its first code point in the article."""

    start: int
    segments: tuple[Segment, ...]


def colours(quotes: Sequence[QuoteView]) -> dict[str | None, str]:
    """The colour of each speaker by identifier, in the order in which they are quoted."""
    order = dict.fromkeys(quote.speaker_id for quote in quotes if quote.speaker_id is not None)
    found: dict[str | None, str] = {speaker: str(number % COLOURS) for number, speaker in enumerate(order)}
    return found | {None: UNKNOWN}


def paragraphs(text: str, quotes: Sequence[QuoteView]) -> list[Paragraph]:
    """The lines of a text, with the quotations that cover each part of them."""
    found, start = [], 0
    marks = _Marks(quotes)
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            found.append(Paragraph(start, tuple(marks.segments(text, start, end))))
        start = end + 1
    return found


class _Marks:
    """The spans of quotations, asked for paragraph after paragraph."""

    def __init__(self, quotes: Sequence[QuoteView]) -> None:
        spans = [(span, n, not i) for n, quote in enumerate(quotes) for i, span in enumerate(quote.spans)]
        self._waiting = sorted(((s.start, -s.end, n, first) for s, n, first in spans), reverse=True)
        self._open: list[tuple[int, int, int]] = []  # end, start, number of the quotation
        self._quotes = quotes
        self._last: object = self  # the speaker named last; nobody yet
        self._unnamed: set[int] = set()  # begun, and still without its first segment

    def segments(self, text: str, start: int, end: int) -> Iterator[Segment]:
        """The segments of the paragraph between two offsets."""
        self._last = self
        self._begin(end)
        bounds = {start, end, *(min(max(b, start), end) for e, s, _ in self._open for b in (s, e))}
        for left, right in pairwise(sorted(bounds)):
            yield self._segment(text[left:right], left)
        while self._open and self._open[0][0] <= end:
            heappop(self._open)

    def _begin(self, before: int) -> None:
        """Open the spans that begin before an offset."""
        while self._waiting and self._waiting[-1][0] < before:
            begin, negative_end, number, first = self._waiting.pop()
            heappush(self._open, (-negative_end, begin, number))
            if first:
                self._unnamed.add(number)

    def _segment(self, text: str, left: int) -> Segment:
        covering = sorted((s, -e, number) for e, s, number in self._open if s <= left < e)
        numbers = tuple(number for _, _, number in covering)
        if not numbers:
            return Segment(text)
        begins = tuple(self._quotes[number] for number in numbers if number in self._unnamed)
        self._unnamed.difference_update(numbers)
        innermost = self._quotes[numbers[-1]]
        named = bool(begins) and innermost.speaker_id != self._last
        self._last = innermost.speaker_id
        return Segment(text, tuple(self._quotes[number] for number in numbers), begins, named)
