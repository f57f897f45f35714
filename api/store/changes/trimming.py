"""Forgets how quotations were: what is left of early commits is what they added up to, as if one had added it."""

from __future__ import annotations

from ..database import Database, plain
from . import positions

# The earliest commits that leave at least so many changes after them.
_LAST = """SELECT max(number) FROM change_commit
    WHERE last <= (SELECT min(seq) FROM (SELECT seq FROM change ORDER BY seq DESC LIMIT ?)) - 1"""
_BEGIN = """SELECT max(number) FROM change_commit"""
_OVERTAKEN = """DELETE FROM change WHERE number <= :to AND EXISTS (
    SELECT 1 FROM change m WHERE m.quote_id = change.quote_id AND m.number > change.number AND m.number <= :to)"""
# What a commit took away: the quotation's next change found nothing, or there is none and the quotation is gone.
_TAKEN = """DELETE FROM change WHERE number <= :to AND CASE
    WHEN EXISTS (SELECT 1 FROM change m WHERE m.quote_id = change.quote_id AND m.number > :to) THEN
        (SELECT m.before FROM change m WHERE m.quote_id = change.quote_id AND m.number > :to
            ORDER BY m.number LIMIT 1) IS NULL
    ELSE NOT EXISTS (SELECT 1 FROM quotation WHERE id = change.quote_id) END"""
_JOINED = "UPDATE change SET number = :to, before = NULL WHERE number <= :to"
_FORGOTTEN = "DELETE FROM change_commit WHERE number < :to"
_MARKED = "UPDATE change_commit SET mark = lower(hex(randomblob(4))) WHERE number = :to"


def trim(database: Database, keep: int) -> int:
    """Forget all but the latest ``keep`` changes, to whole commits; returns how many were forgotten.

    From then on positions up to there are gone, and from the beginning the feed adds what there was. The commit that
    stands for the beginning gets another mark, as who was in the midst of it may have missed what it deleted.
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
