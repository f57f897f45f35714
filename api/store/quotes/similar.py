"""Finds quotations that share rare words with a text, as candidates for a word-by-word comparison.

The words of the text are looked up in the full-text index, longest first, as long words tend to be rare. Common words
are skipped; if the text has few rare words, sequences of words are looked up as well.
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

COMMON_WORD = 400  # a word in more quotations than this counts as common
MAX_WORDS = 32  # words of a text that are looked up
ENOUGH_RARE_WORDS = 10  # the lookup stops after this many rare words
FEW_RARE_WORDS = 3  # with fewer rare words, sequences of words are looked up as well
SEQUENCE_LENGTH = 3  # words
MAX_SEQUENCES = 12
CANDIDATES_PER_WORD = 4  # candidates guaranteed to each rare word
MAX_REPORTS = 10_000  # only the newest quotations are counted


class Reports(NamedTuple):
    """The number of sources and of articles with a quotation. An article without a source counts as its own source."""

    sources: int
    articles: int


@dataclass(frozen=True, slots=True)
class _Posting:
    """The list numbers of the newest quotations that contain a word or sequence of words."""

    numbers: tuple[int, ...]

    @property
    def weight(self) -> float:
        """Inverse document frequency: rarer words weigh more."""
        return log(2 * COMMON_WORD / (1 + len(self.numbers)))


def similar(reader: Reader, text: str, where: QuoteFilter, limit: int) -> tuple[QuoteView, ...]:
    """Return the ``limit`` quotations within a filter that share the most and rarest words with a text, best first.

    The best few quotations for each rare word are added, so that a text spliced from two quotations finds both. The
    filter's ``q`` is ignored. Raises ``InvalidFilter``.
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
    chosen += [number for posting in postings for number in ranked(posting.numbers)[:CANDIDATES_PER_WORD]]
    return rows.by_number(connection, list(dict.fromkeys(chosen)))


def count_reports(reader: Reader, text: str, where: QuoteFilter) -> Reports:
    """Count the sources and articles that have a quotation with this phrase; 0 for a text without words.

    Raises ``InvalidFilter``.
    """
    folded = fold(text)
    if not folded:
        return Reports(0, 0)
    connection = plain(reader)
    sql, values = _query(connection, where, folded, MAX_REPORTS)
    counted = "count(DISTINCT coalesce(q.source_id, q.article_id)), count(DISTINCT q.article_id)"
    joined = f"SELECT {counted} FROM ({sql}) n CROSS JOIN quotation q ON q.number = n.number"
    return Reports(*connection.execute(joined, values).fetchone())


def _postings(connection: sqlite3.Connection, words: Sequence[str], where: QuoteFilter) -> Iterator[_Posting]:
    distinct = sorted(dict.fromkeys(words), key=len, reverse=True)[:MAX_WORDS]
    rare = list(islice(_look_up(connection, distinct, where, most=COMMON_WORD), ENOUGH_RARE_WORDS))
    yield from rare
    if len(rare) < FEW_RARE_WORDS:
        sequences = [" ".join(words[n : n + SEQUENCE_LENGTH]) for n in range(max(1, len(words) - SEQUENCE_LENGTH + 1))]
        yield from islice(_look_up(connection, dict.fromkeys(sequences), where, most=None), MAX_SEQUENCES)


def _look_up(
    connection: sqlite3.Connection, terms: Iterable[str], where: QuoteFilter, *, most: int | None
) -> Iterator[_Posting]:
    """Yield the postings of the terms that occur, skipping those in more than ``most`` quotations."""
    for term in filter(None, terms):
        sql, values = _query(connection, where, term, COMMON_WORD + 1)
        numbers = tuple(number for (number,) in connection.execute(sql, values))
        if numbers and (most is None or len(numbers) <= most):
            yield _Posting(numbers)


def _query(
    connection: sqlite3.Connection, where: QuoteFilter, folded: str, limit: int
) -> tuple[str, tuple[object, ...]]:
    """Return SQL for the list numbers of the newest quotations that contain a folded phrase."""
    selection = select(connection, replace(where, q=f'"{folded}"'))
    sql, values = selection.query(f"{selection.number_column} AS number", selection.number_column, limit)
    return f"SELECT number FROM ({sql}) ORDER BY number LIMIT {limit}", values
