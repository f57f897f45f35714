"""Cluster the quotations of each speaker into utterances: the wordings of what was said once.

The tables are filled when the migration is done (``schema.py``), and at the end of each transaction from then on. A
speaker who becomes identified, or no longer is, touches their quotations: those of nobody in particular belong to no
utterance.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NUMBER = "(SELECT coalesce(max(number), 0) + 1 FROM change_commit)"
IDENTIFIED = f"""CREATE TRIGGER speaker_change_identified BEFORE UPDATE OF identified ON speaker
    WHEN new.identified IS NOT old.identified BEGIN
        INSERT INTO change (number, quote_id, before)
            SELECT {NUMBER}, v.id, v.image FROM quotation_image v WHERE v.speaker_id = old.id
            AND NOT EXISTS (SELECT 1 FROM change c WHERE c.quote_id = v.id AND c.number = {NUMBER});
    END"""


def upgrade() -> None:
    """Make the tables and the trigger."""
    op.create_table(
        "utterance_member",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("order_key", sa.BigInteger(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("wording", sa.BigInteger(), nullable=False),
        sa.Column("utterance", sa.Integer(), nullable=False),
        sa.Column("via", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_utterance_member"),
        sa.UniqueConstraint("quote_id", name="uq_utterance_member_quote_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_utterance_member_utterance_wording", "utterance_member", ["utterance", "wording"])
    op.create_index("ix_utterance_member_source_id_utterance", "utterance_member", ["source_id", "utterance"])
    op.create_table(
        "utterance_sketch",
        sa.Column("value", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("depth", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("member", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("value", "depth", "member", name="pk_utterance_sketch"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "utterance",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("order_key", sa.BigInteger(), nullable=False),
        sa.Column("quotations", sa.Integer(), nullable=False),
        sa.Column("wordings", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_utterance"),
        sa.UniqueConstraint("id", name="uq_utterance_id"),
    )
    op.create_index("ix_utterance_order_key_id", "utterance", ["order_key", "id"])
    op.create_index("ix_utterance_speaker_id_order_key_id", "utterance", ["speaker_id", "order_key", "id"])
    op.create_index("ix_utterance_reworded", "utterance", ["order_key", "id"], sqlite_where=sa.text("wordings > 1"))
    op.execute(IDENTIFIED)


def downgrade() -> None:
    """Forget the utterances."""
    op.execute("DROP TRIGGER speaker_change_identified")
    for table in ("utterance", "utterance_sketch", "utterance_member"):
        op.drop_table(table)
