"""Measures the size of an archive: articles, quotations, bytes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from .database import Reader, plain


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of an archive, found without reading the articles. ``free_bytes`` is the free space on its disk."""

    articles: int
    unread: int  # articles that the engine could not read
    quotes: int
    bytes: int
    log_bytes: int  # of the write-ahead log
    free_bytes: int


def measure(reader: Reader, path: Path) -> Sizes:
    """Measure the database at ``path``, which ``reader`` has open."""
    connection = plain(reader)
    (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    (unread,) = connection.execute("SELECT count(*) FROM article WHERE unread_reason IS NOT NULL").fetchone()
    (quotes,) = connection.execute("SELECT coalesce(sum(count), 0) FROM tally WHERE facet = 'type'").fetchone()
    log = path.with_name(path.name + "-wal")
    return Sizes(
        articles=articles,
        unread=unread,
        quotes=quotes,
        bytes=path.stat().st_size,
        log_bytes=log.stat().st_size if log.exists() else 0,
        free_bytes=shutil.disk_usage(path.parent).free,
    )


def articles_by_day(reader: Reader, since: datetime) -> list[tuple[date, int]]:
    """Count the articles stored on each day in UTC from that of ``since`` on, in order; days without are left out."""
    sql = "SELECT date(created_at), count(*) FROM article WHERE created_at >= ? GROUP BY 1 ORDER BY 1"
    rows = plain(reader).execute(sql, (since.astimezone(UTC).strftime("%Y-%m-%d"),)).fetchall()
    return [(date.fromisoformat(day), count) for day, count in rows]
