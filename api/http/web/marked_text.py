"""Cuts a text into pieces at the ends of marked passages, so that each piece is inside or outside of each mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

_OPENING = re.compile(r"(?:(?<=\s)|^)[“‘\"'«„]+\Z")
M = TypeVar("M")  # what a mark stands for, such as a quotation


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: the number of the item that it stands for, its style, and what the style says, in words.

    ``shown`` says whether readers see the label beside the number; it is read out in any case.
    """

    number: int
    style: str
    label: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Piece(Generic[M]):
    """A piece of the text from the code point ``start``.

    ``marks`` are those that cover it, the innermost last; ``opens`` are those that are numbered before it.
    """

    start: int
    text: str
    marks: tuple[M, ...]
    opens: tuple[M, ...]

    @property
    def mark(self) -> M | None:
        """The innermost mark; None outside of all."""
        return self.marks[-1] if self.marks else None


def pieces(text: str, marks: Iterable[tuple[M, Sequence[tuple[int, int]]]], cuts: Iterable[int] = ()) -> list[Piece[M]]:
    """The text in pieces, for marks with the ranges of code points that each covers, which may overlap.

    ``cuts`` are offsets at which the text is cut as well. A mark opens at the first piece that it covers.
    """
    items = list(marks)
    ranges = [(start, -end, number) for number, (_, spans) in enumerate(items) for start, end in spans if start < end]
    ranges.sort(reverse=True)  # the next one last
    bounds = {0, len(text), *cuts, *(bound for start, negative_end, _ in ranges for bound in (start, -negative_end))}
    found: list[Piece[M]] = []
    covering: list[tuple[int, int]] = []  # the end and the number of each range that is open
    opened: set[int] = set()
    for begin, finish in pairwise(sorted(bounds)):
        covering = [(end, number) for end, number in covering if end > begin]
        while ranges and ranges[-1][0] <= begin:
            _, negative_end, number = ranges.pop()
            covering.append((-negative_end, number))
        opens = dict.fromkeys(number for _, number in covering if number not in opened)
        opened.update(opens)
        inside = tuple(items[number][0] for _, number in covering)
        found.append(Piece(begin, text[begin:finish], inside, tuple(items[number][0] for number in opens)))
    return found


def numbered(found: Iterable[Piece[M]]) -> list[Piece[M]]:
    """The pieces, with each mark numbered before the quotation marks that open it, instead of behind them."""
    moved: list[Piece[M]] = []
    for piece in found:
        before = moved[-1] if piece.opens and moved and not moved[-1].marks else None
        opening = opening_marks(before.text) if before is not None else ""
        if before is not None and opening:
            at = len(before.text) - len(opening)
            kept = [replace(before, text=before.text[:at])] if at else []
            quotation_marks = Piece(before.start + at, opening, (), piece.opens)
            moved[-1:] = [*kept, quotation_marks, replace(piece, opens=())]
        else:
            moved.append(piece)
    return moved


def opening_marks(text: str) -> str:
    """The quotation marks that open at the end of a text; empty if none do."""
    match = _OPENING.search(text)
    return match[0] if match else ""
