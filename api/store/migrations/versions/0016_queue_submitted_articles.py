"""Keep jobs and their submitted articles until workers have stored them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "job",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("received", sa.Boolean, nullable=False),
    )
    op.create_index("ix_job_created_at", "job", ["created_at"])
    op.create_table(
        "submission",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("job_id", sa.Text, sa.ForeignKey("job.id", ondelete="CASCADE"), nullable=False),
        sa.Column("record", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("article_id", sa.Text),
        sa.Column("article", sa.JSON),
        sa.Column("created", sa.Boolean),
        sa.Column("reason", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claim", sa.Text),
        sa.Column("claimed_until", sa.DateTime),
    )
    op.create_index("ix_submission_job_id_status_record", "submission", ["job_id", "status", "record"])
    op.create_index("ix_submission_status_priority_number", "submission", ["status", "priority", "number"])
    op.create_index("ix_submission_article_id_status", "submission", ["article_id", "status"])


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("submission")
    op.drop_table("job")
