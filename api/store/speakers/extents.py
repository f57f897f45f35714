"""The extent of a quotation as a person corrected it: checked against the text, and found again in a changed text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from attribution.model import Quotation, QuotationType, Span

from ..errors import InvalidInput

InMarks = Callable[[str], Sequence[Span]]  # the parts of a text that are in quotation marks
Extent = dict[str, Any]  # spans, text and the verbatim parts, as a correction stores them
MOST_SPANS = 100
_JOINER = "\u200d"  # makes one character of the two beside it, as in emoji


def extent(text: str, spans: Sequence[Span], kind: QuotationType, in_marks: InMarks) -> Extent:
    """The extent with these spans of a text. Raises ``InvalidInput`` if they are not spans of a quotation in it.

    A direct quotation is verbatim from end to end; another one is where the text has quotation marks.
    """
    _check(text, spans)
    quoted = spans if kind == QuotationType.DIRECT else _common(spans, in_marks(text))
    return {
        "spans": [span._asdict() for span in spans],
        "text": " ".join(text[start:end] for start, end in spans),
        "quoted": [span._asdict() for span in quoted],
    }


def with_extent(quotation: Quotation, found: Extent) -> Quotation:
    """The quotation with another extent."""
    spans, quoted = (tuple(Span(**span) for span in found[name]) for name in ("spans", "quoted"))
    return replace(quotation, spans=spans, quoted=quoted, text=found["text"])


def moved(found: Extent, text: str, by: int) -> Extent | None:
    """The extent in a changed text, where the quotation stands ``by`` code points later; None if its words changed."""
    spans, quoted = ([Span(s["start"] + by, s["end"] + by) for s in found[name]] for name in ("spans", "quoted"))
    if spans[0].start < 0 or " ".join(text[start:end] for start, end in spans) != found["text"]:
        return None
    return {**found, "spans": [s._asdict() for s in spans], "quoted": [s._asdict() for s in quoted]}


def _check(text: str, spans: Sequence[Span]) -> None:
    """Raise ``InvalidInput`` unless the spans are in order, apart, within the text and whole characters of it."""
    if not 0 < len(spans) <= MOST_SPANS:
        raise InvalidInput(f"a quotation has from 1 to {MOST_SPANS} spans")
    for start, end in spans:
        where = f"the span from {start} to {end}"
        if not 0 <= start < end <= len(text):
            raise InvalidInput(f"{where} is empty, or not within the article's {len(text):,} characters")
        if text[start].isspace() or text[end - 1].isspace():
            raise InvalidInput(f"{where} begins or ends with white space")
        if any(_within_character(text, place) for place in (start, end)):
            raise InvalidInput(f"{where} begins or ends within a character")
    if any(before.end >= after.start for before, after in pairwise(spans)):
        raise InvalidInput("the spans are not in the order of the text, or overlap or touch each other")


def _within_character(text: str, place: int) -> bool:
    """Whether what a reader sees as one character goes on over an offset: an accent, a joined emoji."""
    if not 0 < place < len(text):
        return False
    joined = _JOINER in text[place - 1 : place + 1]
    return joined or unicodedata.category(text[place]).startswith("M") or "🏻" <= text[place] <= "🏿"


def _common(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The parts that are in one of the spans and in one of the others."""
    parts = (Span(max(a, c), min(b, d)) for a, b in spans for c, d in others)
    return sorted(part for part in parts if part.start < part.end)
