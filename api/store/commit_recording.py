"""Ends a transaction: what its triggers noted gets the next number, and what it left as it was is dropped.

The triggers note a quotation once a transaction, as it was at the first touch. A transaction may take a quotation
away and put it back, or unlink it and link it again; only what differs at the end is a change.
"""

from __future__ import annotations

import sqlite3

_UNCHANGED = """DELETE FROM change WHERE seq > ? AND CASE
    WHEN before IS NULL THEN NOT EXISTS (SELECT 1 FROM quotation WHERE id = quote_id)
    ELSE before = (SELECT image FROM quotation_image WHERE id = quote_id) END"""
_COMMIT = """INSERT INTO change_commit (number, mark, last)
    SELECT ?, lower(hex(randomblob(4))), max(seq) FROM change WHERE seq > ? HAVING max(seq) IS NOT NULL"""


def settle(connection: sqlite3.Connection) -> None:
    """Number what the transaction changed; to be the last that it does. A file without a feed is left alone."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'change_commit'").fetchone() is None:
        return
    newest = "SELECT number, last FROM change_commit ORDER BY number DESC LIMIT 1"
    number, last = connection.execute(newest).fetchone() or (0, 0)
    if connection.execute("SELECT 1 FROM change WHERE seq > ? LIMIT 1", (last,)).fetchone() is not None:
        connection.execute(_UNCHANGED, (last,))
        connection.execute(_COMMIT, (number + 1, last))
