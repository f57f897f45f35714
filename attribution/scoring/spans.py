"""Sets of spans of a text: their size, what they share, and their union."""

from __future__ import annotations

from ..model import Span

Spans = tuple[Span, ...]


def size(spans: Spans) -> int:
    """The total number of characters in the spans."""
    return sum(s.end - s.start for s in spans)


def overlap(spans: Spans, other: Span) -> int:
    """The number of characters that ``spans`` share with ``other``."""
    return sum(max(0, min(s.end, other.end) - max(s.start, other.start)) for s in spans)


def shared_characters(first: Spans, second: Spans) -> int:
    """The number of characters that two sets of spans share."""
    return sum(overlap(first, span) for span in second)


def union(first: Spans, second: Spans) -> Spans:
    """The union of two sets of spans, in order; touching or overlapping spans are merged."""
    merged: list[Span] = []
    for span in sorted(first + second):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
