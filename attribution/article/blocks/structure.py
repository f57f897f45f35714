"""The structure of an article, read off its text before it is parsed."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from ...model import Span
from .block import Turn
from .turns import find_turns


class Structure(NamedTuple):
    """What the paragraphs of an article are."""

    turns: list[Turn]

    def turn_at(self, at: int) -> Turn | None:
        """The turn whose words, from its first to its last, include the offset ``at``."""
        place = bisect_right(self.turns, at, key=lambda turn: turn.spans[0].start) - 1
        return self.turns[place] if place >= 0 and at < self.turns[place].spans[-1].end else None

    def sentence_starts(self) -> set[int]:
        """The offsets where a sentence begins within a paragraph: after a speaker's label."""
        return {turn.spans[0].start for turn in self.turns}


def read_structure(text: str, paragraphs: list[Span]) -> Structure:
    """The structure of a text with these paragraphs. Linear in its length."""
    return Structure(find_turns(text, paragraphs))
