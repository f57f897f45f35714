"""A word of a text, as it is compared."""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """A word of a text. ``key`` is what is compared; ``start`` and ``end`` are offsets into the text, end exclusive.

    A tuple for speed, because words are many.
    """

    key: str
    text: str
    start: int
    end: int
