"""One value for all that is read off a text before any decision: paragraphs, passages, frames, sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy
from spacy.attrs import IDX, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from ..model import Span
from .frames import Frames
from .passages import Passage
from .reading import read_marks
from .text import text_of
from .token_roles import TokenRoles
from .unclosed_passages import close_before_cues

TOUCH = 4  # characters between a cue and the marks that it touches


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is printed and parsed. Offsets are code points of ``text``; other numbers count tokens.

    ``starts`` are the offsets of the tokens, ``openings`` those of the passages' opening marks, ``sentence`` and
    ``paragraph`` the numbers of each token's sentence and paragraph (-1 before the first). ``narrative`` numbers
    the sentences that begin at ``sentence_starts`` as the reporter tells them: one that stands in quotation marks
    as a whole does not count, since what is said in it is no part of the reporter's story, and "he said" after it
    is as near as if nothing had been quoted.
    """

    doc: Doc
    text: str
    tokens: list[Token]
    starts: list[int]
    paragraphs: list[Span]
    passages: list[Passage]
    openings: list[int]
    frames: Frames
    roles: TokenRoles
    sentence: list[int]
    paragraph: list[int]
    sentence_starts: list[int]
    narrative: list[int]

    @classmethod
    def of(cls, doc: Doc) -> Article:
        """The article that a parsed Doc is of."""
        text, tokens = text_of(doc), list(doc)
        paragraphs, marked = read_marks(text)
        passages = close_before_cues(text, tokens, marked)
        starts: list[int] = doc.to_array([IDX]).ravel().astype("int64").tolist()
        begins = doc.to_array([SENT_START]).ravel().astype("int64") == 1
        sentence: list[int] = numpy.maximum(begins.cumsum() - 1, 0).tolist()
        openings = [passage.outer.start for passage in passages]
        firsts: list[int] = numpy.flatnonzero(begins).tolist()
        if not firsts or firsts[0]:
            firsts.insert(0, 0)
        return cls(
            doc, text, tokens, starts, paragraphs, passages, openings, Frames(passages), TokenRoles.of(doc), sentence,
            _paragraph_numbers(paragraphs, starts), firsts, _narrative(firsts, starts, passages, openings),
        )  # fmt: skip

    def passage_at(self, at: int) -> Passage | None:
        """The marked passage that holds the offset ``at``."""
        return _passage_at(self.passages, self.openings, at)

    def passage_before(self, at: int) -> Passage | None:
        """The passage that ends right before the offset ``at``, with nothing but a comma or a space between."""
        place = bisect_right(self.openings, at) - 1
        if place < 0:
            return None
        return self.passages[place] if self._touch(self.passages[place].outer.end, at) else None

    def passage_after(self, at: int) -> Passage | None:
        """The passage that begins right after the offset ``at``."""
        number = self.number_after(at)
        return self.passages[number] if number is not None else None

    def number_after(self, at: int) -> int | None:
        """The number of the passage that begins right after the offset ``at``."""
        place = bisect_left(self.openings, at)
        return place if place < len(self.passages) and self._touch(at, self.openings[place]) else None

    def _touch(self, start: int, end: int) -> bool:
        return end - start <= TOUCH and not any(c.isalnum() for c in self.text[start:end])

    def paragraph_at(self, at: int) -> Span:
        """The paragraph that holds the offset ``at`` (or the nearest one before it)."""
        place = bisect_left(self.paragraphs, Span(at + 1, -1)) - 1
        return self.paragraphs[max(place, 0)]

    def range(self, span: Span) -> tuple[int, int]:
        """The tokens (start, end exclusive) that a span of the text touches."""
        first = bisect_left(self.starts, span.start + 1) - 1
        last = bisect_left(self.starts, span.end)
        return max(first, 0), max(last, first + 1)

    def clock(self, index: int) -> int:
        """The number of the narrative's sentence at a token."""
        return self.narrative[bisect_right(self.sentence_starts, index) - 1]

    def quoted(self, index: int) -> bool:
        """Whether the token stands in quotation marks."""
        return self.passage_at(self.starts[index]) is not None


def _passage_at(passages: list[Passage], openings: list[int], at: int) -> Passage | None:
    place = bisect_right(openings, at) - 1
    return passages[place] if place >= 0 and at < passages[place].outer.end else None


def _paragraph_numbers(paragraphs: list[Span], starts: list[int]) -> list[int]:
    """The number of each token's paragraph; -1 before the first."""
    firsts = [bisect_left(starts, paragraph.start) for paragraph in paragraphs]
    if not firsts:
        return [-1] * len(starts)
    numbers = [-1] * firsts[0]
    for number, (first, after) in enumerate(zip(firsts, [*firsts[1:], len(starts)], strict=True)):
        numbers += [number] * (after - first)
    return numbers


def _narrative(firsts: list[int], starts: list[int], passages: list[Passage], openings: list[int]) -> list[int]:
    """The number of each sentence in the narrative."""
    numbers, number = [], 0
    for first, after in zip(firsts, [*firsts[1:], len(starts)], strict=True):
        passage = _passage_at(passages, openings, starts[first]) if after > first else None
        if passage is None or starts[after - 1] >= passage.outer.end:
            number += 1
        numbers.append(number)
    return numbers
