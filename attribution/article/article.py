"""The article: everything computed from the text and its parse before any attribution decision."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy
from spacy.attrs import IDX, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from ..language.grammar import verbs
from ..model import Span
from .blocks.structure import Structure
from .frames import Frames
from .passages import Passage
from .segmentation import Segments, segment
from .token_roles import TokenRoles
from .unclosed_passages import close_before_cues

ALPHANUMERIC = re.compile(r"[^\W_]")
T = TypeVar("T")
MAX_BULLET = 2  # tokens of a bullet and the line break after it
MAX_GAP = 4  # characters between a cue and a passage that still count as adjacent


@dataclass(frozen=True, slots=True)
class Article:
    """A parsed article. Offsets are code points into ``text``; every other index counts tokens.

    - ``verbs``: the tokens that are verbs and no auxiliaries.
    - ``starts``: the offset of each token.
    - ``openings``: the offset of each passage's opening mark, ascending.
    - ``sentence``, ``paragraph``: the sentence and paragraph number of each token; the paragraph is -1 before the
      first one.
    - ``sentence_starts``: the first token of each sentence.
    - ``structure``: what the paragraphs are, such as turns of speakers.
    - ``narrative``: for each sentence, its number in the reporter's narrative. A sentence that is quoted as a whole
      does not advance the count, so that quoted text does not add to the distance between a mention and "he said".
    - ``computed``: what ``once`` has computed, by function.
    """

    doc: Doc
    text: str
    tokens: list[Token]
    verbs: list[Token]
    starts: list[int]
    paragraphs: list[Span]
    structure: Structure
    passages: list[Passage]
    openings: list[int]
    frames: Frames
    roles: TokenRoles
    sentence: list[int]
    paragraph: list[int]
    sentence_starts: list[int]
    narrative: list[int]
    computed: dict[Callable[[Article], Any], Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, doc: Doc, segments: Segments | None = None) -> Article:
        """Build the article of a parsed Doc; ``segments`` are those of its text if they are known."""
        text, paragraphs, marked, structure, frames = segments or segment(doc.text)
        tokens = list(doc)
        passages = close_before_cues(text, tokens, marked)
        if passages != marked:
            frames = Frames(passages)
        starts: list[int] = doc.to_array([IDX]).ravel().astype("int64").tolist()
        begins = doc.to_array([SENT_START]).ravel().astype("int64") == 1
        sentence: list[int] = numpy.maximum(begins.cumsum() - 1, 0).tolist()
        openings = [passage.outer.start for passage in passages]
        first_tokens: list[int] = numpy.flatnonzero(begins).tolist()
        if not first_tokens or first_tokens[0]:
            first_tokens.insert(0, 0)
        return cls(
            doc, text, tokens, [tokens[at] for at in verbs(doc)], starts, paragraphs, structure, passages, openings,
            frames, TokenRoles.of(doc), sentence, _paragraph_numbers(paragraphs, starts), first_tokens,
            _narrative(first_tokens, tokens, passages, openings),
        )  # fmt: skip

    def once(self, compute: Callable[[Article], T]) -> T:
        """What a pure function of the article returns, computed on first use."""
        if compute not in self.computed:
            self.computed[compute] = compute(self)
        found: T = self.computed[compute]
        return found

    def passage_at(self, at: int) -> Passage | None:
        """The passage, marks included, that contains the offset ``at``."""
        return _passage_at(self.passages, self.openings, at)

    def passage_before(self, at: int) -> Passage | None:
        """The passage that ends just before the offset ``at``: at most ``MAX_GAP`` characters, none alphanumeric."""
        position = bisect_right(self.openings, at) - 1
        if position < 0:
            return None
        return self.passages[position] if self._adjacent(self.passages[position].outer.end, at) else None

    def passage_after(self, at: int) -> Passage | None:
        """The passage that starts just after the offset ``at``: at most ``MAX_GAP`` characters, none alphanumeric."""
        number = self.passage_number_after(at)
        return self.passages[number] if number is not None else None

    def passage_number_after(self, at: int) -> int | None:
        """The index of the passage that starts just after the offset ``at``."""
        position = bisect_left(self.openings, at)
        return position if position < len(self.passages) and self._adjacent(at, self.openings[position]) else None

    def _adjacent(self, start: int, end: int) -> bool:
        return end - start <= MAX_GAP and not any(c.isalnum() for c in self.text[start:end])

    def paragraph_at(self, at: int) -> Span:
        """The paragraph that contains the offset ``at``, or else the last one before it."""
        return self.paragraphs[self.paragraph_number(at)]

    def paragraph_number(self, at: int) -> int:
        """The index of the paragraph that contains the offset ``at``, or else of the last one before it."""
        return max(bisect_left(self.paragraphs, Span(at + 1, -1)) - 1, 0)

    def char_before(self, at: int) -> str:
        """The last non-whitespace character before the offset ``at`` in its paragraph; "" if there is none."""
        start = self.paragraph_at(at).start
        while at > start and self.text[at - 1].isspace():
            at -= 1
        return self.text[at - 1] if at > start else ""

    def first_token_inside(self, passage: Passage) -> int:
        """The first token inside the marks of a passage, which stands for a cue that is not printed or is another's."""
        return min(bisect_left(self.starts, passage.outer.start + 1), len(self.tokens) - 1)

    def has_alphanumeric(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` contains a letter or digit, without copying it."""
        return start < end and ALPHANUMERIC.search(self.text, start, end) is not None

    def token_range(self, span: Span) -> tuple[int, int]:
        """The tokens that overlap a span of the text, as (start, end exclusive)."""
        first = bisect_left(self.starts, span.start + 1) - 1
        last = bisect_left(self.starts, span.end)
        return max(first, 0), max(last, first + 1)

    def sentence_range(self, index: int) -> tuple[int, int]:
        """The tokens of the sentence of a token, as (start, end exclusive)."""
        place = bisect_right(self.sentence_starts, index)
        end = self.sentence_starts[place] if place < len(self.sentence_starts) else len(self.tokens)
        return self.sentence_starts[place - 1], end

    def has_passage(self, start: int, end: int) -> bool:
        """Whether any passage, marks included, overlaps ``text[start:end]``."""
        position = bisect_left(self.openings, end) - 1
        return position >= 0 and self.passages[position].outer.end > start

    def narrative_sentence(self, index: int) -> int:
        """The number of a token's sentence in the narrative; see ``narrative``."""
        return self.narrative[bisect_right(self.sentence_starts, index) - 1]

    def is_quoted(self, index: int) -> bool:
        """Whether the token is inside quotation marks."""
        return self.passage_at(self.starts[index]) is not None


def _passage_at(passages: list[Passage], openings: list[int], at: int) -> Passage | None:
    position = bisect_right(openings, at) - 1
    return passages[position] if position >= 0 and at < passages[position].outer.end else None


def _paragraph_numbers(paragraphs: list[Span], starts: list[int]) -> list[int]:
    """The paragraph number of each token; -1 before the first paragraph."""
    first_tokens = [bisect_left(starts, paragraph.start) for paragraph in paragraphs]
    if not first_tokens:
        return [-1] * len(starts)
    numbers = [-1] * first_tokens[0]
    for number, (first, after) in enumerate(zip(first_tokens, [*first_tokens[1:], len(starts)], strict=True)):
        numbers += [number] * (after - first)
    return numbers


def _narrative(first_tokens: list[int], tokens: list[Token], passages: list[Passage], openings: list[int]) -> list[int]:
    """The narrative number of each sentence: those quoted as a whole, and lone bullets, do not advance it."""
    numbers, number = [], 0
    for first, after in zip(first_tokens, [*first_tokens[1:], len(tokens)], strict=True):
        passage = _passage_at(passages, openings, tokens[first].idx) if after > first else None
        quoted = passage is not None and tokens[after - 1].idx < passage.outer.end
        if not quoted and (after - first > MAX_BULLET or any(token.is_alpha for token in tokens[first:after])):
            number += 1
        numbers.append(number)
    return numbers
