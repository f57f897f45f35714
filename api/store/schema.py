"""Create or migrate the database file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from .database import Database, revision
from .errors import SchemaOutOfDate, StoreError
from .models import REVISION
from .relinking import relink

if TYPE_CHECKING:
    from alembic.config import Config

SPEAKERS_APART = "0003"  # the migration after which speakers are linked anew


def upgrade(database: Database) -> None:
    """Create the file or bring it to this code's revision, under the write lock; does nothing when it is there.

    Raises ``StoreBusy`` when another writer does not finish in time, and ``SchemaOutOfDate`` when the file
    was written by a newer program.
    """
    from alembic import command  # slow to load, and needed nowhere else
    from alembic.util.exc import CommandError

    database.path.parent.mkdir(parents=True, exist_ok=True)
    with database.write_connection(foreign_keys=False) as connection:
        found = revision(connection)
        if found == REVISION:
            return
        config = alembic_config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise SchemaOutOfDate(f"this program does not know the database's revision {found}") from error
        if found is not None and found < SPEAKERS_APART:
            with Session(connection, autoflush=False, expire_on_commit=False) as session:
                relink(session)
                session.flush()
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreError("the migration would leave rows that name missing rows; nothing was changed")


def alembic_config() -> Config:
    """Alembic's configuration for the packaged migrations."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
