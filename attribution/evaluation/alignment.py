"""Align predicted with gold contents by the letters and digits that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ..model import Span

THRESHOLD = 0.5  # minimum intersection over union of a pair

Spans = tuple[Span, ...]


class Letters:
    """Counts of the letters and digits between any two offsets of a text, in constant time."""

    def __init__(self, text: str) -> None:
        self._before = [0, *accumulate(map(str.isalnum, text))]

    def count(self, start: int, end: int) -> int:
        """The number of letters and digits in ``text[start:end]``; offsets are clipped to the text."""
        last = len(self._before) - 1
        start, end = min(max(start, 0), last), min(max(end, 0), last)
        return self._before[end] - self._before[start] if start < end else 0

    def size(self, spans: Spans) -> int:
        """The number of letters and digits in the union of the spans."""
        return sum(self.count(s.start, s.end) for s in _merged(spans))

    def shared(self, one: Spans, other: Spans) -> int:
        """The number of letters and digits that two sets of spans share."""
        return next(iter(self.overlaps([one], [other]).values()), 0)

    def overlaps(self, gold: Sequence[Spans], predicted: Sequence[Spans]) -> dict[tuple[int, int], int]:
        """The number of letters and digits that each pair (gold index, predicted index) shares, if any.

        A single sweep over the sorted spans: the work grows with the number of spans and of actual overlaps.
        """
        sides = [
            sorted((s.start, s.end, n) for n, spans in enumerate(side) for s in _merged(spans))
            for side in (gold, predicted)
        ]
        found: Counter[tuple[int, int]] = Counter()
        open_spans: list[list[tuple[int, int, int]]] = [[], []]
        edges = sorted((start, side, end, n) for side in (0, 1) for start, end, n in sides[side])
        for start, side, end, number in edges:
            open_spans = [[span for span in spans if span[1] > start] for spans in open_spans]
            for _, other_end, other in open_spans[1 - side]:
                pair = (number, other) if side == 0 else (other, number)
                found[pair] += self.count(start, min(end, other_end))
            open_spans[side].append((start, end, number))
        return {pair: count for pair, count in found.items() if count}


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, with overlapping ones merged."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def align(letters: Letters, gold: Sequence[Spans], predicted: Sequence[Spans]) -> dict[int, int]:
    """One-to-one pairs, gold index -> predicted index: greedy by intersection over union, at least ``THRESHOLD``."""
    sizes = [[letters.size(spans) for spans in side] for side in (gold, predicted)]
    candidates = []
    for (i, j), both in letters.overlaps(gold, predicted).items():
        ratio = both / (sizes[0][i] + sizes[1][j] - both)
        if ratio >= THRESHOLD:
            candidates.append((-ratio, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def same_source(letters: Letters, gold: Spans, predicted: Spans) -> bool:
    """Whether a predicted mention matches the gold one: their overlap is at least half of either.

    If the gold quotation has no mention, the prediction must not have one either.
    """
    wanted, given = letters.size(gold), letters.size(predicted)
    if not wanted or not given:
        return not wanted and not given
    both = letters.shared(gold, predicted)
    return both >= 0.5 * wanted or both >= 0.5 * given
