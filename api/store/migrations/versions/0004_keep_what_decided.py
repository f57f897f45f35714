"""Keep the features that decided beside each quotation's evidence; what is there already has none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("quotation", sa.Column("factors", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("quotation", "factors")  # not in a batch, which would lose the triggers
