"""Cuts a text into pieces at the ends of marked passages, so that each piece is inside or outside of each mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: the number of the item that it stands for, its style, and what the style says, in words."""

    number: int
    style: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text. ``mark`` is the innermost that covers it; ``opens`` are those that begin here."""

    text: str
    mark: Mark | None
    opens: tuple[Mark, ...]


def pieces(text: str, marks: Iterable[tuple[Mark, Sequence[tuple[int, int]]]]) -> list[Piece]:
    """The text in pieces, for marks with the ranges of code points that each covers, which may overlap.

    Only the first range of a mark counts as its beginning.
    """
    ranges = [(start, end, mark, n == 0) for mark, spans in marks for n, (start, end) in enumerate(spans)]
    ranges.sort(key=lambda found: (found[0], -found[1]))
    bounds = sorted({0, len(text), *(bound for start, end, *_ in ranges for bound in (start, end))})
    found: list[Piece] = []
    covering: list[tuple[int, Mark]] = []
    for begin, finish in pairwise(bounds):
        covering = [(end, mark) for end, mark in covering if end > begin]
        opens: list[Mark] = []
        while ranges and ranges[0][0] <= begin:
            _, end, mark, first = ranges.pop(0)
            covering.append((end, mark))
            opens += [mark] if first else []
        found.append(Piece(text[begin:finish], covering[-1][1] if covering else None, tuple(opens)))
    return found
