"""Measures how much of the archive a filter covers, to qualify a "not found" result."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from .. import filters
from ..database import Reader, plain
from ..dialects import PlainConnection
from ..inputs import QuoteFilter
from ..mapping import UNDATED, moment_of, order_key
from . import quotes


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a filter covers: numbers of articles and quotations, and the oldest and newest publication date in UTC.

    ``of_speaker`` is the number of quotations by the requested speakers; None if no speaker was requested.
    """

    articles: int
    quotations: int
    oldest: datetime | None
    newest: datetime | None
    of_speaker: int | None


def of(reader: Reader, where: QuoteFilter, speakers: Collection[str] | None) -> Coverage:
    """Measure the coverage of a filter, and of the speakers with these identifiers within it.

    Raises ``InvalidFilter``.
    """
    own = None
    if speakers is not None:
        own = quotes.count(reader, replace(where, speaker=tuple(speakers))) if speakers else 0
    connection = plain(reader)
    articles, oldest, newest = _articles(connection, where)
    return Coverage(articles, _quotations(reader, where), oldest, newest, own)


def _quotations(reader: Reader, where: QuoteFilter) -> int:
    """Count the quotations; for the unfiltered archive, read the count that triggers maintain."""
    if where != QuoteFilter(type=where.type):
        return quotes.count(reader, where)
    counts = dict(plain(reader).execute("SELECT key, count FROM tally WHERE facet = 'type'").fetchall())
    return sum(count for kind, count in counts.items() if not where.type or kind in where.type)


def _articles(connection: PlainConnection, where: QuoteFilter) -> tuple[int, datetime | None, datetime | None]:
    """Return the number of articles within the filter's sources and dates, and the oldest and newest date."""
    conditions, values = ["1 = 1"], list[object]()
    if where.source:
        sources = filters.source_ids(connection, where.source)
        conditions.append(f"source_id IN ({', '.join('?' * len(sources))})")
        values += sources
    if where.published_from is not None:
        conditions.append("order_key <= ?")
        values.append(order_key(where.published_from))
    if where.published_before is not None:
        conditions.append("order_key > ? AND order_key < ?")
        values += [order_key(where.published_before), UNDATED]
    chosen = f"FROM article WHERE {' AND '.join(conditions)}"
    number = connection.execute(f"SELECT count(*) {chosen}", values).fetchone()[0]
    dated = f"SELECT order_key {chosen} AND order_key < {UNDATED} ORDER BY order_key"
    ends = [connection.execute(f"{dated} {way} LIMIT 1", values).fetchone() for way in ("DESC", "ASC")]
    oldest, newest = (moment_of(row[0]) if row is not None else None for row in ends)
    return number, oldest, newest
