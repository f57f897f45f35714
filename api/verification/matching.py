"""Compares an asked quotation with one statement: how near its words are, and what was changed or cut."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from api.wording.alignment import Alignment, align
from api.wording.asked import Asked
from api.wording.cuts import Cut, Turn, cut, gap_turns
from api.wording.differences import Difference, differences
from api.wording.word import Word

from .reported_speech import reported, reported_word
from .statement import Statement

T = TypeVar("T")
LEAST_CUT = 3  # words of a part of a quotation that say more than any other text with these words would


class Finding(StrEnum):
    """What is found about a quotation, the least serious first."""

    VERBATIM = "verbatim"
    PARAPHRASED = "paraphrased"
    TRUNCATED = "truncated"
    ALTERED = "altered"
    SPLICED = "spliced"
    OTHER_SPEAKER = "other_speaker"
    DENIED = "denied"
    NOT_FOUND = "not_found"


class Method(StrEnum):
    """How a match was found and what its score means."""

    WORDS = "words"  # the words were aligned: the share that agrees
    EMBEDDING = "embedding"  # a model compared the meanings: the cosine similarity


@dataclass(frozen=True)
class Match(Generic[T]):
    """A statement that bears on the asked quotation.

    ``finding`` is what became of the words, ``passage`` the words of the statement that they were compared with.
    ``cut`` is what the statement has around them, ``turns`` how words that were left out turn the meaning.
    """

    asked: Asked
    statement: Statement[T]
    finding: Finding
    passage: tuple[Word, ...]
    alignment: Alignment
    cut: Cut | None
    turns: tuple[Turn, ...]
    method: Method = Method.WORDS

    @property
    def score(self) -> float:
        """The share of the words that agree, or the similarity of the meanings, 0 to 1."""
        return self.alignment.score

    @property
    def start(self) -> int:
        """The offset in the statement's text of what corresponds."""
        return self.passage[self.alignment.start].start

    @property
    def end(self) -> int:
        """The offset after what corresponds."""
        return self.passage[self.alignment.end - 1].end

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What differs, word by word."""
        return differences(self.asked, self.statement.text, self.passage, self.alignment)


def match(asked: Asked, statement: Statement[T]) -> Match[T] | None:
    """How a statement bears out what is asked; None if no word agrees."""
    if not statement.is_verbatim:
        return paraphrase(asked, statement)
    found = None
    for passage in statement.passages():
        tried = _match(asked, statement, passage)
        if tried is not None and (found is None or _order(tried) > _order(found)):
            found = tried
    return found


def _order(found: Match[T]) -> tuple[float, bool]:
    return found.score, found.finding is Finding.VERBATIM


def _match(asked: Asked, statement: Statement[T], passage: tuple[Word, ...]) -> Match[T] | None:
    alignment = align(asked, passage)
    if not alignment.score or alignment.start == alignment.end:
        return None
    around = _cut(asked, statement, passage, alignment)
    omitted_turns = {turn for gap in alignment.omitted for turn in gap_turns(statement.text, passage, *gap)}
    turns = {*omitted_turns, *(around.turns if around is not None else ())}
    if alignment.differences:
        finding = Finding.ALTERED
    elif (around is not None and _is_partial(asked, passage, alignment)) or omitted_turns:
        finding = Finding.TRUNCATED
    else:
        finding = Finding.VERBATIM
    return Match(asked, statement, finding, passage, alignment, around, tuple(sorted(turns)))


def _is_partial(asked: Asked, passage: tuple[Word, ...], alignment: Alignment) -> bool:
    """Whether words of the passage are missing at an end where the asked text does not say so."""
    return (alignment.start > 0 and asked.opens is None) or (alignment.end < len(passage) and asked.ends is None)


def _cut(asked: Asked, statement: Statement[T], passage: tuple[Word, ...], alignment: Alignment) -> Cut | None:
    """What the statement has around the aligned words; outside the passage only as far as it may turn them."""
    first = statement.words.index(passage[0]) if len(passage) < len(statement.words) else 0
    return cut(statement.text, statement.words, first + alignment.start, first + alignment.end, statement.openings)


def paraphrase(asked: Asked, statement: Statement[T]) -> Match[T] | None:
    """How a statement bears out what is asked in other words; None if no word agrees.

    Indirect speech shifts persons and tenses ("I will" becomes "he would"), which is no difference.
    """
    alignment = align(reported(asked), [reported_word(word) for word in statement.words])
    if not alignment.score or alignment.start == alignment.end:
        return None
    words = statement.words
    around = cut(statement.text, words, alignment.start, alignment.end, statement.openings)
    turns = around.turns if around is not None else ()
    return Match(asked, statement, Finding.PARAPHRASED, words, alignment, around, turns)


def same_meaning(asked: Asked, statement: Statement[T], similarity: float) -> Match[T]:
    """A statement that says what is asked in other words, by the similarity of their embeddings."""
    words = statement.words
    alignment = Alignment(min(1.0, similarity), 0, len(words), ())
    return Match(asked, statement, Finding.PARAPHRASED, words, alignment, None, (), Method.EMBEDDING)
