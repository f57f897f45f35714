"""Ends a write transaction: numbers the changes that its triggers recorded, and deletes those without a difference.

Triggers record the state of each quotation before its first modification in a transaction. A transaction may delete a
quotation and insert it again, or unlink and relink it; only a difference at the end counts as a change. The utterances
of the touched quotations are updated first.
"""

from __future__ import annotations

from secrets import token_hex

from .dialects import PlainConnection, dialect_of
from .utterances import clustering

_UNCHANGED = """DELETE FROM change WHERE seq > ? AND CASE
    WHEN before IS NULL THEN NOT EXISTS (SELECT 1 FROM quotation WHERE id = quote_id)
    ELSE before = (SELECT image FROM quotation_image WHERE id = quote_id) END"""
_COMMIT = """INSERT INTO change_commit (number, mark, last)
    SELECT ?, ?, max(seq) FROM change WHERE seq > ? HAVING max(seq) IS NOT NULL"""


def record_commit(connection: PlainConnection) -> None:
    """Record a transaction's changes as one numbered commit. Must be the last statement of the transaction.

    Does nothing if the file has no tables for changes yet.
    """
    has_table = dialect_of(connection).has_table
    if not has_table(connection, "change_commit"):
        return
    newest = "SELECT number, last FROM change_commit ORDER BY number DESC LIMIT 1"
    number, last = connection.execute(newest).fetchone() or (0, 0)
    touched = [quote_id for (quote_id,) in connection.execute("SELECT quote_id FROM change WHERE seq > ?", (last,))]
    if touched:
        if has_table(connection, "utterance"):
            clustering.update(connection, touched)
        connection.execute(_UNCHANGED, (last,))
        connection.execute(_COMMIT, (number + 1, token_hex(4), last))
