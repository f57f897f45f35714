"""Mark articles that the engine could not read, so that the next one reads them; none is marked so far."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and an index over the few that are marked."""
    for name in ("unread_reason", "unread_engine"):
        op.add_column("article", sa.Column(name, sa.Text(), nullable=True))
    marked = sa.text("unread_reason IS NOT NULL")
    op.create_index("ix_article_unread", "article", ["order_key", "id"], sqlite_where=marked)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_article_unread", "article")
    for name in ("unread_engine", "unread_reason"):
        op.drop_column("article", name)
