"""Offsets in the text of a quotation, in which a space joins its spans, and in the text that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attribution.model import Span


def marked(spans: Iterable[Span], quoted: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The parts in quotation marks as ranges of the quotation's text."""
    parts, found, at = list(quoted), [], 0
    for span in spans:
        for part in parts:
            start, end = max(part.start, span.start), min(part.end, span.end)
            if start < end:
                found.append((at + start - span.start, at + end - span.start))
        at += span.end - span.start + 1
    return tuple(found)


def located(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """Where a range of the quotation's text stands in the text around it."""
    at = 0
    for span in spans:
        length = span.end - span.start
        first, last = max(start, at), min(end, at + length)
        if first < last:
            yield Span(span.start + first - at, span.start + last - at)
        at += length + 1


def quoted_text(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """The parts in quotation marks, with an ellipsis between two that words without marks separate."""
    joined, last = "", 0
    for start, end in ranges:
        if joined:
            joined += " … " if any(map(str.isalnum, text[last:start])) else " "
        joined += text[start:end]
        last = end
    return joined
