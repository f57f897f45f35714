"""Tell excerpts of a wording from what has the content words of the fullest one, which need not be looked up for it."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Set the depth of members that are joined to another one than the fullest."""
    op.execute(
        "UPDATE utterance_sketch SET depth = 3 WHERE depth = 2 "
        "AND member IN (SELECT number FROM utterance_member WHERE via <> utterance)"
    )


def downgrade() -> None:
    """Give them the depth of all members to which nothing is joined."""
    op.execute("UPDATE utterance_sketch SET depth = 2 WHERE depth = 3")
