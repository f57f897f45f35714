"""Keep with each article who wrote it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("article", sa.Column("byline", sa.Text))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("article", "byline")
