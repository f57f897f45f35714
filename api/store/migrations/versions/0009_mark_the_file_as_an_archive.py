"""Mark the file as a Saidby archive, so that it is told from the databases of other programs."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

APPLICATION = 0x53616964  # as in api/store/inspection.py


def upgrade() -> None:
    """Write the mark into the file's header."""
    op.execute(f"PRAGMA application_id = {APPLICATION}")


def downgrade() -> None:
    """Take it away."""
    op.execute("PRAGMA application_id = 0")
