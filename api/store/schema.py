"""Create or migrate the database file."""

from __future__ import annotations

from .database import Database


def upgrade(database: Database) -> None:
    """Create the file or bring it to this code's revision, under the write lock; does nothing when it is there.

    Raises ``StoreBusy`` when another writer does not finish in time.
    """
    raise NotImplementedError
