"""Trims the change feed: the earliest commits are merged into one, which adds what was there at its end."""

from __future__ import annotations

from ..database import Database, plain
from . import positions

# The last commit that has at least so many changes after it.
_LAST = """SELECT max(number) FROM change_commit
    WHERE last <= (SELECT min(seq) FROM (SELECT seq FROM change ORDER BY seq DESC LIMIT ?)) - 1"""
_BEGIN = """SELECT max(number) FROM change_commit"""
_OVERTAKEN = """DELETE FROM change WHERE number <= :to AND EXISTS (
    SELECT 1 FROM change m WHERE m.quote_id = change.quote_id AND m.number > change.number AND m.number <= :to)"""
# Deletions: the quotation's next change starts from nothing, or there is no next change and it no longer exists.
_TAKEN = """DELETE FROM change WHERE number <= :to AND CASE
    WHEN EXISTS (SELECT 1 FROM change m WHERE m.quote_id = change.quote_id AND m.number > :to) THEN
        (SELECT m.before FROM change m WHERE m.quote_id = change.quote_id AND m.number > :to
            ORDER BY m.number LIMIT 1) IS NULL
    ELSE NOT EXISTS (SELECT 1 FROM quotation WHERE id = change.quote_id) END"""
_JOINED = "UPDATE change SET number = :to, before = NULL WHERE number <= :to"
_FORGOTTEN = "DELETE FROM change_commit WHERE number < :to"
_MARKED = "UPDATE change_commit SET mark = lower(hex(randomblob(4))) WHERE number = :to"


def trim(database: Database, keep: int) -> int:
    """Trim the feed to the latest ``keep`` changes, rounded to whole commits; returns how many were removed.

    Positions up to there become invalid, and the feed then starts with everything that existed at that point. The
    merged commit gets a new mark: a client in the middle of it may have missed deletions.
    """
    with database.write_connection() as opened:
        connection = plain(opened)
        last = _LAST if keep > 0 else _BEGIN
        (to,) = connection.execute(last, (keep,) if keep > 0 else ()).fetchone()
        first = connection.execute("SELECT min(number) FROM change_commit").fetchone()[0]
        if to is None or to == first:
            return 0
        before = connection.execute("SELECT count(*) FROM change").fetchone()[0]
        for statement in (_OVERTAKEN, _TAKEN, _JOINED, _FORGOTTEN, _MARKED):
            connection.execute(statement, {"to": to})
        assert positions.latest(connection).number >= to
        return int(before - connection.execute("SELECT count(*) FROM change").fetchone()[0])
