"""A text with parts replaced by single characters, and the way back to the offsets of the text as it was sent."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Replacement(NamedTuple):
    """The part of a text from ``start`` to ``end`` stands for ``character``."""

    start: int
    end: int
    character: str


class Readable(NamedTuple):
    """A text in which parts are replaced, one character each.

    ``ends`` are the offsets after the replaced characters; ``shifts`` (one more) is by how much the text as it was sent
    is longer before the first of them, between them, and after the last.
    """

    text: str
    ends: list[int]
    shifts: list[int]

    def sent(self, at: int) -> int:
        """The offset in the text as it was sent of an offset in this one."""
        return at + self.shifts[bisect_right(self.ends, at)]


def replaced(text: str, replacements: Iterable[Replacement]) -> Readable | None:
    """The text with replacements, which do not overlap; None if there are none."""
    parts: list[str] = []
    ends: list[int] = []
    shifts = [0]
    done = length = 0
    for start, end, character in sorted(replacements):
        parts += [text[done:start], character]
        length += start - done + 1
        ends.append(length)
        shifts.append(end - length)
        done = end
    parts.append(text[done:])
    return Readable("".join(parts), ends, shifts) if ends else None
