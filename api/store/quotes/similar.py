"""Quotations that share rare words with a text: the candidates for a comparison word by word.

The words of the text are looked up in the full-text index, the longest first, as these tend to be rare. Words that
recur in many quotations are passed over; where they are all that there is, sequences of them are looked up instead.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log
from typing import NamedTuple

from ..database import Reader, plain
from ..inputs import QuoteFilter
from ..search_folding import fold
from ..views import QuoteView
from . import rows
from .selection import select

COMMON = 400  # a word in more quotations than this is common
MOST_LOOKED_UP = 32  # words of one text
ENOUGH = 10  # rare words, after which no more are looked up
FEW = 3  # rare words, below which sequences of words are looked up as well
SEQUENCE = 3  # words
MOST_SEQUENCES = 12
PER_WORD = 4  # candidates with each rare word
MOST_REPORTS = 10_000  # quotations that are counted


class Reports(NamedTuple):
    """How many sources, and articles, have a quotation. An article without a source counts as a source."""

    sources: int
    articles: int


@dataclass(frozen=True, slots=True)
class _Posting:
    """A word or sequence of words, and the numbers of the newest quotations that hold it."""

    numbers: tuple[int, ...]

    @property
    def weight(self) -> float:
        """The more, the fewer quotations hold it."""
        return log(2 * COMMON / (1 + len(self.numbers)))


def similar(reader: Reader, text: str, where: QuoteFilter, limit: int) -> tuple[QuoteView, ...]:
    """Up to ``limit`` quotations under a filter that share the most and the rarest words with a text, and a few more.

    Of each rare word some are among them, so that a text that joins pieces of two quotations finds both. The filter's
    own words (``q``) are not used. Raises ``InvalidFilter``.
    """
    connection = plain(reader)
    postings = list(_postings(connection, fold(text).split(), where))
    scores: defaultdict[int, float] = defaultdict(float)
    for posting in postings:
        for number in posting.numbers:
            scores[number] += posting.weight

    def ranked(numbers: Iterable[int]) -> list[int]:
        return sorted(numbers, key=lambda number: (-scores[number], number))

    chosen = ranked(scores)[:limit]
    chosen += [number for posting in postings for number in ranked(posting.numbers)[:PER_WORD]]
    return rows.numbered(connection, list(dict.fromkeys(chosen)))


def count_reports(reader: Reader, text: str, where: QuoteFilter) -> Reports:
    """How many sources and articles have a quotation with these words in a row; 0 for a text without words."""
    folded = fold(text)
    if not folded:
        return Reports(0, 0)
    connection = plain(reader)
    sql, values = _query(connection, where, folded, MOST_REPORTS)
    counted = "count(DISTINCT coalesce(q.source_id, q.article_id)), count(DISTINCT q.article_id)"
    joined = f"SELECT {counted} FROM ({sql}) n CROSS JOIN quotation q ON q.number = n.number"
    return Reports(*connection.execute(joined, values).fetchone())


def _postings(connection: sqlite3.Connection, words: Sequence[str], where: QuoteFilter) -> Iterator[_Posting]:
    distinct = sorted(dict.fromkeys(words), key=len, reverse=True)[:MOST_LOOKED_UP]
    rare = list(islice(_of_terms(connection, distinct, where, most=COMMON), ENOUGH))
    yield from rare
    if len(rare) < FEW:
        sequences = [" ".join(words[n : n + SEQUENCE]) for n in range(max(1, len(words) - SEQUENCE + 1))]
        yield from islice(_of_terms(connection, dict.fromkeys(sequences), where, most=None), MOST_SEQUENCES)


def _of_terms(
    connection: sqlite3.Connection, terms: Iterable[str], where: QuoteFilter, *, most: int | None
) -> Iterator[_Posting]:
    """The postings of the terms that some quotation has, and not more than ``most``."""
    for term in filter(None, terms):
        sql, values = _query(connection, where, term, COMMON + 1)
        numbers = tuple(number for (number,) in connection.execute(sql, values))
        if numbers and (most is None or len(numbers) <= most):
            yield _Posting(numbers)


def _query(
    connection: sqlite3.Connection, where: QuoteFilter, folded: str, limit: int
) -> tuple[str, tuple[object, ...]]:
    """SQL for the numbers of the newest quotations that have folded words in a row."""
    selection = select(connection, replace(where, q=f'"{folded}"'))
    sql, values = selection.query(f"{selection.place} AS number", selection.place, limit)
    return f"SELECT number FROM ({sql}) ORDER BY number LIMIT {limit}", values
