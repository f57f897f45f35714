"""Trims the change feed: merges the oldest commits into one, which adds every quotation that existed after them."""

from __future__ import annotations

from secrets import token_hex

from ..database import Database, plain
from . import positions

# The last commit that is followed by at least this many changes.
_LAST_TO_MERGE = """SELECT max(number) FROM change_commit
    WHERE last <= (SELECT min(seq) FROM (SELECT seq FROM change ORDER BY seq DESC LIMIT ?) newest) - 1"""
_LATEST_COMMIT = """SELECT max(number) FROM change_commit"""
_DELETE_SUPERSEDED = """DELETE FROM change WHERE number <= :to AND EXISTS (
    SELECT 1 FROM change m WHERE m.quote_id = change.quote_id AND m.number > change.number AND m.number <= :to)"""
# Changes of quotations that did not exist after the merged commits: the next change adds the quotation, or there is no
# next change and the quotation does not exist now.
_DELETE_REMOVED = """DELETE FROM change WHERE number <= :to AND CASE
    WHEN EXISTS (SELECT 1 FROM change m WHERE m.quote_id = change.quote_id AND m.number > :to) THEN
        (SELECT m.before FROM change m WHERE m.quote_id = change.quote_id AND m.number > :to
            ORDER BY m.number LIMIT 1) IS NULL
    ELSE NOT EXISTS (SELECT 1 FROM quotation WHERE id = change.quote_id) END"""
_MERGE = "UPDATE change SET number = :to, before = NULL WHERE number <= :to"
_DELETE_MERGED_COMMITS = "DELETE FROM change_commit WHERE number < :to"
_RENEW_MARK = "UPDATE change_commit SET mark = :mark WHERE number = :to"


def trim(database: Database, keep: int) -> int:
    """Trim the feed to about the latest ``keep`` changes, in whole commits; returns the number of changes removed.

    Positions up to the last merged commit become invalid, and the feed starts with the quotations that existed after
    it. The merged commit gets a new mark, because a client that had read part of it may have missed deletions.

    Raises ``StoreBusy``, ``StoreFull`` or ``StoreReadOnly``.
    """
    with database.write_connection() as opened:
        connection = plain(opened)
        last = _LAST_TO_MERGE if keep > 0 else _LATEST_COMMIT
        (to,) = connection.execute(last, (keep,) if keep > 0 else ()).fetchone()
        first = connection.execute("SELECT min(number) FROM change_commit").fetchone()[0]
        if to is None or to == first:
            return 0
        before = connection.execute("SELECT count(*) FROM change").fetchone()[0]
        for statement in (_DELETE_SUPERSEDED, _DELETE_REMOVED, _MERGE, _DELETE_MERGED_COMMITS):
            connection.execute(statement, {"to": to})
        connection.execute(_RENEW_MARK, {"to": to, "mark": token_hex(4)})
        assert positions.latest(connection).number >= to
        return int(before - connection.execute("SELECT count(*) FROM change").fetchone()[0])
