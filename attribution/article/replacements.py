"""A text with parts replaced or left out, and the way back to the offsets of the text as it was sent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from ..model import Span


class Replacement(NamedTuple):
    """The part of a text from ``start`` to ``end`` stands for ``characters``, or for nothing if there are none."""

    start: int
    end: int
    characters: str


class Readable(NamedTuple):
    """A text in which parts are replaced or left out.

    ``starts`` and ``ends`` are the offsets before and after what replaces a part; ``shifts`` (one more) is by how much
    the text as it was sent is longer before the first part, between them, and after the last.
    """

    text: str
    starts: list[int]
    ends: list[int]
    shifts: list[int]

    def sent(self, span: Span) -> Span:
        """The span in the text as it was sent. What was left out at its edges is not in it."""
        start, end = span
        before, within = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return Span(start + self.shifts[before], end + self.shifts[max(before, within)])


def replaced(text: str, replacements: Iterable[Replacement]) -> Readable | None:
    """The text with replacements, which do not overlap; None if there are none."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    shifts = [0]
    done = length = 0
    for start, end, characters in sorted(replacements):
        parts += [text[done:start], characters]
        starts.append(length + start - done)
        length = starts[-1] + len(characters)
        ends.append(length)
        shifts.append(end - length)
        done = end
    parts.append(text[done:])
    return Readable("".join(parts), starts, ends, shifts) if ends else None
