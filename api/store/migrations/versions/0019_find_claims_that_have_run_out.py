"""Find the claims of submissions that have run out without reading the whole queue."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index."""
    op.create_index("ix_submission_status_claimed_until", "submission", ["status", "claimed_until"])


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_submission_status_claimed_until", "submission")
