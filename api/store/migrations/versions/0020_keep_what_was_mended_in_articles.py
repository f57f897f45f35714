"""Keep with each article what was changed in its text on the way in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("article", sa.Column("mended", sa.JSON))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("article", "mended")
