"""An article's text in paragraphs and segments, cut at both ends of every quotation, which may overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from api.store import QuoteView

from .marked_text import Piece, opening_marks, pieces

COLOURS = 6  # that colour-blind readers tell apart; further speakers share them, and all have their name beside
UNKNOWN = "unknown"  # the colour of quotations without a speaker


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph. ``quotes`` are the quotations that cover it, the innermost last.

    ``begins`` are those of them that begin here. ``named`` is the quotation whose speaker is to be named before it.
    """

    text: str
    quotes: tuple[QuoteView, ...] = ()
    begins: tuple[QuoteView, ...] = ()
    named: QuoteView | None = None

    @property
    def innermost(self) -> QuoteView:
        """The quotation that the mark shows; there is one if ``quotes`` is not empty."""
        return self.quotes[-1]

    @property
    def ids(self) -> str:
        """The identifiers of the quotations, with spaces between."""
        return " ".join([quote.id for quote in self.quotes])

    @property
    def begun(self) -> list[str]:
        """The identifiers of those that begin here."""
        return [quote.id for quote in self.begins]


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
    marks = ((quote, [(span.start, span.end) for span in quote.spans]) for quote in quotes)
    ends = (place for number, at in enumerate(text) if at == "\n" for place in (number, number + 1))
    found: list[Paragraph] = []
    begun: set[str] = set()  # the quotations of which a part was shown
    for is_end, pieces_of_line in groupby(pieces(text, marks, ends), lambda piece: piece.text == "\n"):
        line = list(pieces_of_line)
        if not is_end and any(piece.text.strip() for piece in line):
            found.append(Paragraph(line[0].start, tuple(_segments(line, begun))))
    return found


def _segments(line: Iterable[Piece[QuoteView]], begun: set[str]) -> list[Segment]:
    """The segments of a line. The quotations in it are added to ``begun``."""
    last: tuple[str | None] | None = None  # the speaker of the quotation before; of none, nobody
    found: list[Segment] = []
    for piece in line:
        begins = tuple(quote for quote in piece.marks if quote.id not in begun)
        begun.update(quote.id for quote in begins)
        speaker = (piece.marks[-1].speaker_id,) if piece.marks else last
        named = piece.marks[-1] if begins and speaker != last else None
        bare = bool(found) and not found[-1].quotes and found[-1].named is None
        opening = opening_marks(found[-1].text) if named and bare else ""
        if opening:  # the name stands before the quotation mark
            found[-1:] = [replace(found[-1], text=found[-1].text[: -len(opening)]), Segment(opening, named=named)]
        found.append(Segment(piece.text, piece.marks, begins, None if opening else named))
        last = speaker
    return [segment for segment in found if segment.text]
