"""Quotations that share rare words with a text: the candidates for a comparison word by word.

The words of the text are looked up in the full-text index, the longest first, as these tend to be rare. Words that
recur in many quotations are passed over; where few others are left, pairs of the rarest of them are looked up, and then
sequences of words. So the cost of a lookup hardly grows with the archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import combinations, islice
from math import log
from typing import NamedTuple

from ..database import Reader, plain
from ..dialects import PlainConnection, dialect_of
from ..inputs import QuoteFilter
from ..search_folding import fold
from ..views import QuoteView
from . import rows
from .ranges import Selection
from .selection import select

COMMON_WORD = 1000  # a word in more quotations than this counts as common
MAX_WORDS = 32  # words of a text that are looked up
ENOUGH_RARE_WORDS = 10  # the lookup stops after this many rare words
FEW_RARE_WORDS = 3  # with fewer rare words, pairs and sequences of common words are looked up as well
PAIRED_WORDS = 5  # the rarest of the common words
SEQUENCE_LENGTH = 3  # words
MAX_COMBINATIONS = 6  # pairs, and again sequences
CANDIDATES_PER_WORD = 4  # candidates guaranteed to each rare word
MAX_REPORTS = 10_000  # only the newest quotations are counted


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
        """Inverse document frequency: rarer words weigh more."""
        return log(2 * COMMON_WORD / (1 + len(self.numbers)))


def similar(
    reader: Reader,
    text: str,
    where: QuoteFilter,
    limit: int,
    speakers: Collection[str] = (),
    memo: dict[str, tuple[int, ...]] | None = None,
) -> tuple[QuoteView, ...]:
    """Quotations under a filter that share the most and the rarest words with a text: ``limit``, and a few more.

    Of each rare word some are among them, so that a text that joins pieces of two quotations finds both; and again
    ``limit`` of the ``speakers`` with these identifiers. ``memo`` saves the postings of words for further calls under
    the same filter on the same snapshot. The filter's own words (``q``) are not used. Raises
    ``InvalidFilter``.
    """
    connection = plain(reader)
    postings = list(
        _postings(connection, fold(text).split(), _selection(connection, where), {} if memo is None else memo)
    )
    scores: defaultdict[int, float] = defaultdict(float)
    for posting in postings:
        weight = posting.weight
        for number in posting.numbers:
            scores[number] += weight

    def best(count: int, numbers: Iterable[int]) -> list[int]:
        return nsmallest(count, numbers, key=lambda number: (-scores[number], number))

    chosen = best(limit, scores)
    chosen += [number for posting in postings for number in best(CANDIDATES_PER_WORD, posting.numbers)]
    chosen += best(limit, _said_by(connection, speakers, scores))
    return rows.by_number(connection, list(dict.fromkeys(chosen)))


def _said_by(connection: PlainConnection, speakers: Collection[str], numbers: Iterable[int]) -> list[int]:
    """Those of the quotations that some speakers said, alone or in groups."""
    if not speakers:
        return []
    marks = ", ".join("?" * len(speakers))
    said = f"q.speaker_id IN ({marks}) OR q.id IN (SELECT quote_id FROM quotation_member WHERE speaker_id IN ({marks}))"
    dialect = dialect_of(connection)
    table, given = dialect.each(numbers)
    sql = f"SELECT q.number FROM {table} {dialect.ordered_join} quotation q ON q.number = n.value WHERE {said}"
    return [n for (n,) in connection.execute(sql, (given, *speakers, *speakers))]


def count_reports(reader: Reader, text: str, where: QuoteFilter) -> Reports:
    """How many sources and articles have a quotation with these words in a row; 0 for a text without words."""
    folded = fold(text)
    if not folded:
        return Reports(0, 0)
    connection = plain(reader)
    sql, values = _query(_selection(connection, where), dialect_of(connection).phrases([folded]), MAX_REPORTS)
    counted = "count(DISTINCT coalesce(q.source_id, q.article_id)), count(DISTINCT q.article_id)"
    join = dialect_of(connection).ordered_join
    joined = f"SELECT {counted} FROM ({sql}) n {join} quotation q ON q.number = n.number"
    return Reports(*connection.execute(joined, values).fetchone())


def _postings(
    connection: PlainConnection, words: Sequence[str], selection: Selection, memo: dict[str, tuple[int, ...]]
) -> Iterator[_Posting]:
    distinct = sorted(dict.fromkeys(words), key=len, reverse=True)[:MAX_WORDS]
    phrases = selection.dialect.phrases
    queries = [phrases([word]) for word in distinct]
    found = list(islice(_of_terms(connection, queries, selection, memo, most=COMMON_WORD), ENOUGH_RARE_WORDS))
    if len(found) < FEW_RARE_WORDS:
        pairs = (phrases(pair) for pair in _pairs(dict(zip(distinct, queries, strict=True)), memo))
        found += islice(_of_terms(connection, pairs, selection, memo, most=COMMON_WORD), MAX_COMBINATIONS)
    if len(found) < FEW_RARE_WORDS:
        sequences = [words[n : n + SEQUENCE_LENGTH] for n in range(max(1, len(words) - SEQUENCE_LENGTH + 1))]
        sequences.sort(key=lambda sequence: -max(map(len, sequence), default=0))  # those with rare words first
        queries = [phrases([" ".join(sequence)]) for sequence in sequences if sequence]
        found += islice(_of_terms(connection, dict.fromkeys(queries), selection, memo, most=None), MAX_COMBINATIONS)
    yield from found


def _pairs(queries: Mapping[str, str], memo: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, str]]:
    """Two each of the rarest common words, the rarest pairs first.

    Only the newest quotations with a common word are known. They go the further back, the rarer the word is.
    """
    postings = {word: memo.get(query, ()) for word, query in queries.items()}
    common = [word for word, numbers in postings.items() if len(numbers) > COMMON_WORD]
    common.sort(key=lambda word: postings[word][0] - postings[word][-1])
    ranked = sorted(combinations(range(min(len(common), PAIRED_WORDS)), 2), key=sum)
    return ((common[one], common[other]) for one, other in ranked)


def _of_terms(
    connection: PlainConnection,
    queries: Iterable[str],
    selection: Selection,
    memo: dict[str, tuple[int, ...]],
    *,
    most: int | None,
) -> Iterator[_Posting]:
    """The postings of the full-text queries that some quotation matches, and not more than ``most``."""
    for query in queries:
        if query not in memo:
            sql, values = _query(selection, query, COMMON_WORD + 1)
            found = selection.dialect.fetch_rows(connection, ["number"], f"({sql}) matching", values)
            memo[query] = tuple(number for (number,) in found)
        numbers = memo[query]
        if numbers and (most is None or len(numbers) <= most):
            yield _Posting(numbers)


def _selection(connection: PlainConnection, where: QuoteFilter) -> Selection:
    """What the filter selects, for words that are added term by term."""
    return select(connection, replace(where, q="a"))


def _query(selection: Selection, match: str, limit: int) -> tuple[str, tuple[object, ...]]:
    """SQL for the numbers of the newest quotations that a full-text query matches."""
    matching = replace(selection, match=match)
    sql, values = matching.query(f"{matching.number_column} AS number", matching.number_column, limit)
    return f"SELECT number FROM ({sql}) n ORDER BY number LIMIT {limit}", values
