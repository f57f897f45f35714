"""Keep subscriptions, and the events that could not be delivered to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "subscription",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.DateTime, nullable=False),
        sa.Column("last_error", sa.Text),
        sa.Column("claim", sa.Text),
        sa.Column("claimed_until", sa.DateTime),
    )
    op.create_table(
        "dead_letter",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("subscription_id", sa.Text, sa.ForeignKey("subscription.id", ondelete="CASCADE"), nullable=False),
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_dead_letter_subscription_id_number", "dead_letter", ["subscription_id", "number"])


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("dead_letter")
    op.drop_table("subscription")
