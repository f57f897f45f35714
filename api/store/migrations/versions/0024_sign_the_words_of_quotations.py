"""Keep on PostgreSQL which words a quotation may have, in the index that lists are read from.

A page of a search for a common word is found there without reading each quotation. SQLite, whose full-text index is in
list order, needs nothing of this.
"""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NO_WORDS = "repeat('0', 256)::bit(256)"
WORD_SIGNATURE = f"""CREATE FUNCTION word_signature(folded text) RETURNS bit(256)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        bit_or(set_bit(set_bit({NO_WORDS}, get_byte(digest, 0), 1), get_byte(digest, 1), 1)), {NO_WORDS}
    )
    FROM unnest(string_to_array(folded, ' ')) AS w (word), decode(md5(left(word, 500)), 'hex') AS digest
    WHERE word <> '' $$"""
COLUMN = "signature bit(256) GENERATED ALWAYS AS (word_signature(folded)) STORED"


def upgrade() -> None:
    """Add the column, for which PostgreSQL writes the table anew, and put it into the index."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("DROP INDEX ix_quotation_listed")
    op.execute(WORD_SIGNATURE)
    op.execute(f"ALTER TABLE quotation ADD COLUMN {COLUMN}")
    op.execute("CREATE INDEX ix_quotation_listed ON quotation (listed, number) INCLUDE (signature)")


def downgrade() -> None:
    """Drop the column, and make the index without it."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("ALTER TABLE quotation DROP COLUMN signature")
    op.execute("DROP FUNCTION word_signature(text)")
    op.execute("CREATE INDEX ix_quotation_listed ON quotation (listed, number)")
