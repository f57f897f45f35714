"""Number quotations in the order of lists; keep keys, earlier revisions of articles, and marks of what was deleted.

A quotation's number was its order of arrival. It becomes the order of lists, newest first (``places.py``): every
index ends in it, the full-text index included, so that each list is one range of one index and needs no sorting.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FULL_TEXT = (
    """CREATE VIRTUAL TABLE quotation_fts USING fts5(
        text, content='quotation', content_rowid='number', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER quotation_fts_insert AFTER INSERT ON quotation BEGIN
        INSERT INTO quotation_fts (rowid, text) VALUES (new.number, new.text);
    END""",
    """CREATE TRIGGER quotation_fts_delete AFTER DELETE ON quotation BEGIN
        INSERT INTO quotation_fts (quotation_fts, rowid, text) VALUES ('delete', old.number, old.text);
    END""",
    """CREATE TRIGGER quotation_fts_update AFTER UPDATE OF number, text ON quotation BEGIN
        INSERT INTO quotation_fts (quotation_fts, rowid, text) VALUES ('delete', old.number, old.text);
        INSERT INTO quotation_fts (rowid, text) VALUES (new.number, new.text);
    END""",
    "INSERT INTO quotation_fts (quotation_fts) VALUES ('rebuild')",
)
NO_FULL_TEXT = (
    *(f"DROP TRIGGER quotation_fts_{event}" for event in ("insert", "delete", "update")),
    "DROP TABLE quotation_fts",
)
# 2^24 places for each second, newest first, taken from the end of each; those without a date end at 2^63 - 1.
PLACES = """
    CREATE TEMP TABLE place AS SELECT number AS old, row_number() OVER () AS row,
        rest - count(*) OVER (PARTITION BY rest)
        + row_number() OVER (PARTITION BY rest ORDER BY order_key, article_id, position) - 1 AS new
    FROM (SELECT *, CASE WHEN order_key = 9223372036854775807 THEN 9223372036854775807
        WHEN order_key > 0 THEN ((order_key + 999999) / 1000000 + 1) * 16777216
        ELSE (order_key / 1000000 + 1) * 16777216 END AS rest FROM quotation)"""
RENUMBER = (
    PLACES,
    "CREATE UNIQUE INDEX temp.place_old ON place (old)",
    "CREATE UNIQUE INDEX temp.place_row ON place (row)",
    # by way of numbers that neither the old nor the new ones reach
    """UPDATE quotation SET number =
        -4611686018427387905 - (SELECT row FROM place WHERE place.old = quotation.number)""",
    """UPDATE quotation SET number =
        (SELECT new FROM place WHERE place.row = -4611686018427387905 - quotation.number)""",
    "DROP TABLE temp.place",
)
LISTS = {
    "ix_quotation_order_key_article_id_position": ["order_key", "article_id", "position"],
    "ix_quotation_source_id_order_key_article_id_position": ["source_id", "order_key", "article_id", "position"],
    "ix_quotation_speaker_id_order_key_article_id_position": ["speaker_id", "order_key", "article_id", "position"],
}
INDEXES = {
    "ix_quotation_speaker_id": ["speaker_id"],
    "ix_quotation_source_id": ["source_id"],
    "ix_quotation_speaker_id_source_id": ["speaker_id", "source_id"],
    "ix_quotation_cue_lemma": ["cue_lemma"],
    "ix_quotation_updated_at": ["updated_at"],
}


def upgrade() -> None:
    """Number quotations anew, and make the new tables."""
    for statement in NO_FULL_TEXT:
        op.execute(statement)
    for name in LISTS:
        op.drop_index(name, "quotation")
    for statement in RENUMBER:
        op.execute(statement)
    op.add_column("quotation", sa.Column("updated_at", sa.DateTime(), nullable=True))
    op.execute(
        "UPDATE quotation SET updated_at = (SELECT updated_at FROM article WHERE article.id = quotation.article_id)"
    )
    with op.batch_alter_table("quotation") as batch:
        batch.alter_column("updated_at", existing_type=sa.DateTime(), nullable=False)
    for name, columns in INDEXES.items():
        op.create_index(name, "quotation", columns)
    for statement in FULL_TEXT:
        op.execute(statement)

    op.add_column("article", sa.Column("revision", sa.Integer(), nullable=True))
    op.add_column("article", sa.Column("revised_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE article SET revision = 1, revised_at = created_at")
    with op.batch_alter_table("article") as batch:
        batch.alter_column("revision", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("revised_at", existing_type=sa.DateTime(), nullable=False)
    _make_tables()


def _make_tables() -> None:
    op.create_table(
        "article_revision",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("revised_at", sa.DateTime(), nullable=False),
        sa.Column("quotations", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_revision_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "revision", name="pk_article_revision"),
    )
    op.create_table(
        "deletion",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_deletion"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deletion_deleted_at", "deletion", ["deleted_at"])
    op.create_table(
        "api_key",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
        sa.UniqueConstraint("digest", name="uq_api_key_digest"),
    )


def downgrade() -> None:
    """Undo it; the numbers stay, as any number will do for an order of arrival."""
    for table in ("api_key", "deletion", "article_revision"):
        op.drop_table(table)
    for statement in NO_FULL_TEXT:
        op.execute(statement)
    for name in INDEXES:
        op.drop_index(name, "quotation")
    with op.batch_alter_table("article") as batch:
        batch.drop_column("revised_at")
        batch.drop_column("revision")
    with op.batch_alter_table("quotation") as batch:
        batch.drop_column("updated_at")
    for name, columns in LISTS.items():
        op.create_index(name, "quotation", columns)
    for statement in FULL_TEXT:
        op.execute(statement)
