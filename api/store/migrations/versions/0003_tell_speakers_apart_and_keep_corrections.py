"""Tell speakers apart by more than their names, and keep what humans correct.

The new tables are empty after this: ``schema.upgrade`` links the archive anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of identity."""
    op.add_column("speaker", sa.Column("same_as", sa.Text(), nullable=True))
    op.add_column("speaker", sa.Column("identified", sa.Boolean(), nullable=True))
    op.execute("UPDATE speaker SET identified = kind IN ('person', 'organization', 'group')")
    with op.batch_alter_table("speaker") as batch:
        batch.alter_column("identified", existing_type=sa.Boolean(), nullable=False)
    op.add_column("quotation", sa.Column("speaker_description", sa.Text(), nullable=True))
    op.create_table(
        "appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_appearance_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_appearance_speaker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appearance"),
        sa.UniqueConstraint("article_id", "family", "key", name="uq_appearance_article_id_family_key"),
    )
    op.create_index("ix_appearance_speaker_id_article_id", "appearance", ["speaker_id", "article_id"])
    op.create_table(
        "alias_article",
        sa.Column("alias_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alias_id"], ["speaker_alias.id"], name="fk_alias_article_alias_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_alias_article_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("alias_id", "article_id", name="pk_alias_article"),
    )
    op.create_index("ix_alias_article_article_id", "alias_article", ["article_id"])
    op.create_table(
        "speaker_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_speaker_key_speaker_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "speaker_id", "name", name="pk_speaker_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_speaker_key_speaker_id_name", "speaker_key", ["speaker_id", "name"])
    _make_pairs()
    op.create_table(
        "correction",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("quote_id", sa.Text(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_correction"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_correction_article_id", "correction", ["article_id"])
    op.create_index("ix_correction_quote_id", "correction", ["quote_id"])


def _make_pairs() -> None:
    op.create_table(
        "suggestion",
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["speaker.id"], name="fk_suggestion_other_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_suggestion_speaker_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("other_id", "speaker_id", name="pk_suggestion"),
    )
    op.create_index("ix_suggestion_speaker_id", "suggestion", ["speaker_id"])
    op.create_index(
        "ix_suggestion_refused_rank_other_id_speaker_id", "suggestion", ["refused", "rank", "other_id", "speaker_id"]
    )
    op.create_table(
        "speaker_redirect",
        sa.Column("old_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name="fk_speaker_redirect_speaker_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("old_id", name="pk_speaker_redirect"),
    )
    op.create_index("ix_speaker_redirect_speaker_id", "speaker_redirect", ["speaker_id"])
    op.create_table(
        "speaker_pin",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_speaker_pin_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_speaker_pin_speaker_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "family", "key", name="pk_speaker_pin"),
    )
    op.create_index("ix_speaker_pin_speaker_id", "speaker_pin", ["speaker_id"])


def downgrade() -> None:
    """Undo it; what humans corrected is lost, as there is no place for it."""
    tables = "correction speaker_pin speaker_redirect suggestion speaker_key alias_article appearance".split()
    for table in tables:
        op.drop_table(table)
    with op.batch_alter_table("speaker") as batch:
        batch.drop_column("identified")
        batch.drop_column("same_as")
    op.drop_column("quotation", "speaker_description")  # not in a batch, which would lose the triggers
