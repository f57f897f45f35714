"""Keep beside each quotation for whom its speaker speaks; what is there already says nothing of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("quotation", sa.Column("speaks_for", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("quotation", "speaks_for")  # not in a batch, which would lose the triggers
