"""Quotations: find, count and get."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from operator import attrgetter

from .. import cursors, list_order
from ..database import Reader, plain
from ..errors import InvalidFilter, NotFound
from ..inputs import QuoteFilter, Sort
from ..views import Page, QuoteView
from . import rows
from .selection import HIGHEST, LOWEST, Selection, select

RANKED = 10_000  # so many of the newest matches are put in the order of relevance
HITS = "(length(highlight(quotation_fts, 0, char(1), '')) - length(f.folded))"
# BM25 (k1 = 1.2, b = 0.75, a mean length of 120 letters) of the whole query as one term, in negative millionths. What
# the archive has else of the words is left out: it would scale all alike, and differ from one page to the next.
RANK = f"CAST(-2200000.0 * {HITS} / ({HITS} + 1.2 * (0.25 + 0.75 * length(f.folded) / 120.0)) AS INTEGER)"
STREAMED = 500  # quotations of a stream that are held at once


def get(reader: Reader, quote_id: str) -> QuoteView:
    """One quotation. Raises ``NotFound``."""
    found = rows.load(plain(reader), "q.id = ?", (quote_id,))
    if not found:
        raise NotFound("quotation", quote_id)
    return found[0]


def find(
    reader: Reader,
    where: QuoteFilter,
    *,
    sort: Sort = Sort.NEWEST,
    limit: int = 50,
    cursor: str | None = None,
    bare: bool = False,
) -> Page[QuoteView]:
    """Quotations by newest or oldest article, those without a date last, or by relevance.

    Those of one article stand in the order of the text, or against it where the oldest come first. ``bare`` ones lack
    evidence, title and digest.
    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    digest, connection = cursors.filter_digest(f"quotes {sort}", where), plain(reader)
    if sort is Sort.RELEVANCE:
        return _most_relevant(connection, where, limit, cursor, digest, bare)
    position = cursors.decode(cursor, digest, (int,))
    after = int(position[0]) if position else None
    numbers = _numbers(connection, select(connection, where), sort, after, cursors.page_size(limit) + 1)
    following = cursors.encode(digest, (numbers[limit - 1],)) if len(numbers) > limit else None
    return Page(rows.numbered(connection, numbers[:limit], bare=bare), following)


def count(reader: Reader, where: QuoteFilter) -> int:
    """How many there are. Raises ``InvalidFilter``."""
    connection = plain(reader)
    sql, values = select(connection, where).query("count(*) AS n")
    return int(connection.execute(f"SELECT sum(n) FROM ({sql})", values).fetchone()[0] or 0)


def batch(reader: Reader, where: QuoteFilter, sort: Sort, after: int | None) -> tuple[Sequence[QuoteView], int | None]:
    """The next part of a list without end, and after which number the one that follows begins."""
    connection = plain(reader)
    numbers = _numbers(connection, select(connection, where), sort, after, STREAMED)
    return rows.numbered(connection, numbers), numbers[-1] if len(numbers) == STREAMED else None


def _numbers(
    connection: sqlite3.Connection, selection: Selection, sort: Sort, after: int | None, limit: int
) -> list[int]:
    """The numbers of a page in their order."""
    if sort is Sort.NEWEST:
        low = LOWEST if after is None else after
        return _range(connection, selection.within(low, HIGHEST), "", limit)
    found: list[int] = []
    for dated in (True, False):  # downwards, yet those without a date last
        begin, end = (LOWEST, list_order.UNDATED_BASE) if dated else (list_order.UNDATED_BASE - 1, HIGHEST)
        if after is not None and (after < list_order.UNDATED_BASE) == dated:
            end = after
        elif after is not None and dated:
            continue
        found += _range(connection, selection.within(begin, end), " DESC", limit - len(found))
        if len(found) == limit:
            break
    return found


def _range(connection: sqlite3.Connection, selection: Selection, direction: str, limit: int) -> list[int]:
    sql, values = selection.query(f"{selection.place} AS number", f"{selection.place}{direction}", limit)
    if len(selection.ranges) > 1:
        sql = f"SELECT number FROM ({sql}) ORDER BY number{direction} LIMIT {limit}"
    return [number for (number,) in rows.at_once(connection, ("number",), f"({sql})", values)]


def _most_relevant(
    connection: sqlite3.Connection, where: QuoteFilter, limit: int, cursor: str | None, digest: str, bare: bool
) -> Page[QuoteView]:
    """The newest matches, the most relevant first, of equally relevant ones the newest.

    The rank is the quotation's own, and the cursor keeps which matches were ranked: pages hold while others arrive.
    """
    if where.q is None:
        raise InvalidFilter("relevance needs words to look for: q")
    position = cursors.decode(cursor, digest, (int, int, int, int))
    selection = select(connection, where)
    low, high, rank, number = map(int, position or (LOWEST, HIGHEST, LOWEST, LOWEST))
    if position is None:
        newest = _range(connection, selection, "", RANKED)
        low, high = (newest[0] - 1, newest[-1] + 1) if newest else (LOWEST, HIGHEST)
    sql, values = selection.within(low, high).query(f"{RANK} AS rank, {selection.place} AS number")
    ranked = (
        f"(WITH n AS MATERIALIZED ({sql}) SELECT rank, number FROM n WHERE (rank, number) > (?, ?) "
        f"ORDER BY rank, number LIMIT {cursors.page_size(limit) + 1})"
    )
    found = rows.at_once(connection, ("rank", "number"), ranked, (*values, rank, number))
    following = cursors.encode(digest, (low, high, *found[limit - 1])) if len(found) > limit else None
    return Page(rows.numbered(connection, [number for _, number in found[:limit]], bare=bare), following)


def of_article(reader: Reader, article_id: str) -> Iterator[QuoteView]:
    """All quotations of an article, in the order of the text."""
    yield from sorted(rows.load(plain(reader), "q.article_id = ?", (article_id,)), key=attrgetter("position"))
