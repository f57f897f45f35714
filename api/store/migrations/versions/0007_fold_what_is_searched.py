"""Search the folded text of quotations: without case, accents, ligatures and widths, and inside runs of letters.

The index holds what ``folding.fold`` makes of a text, kept beside it, as the query is folded by the same function.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.search_folding import fold

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BATCH = 1000  # quotations that are in memory at once
FIRST = -(2**63)


def _full_text(column: str, tokenizer: str) -> tuple[str, ...]:
    """The index over a column of quotations, the triggers that keep it in step, and what fills it."""
    add = f"INSERT INTO quotation_fts (rowid, {column}) VALUES (new.number, new.{column});"
    remove = f"INSERT INTO quotation_fts (quotation_fts, rowid, {column}) VALUES ('delete', old.number, old.{column});"
    return (
        f"CREATE VIRTUAL TABLE quotation_fts USING fts5("
        f"{column}, content='quotation', content_rowid='number', tokenize='{tokenizer}')",
        "INSERT INTO quotation_fts (quotation_fts) VALUES ('rebuild')",
        f"CREATE TRIGGER quotation_fts_insert AFTER INSERT ON quotation BEGIN {add} END",
        f"CREATE TRIGGER quotation_fts_delete AFTER DELETE ON quotation BEGIN {remove} END",
        f"CREATE TRIGGER quotation_fts_update AFTER UPDATE OF number, {column} ON quotation BEGIN {remove} {add} END",
    )


NO_FULL_TEXT = (
    *(f"DROP TRIGGER quotation_fts_{event}" for event in ("insert", "delete", "update")),
    "DROP TABLE quotation_fts",
)


def upgrade() -> None:
    """Add the column, fill it, and index it. ``ascii`` splits at spaces alone, all else is in the folded text."""
    for statement in NO_FULL_TEXT:
        op.execute(statement)
    op.add_column("quotation", sa.Column("folded", sa.Text(), nullable=False, server_default=""))
    _fold()
    for statement in _full_text("folded", "ascii"):
        op.execute(statement)


def _fold() -> None:
    connection = op.get_bind()
    following = f"SELECT number, text FROM quotation WHERE number > ? ORDER BY number LIMIT {BATCH}"
    last = FIRST
    while rows := connection.exec_driver_sql(following, (last,)).fetchall():
        folded = [(fold(text), number) for number, text in rows]
        connection.exec_driver_sql("UPDATE quotation SET folded = ? WHERE number = ?", folded)
        last = rows[-1][0]


def downgrade() -> None:
    """Search the text as it is printed again."""
    for statement in NO_FULL_TEXT:
        op.execute(statement)
    op.drop_column("quotation", "folded")  # not in a batch, which would lose the triggers
    for statement in _full_text("text", "unicode61 remove_diacritics 2"):
        op.execute(statement)
