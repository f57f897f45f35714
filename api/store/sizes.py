"""Measures the size of an archive: articles, quotations, bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from .database import Database, Reader, plain


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of an archive, found without reading the articles.

    ``log_bytes`` and ``free_bytes``, of the write-ahead log and of free space on the disk, are None on a server.
    """

    articles: int
    unread: int  # articles that the engine could not read
    quotes: int
    bytes: int
    log_bytes: int | None
    free_bytes: int | None


def measure(reader: Reader, database: Database) -> Sizes:
    """Measure the database, which ``reader`` has open."""
    connection = plain(reader)
    (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    (unread,) = connection.execute("SELECT count(*) FROM article WHERE unread_reason IS NOT NULL").fetchone()
    (quotes,) = connection.execute("SELECT coalesce(sum(count), 0) FROM tally WHERE facet = 'type'").fetchone()
    size, log_size, free = database.space(connection)
    return Sizes(articles, unread, quotes, bytes=size, log_bytes=log_size, free_bytes=free)


def articles_by_day(reader: Reader, since: datetime) -> list[tuple[date, int]]:
    """Count the articles stored on each day in UTC from that of ``since`` on, in order; days without are left out."""
    sql = "SELECT CAST(date(created_at) AS TEXT), count(*) FROM article WHERE created_at >= ? GROUP BY 1 ORDER BY 1"
    rows = plain(reader).execute(sql, (since.astimezone(UTC).strftime("%Y-%m-%d"),)).fetchall()
    return [(date.fromisoformat(day), count) for day, count in rows]
