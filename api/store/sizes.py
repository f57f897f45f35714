"""Measures the size of an archive: articles, quotations, bytes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
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
