"""Make the first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The full-text index holds no copy of the text: it reads the quotation by its number. Triggers keep it in step.
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
)


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("key", name="uq_source_key"),
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker"),
    )
    op.create_index("ix_speaker_key_id", "speaker", ["key", "id"])

    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("order_key", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_article_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
    )
    op.create_index("ix_article_order_key_id", "article", ["order_key", "id"])
    op.create_index("ix_article_source_id_order_key_id", "article", ["source_id", "order_key", "id"])
    op.create_index("ix_article_url", "article", ["url"])

    op.create_table(
        "speaker_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_speaker_alias_speaker_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_alias"),
        sa.UniqueConstraint("speaker_id", "form", name="uq_speaker_alias_speaker_id_form"),
    )
    op.create_table(
        "alias_token",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("alias_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alias_id"], ["speaker_alias.id"], name="fk_alias_token_alias_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", "alias_id", name="pk_alias_token"),
    )
    op.create_index("ix_alias_token_alias_id", "alias_token", ["alias_id"])

    op.create_table(
        "quotation",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("order_key", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("quoted", sa.JSON(), nullable=False),
        sa.Column("cue_text", sa.Text(), nullable=True),
        sa.Column("cue_lemma", sa.Text(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("mention_text", sa.Text(), nullable=True),
        sa.Column("mention_start", sa.Integer(), nullable=True),
        sa.Column("mention_end", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Text(), nullable=True),
        sa.Column("speaker_name", sa.Text(), nullable=True),
        sa.Column("speaker_kind", sa.Text(), nullable=True),
        sa.Column("reported_by_id", sa.Text(), nullable=True),
        sa.Column("reported_by_name", sa.Text(), nullable=True),
        sa.Column("reported_by_kind", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("chain", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_quotation_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reported_by_id"], ["speaker.id"], name="fk_quotation_reported_by_id"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_quotation_source_id"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_quotation_speaker_id"),
        sa.PrimaryKeyConstraint("number", name="pk_quotation"),
        sa.UniqueConstraint("article_id", "position", name="uq_quotation_article_id_position"),
        sa.UniqueConstraint("id", name="uq_quotation_id"),
    )
    op.create_index("ix_quotation_order_key_article_id_position", "quotation", ["order_key", "article_id", "position"])
    op.create_index("ix_quotation_reported_by_id", "quotation", ["reported_by_id"])
    op.create_index(
        "ix_quotation_source_id_order_key_article_id_position",
        "quotation",
        ["source_id", "order_key", "article_id", "position"],
    )
    op.create_index(
        "ix_quotation_speaker_id_order_key_article_id_position",
        "quotation",
        ["speaker_id", "order_key", "article_id", "position"],
    )

    for statement in FULL_TEXT:
        op.execute(statement)


def downgrade() -> None:
    """Undo it."""
    for table in ("quotation_fts", "quotation", "alias_token", "speaker_alias", "article", "speaker", "source"):
        op.drop_table(table)
