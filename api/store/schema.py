"""Creates and migrates the database file."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from . import inspection
from .archive_file import ArchiveFile, sqlite_connection
from .condition import Condition
from .database import Database, plain, write_session
from .errors import SchemaOutOfDate, StoreError, StoreFull, StoreReadOnly
from .failures import from_os_error
from .models import REVISION
from .speakers.relinking import has_outdated_keys, relink
from .utterances import clustering

if TYPE_CHECKING:
    from alembic.config import Config

SPEAKERS_RELINKED = "0003"  # archives from before this migration have their speakers linked again
UTTERANCES_ADDED = "0014"  # archives from before this migration have their utterances clustered


def upgrade(database: Database) -> str | None:
    """Create the archive, or migrate it to this code's revision, under the write lock. Does nothing if it is current.

    Returns the previous revision, ``None`` if there was no archive. Raises ``StoreBusy`` if another writer does not
    finish in time or an archive that must be migrated is in use, ``SchemaOutOfDate`` if a newer program wrote the file,
    ``NotAnArchive`` if it belongs to another program, and ``StoreReadOnly`` or ``StoreFull``.
    """
    found = revision(database)
    if found == REVISION:
        return found
    if not isinstance(database, ArchiveFile):
        _migrate_server(database)
        return found
    try:
        if found is None:
            _make_folder(database.path.parent)
            _migrate(database)
        else:
            require_supported(found)
            with database.exclusive(database.write_timeout):
                _migrate(database)
    except (StoreReadOnly, StoreFull) as error:
        state = "there is no archive yet" if found is None else f"the archive has revision {found}"
        raise type(error)(
            f"{state}, this program needs revision {REVISION}, and {error}; run saidby migrate where it can be written"
        ) from error
    return found


def prepare(database: Database) -> Condition:
    """Create or migrate the archive if needed, and return its condition. A current archive may be read-only.

    Raises the errors of ``upgrade``.
    """
    upgrade(database)
    return database.condition()


def revision(database: Database) -> str | None:
    """The revision of an archive; ``None`` if there is none yet. Raises ``NotAnArchive``."""
    return database.revision()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in (errno.EROFS, errno.EACCES, errno.ENOSPC):
            raise from_os_error(error, folder) from error
        raise StoreError(f"cannot create the folder {folder}: {(error.strerror or str(error)).lower()}") from error


def require_supported(found: str) -> None:
    """Raise ``SchemaOutOfDate`` for a revision that this program does not know, as it is newer."""
    from alembic.script import ScriptDirectory

    if found not in {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}:
        raise SchemaOutOfDate(f"its revision {found} is newer than this program, which supports {REVISION}")


def _migrate_server(database: Database) -> None:
    """Create the tables of an empty database as they are now, or run the migrations since its revision."""
    from alembic import command  # slow to import

    from .dialects.postgresql.tables import create

    with database.write_connection() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        found = database.revision()
        if found is None:
            create(connection)
            command.stamp(config, "head")
        else:
            require_supported(found)
            command.upgrade(config, "head")


def _migrate(database: ArchiveFile) -> None:
    from alembic import command  # slow to import

    with database.write_connection(foreign_keys=False) as connection:
        found = inspection.revision(sqlite_connection(connection), database.path)
        if found == REVISION:
            return
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if found is not None:
            with write_session(connection) as session:
                if found < SPEAKERS_RELINKED or has_outdated_keys(session):
                    relink(session)
            if found < UTTERANCES_ADDED:
                clustering.rebuild(plain(connection))
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreError("the migration would violate foreign keys; nothing was changed")


def alembic_config() -> Config:
    """Alembic's configuration for the packaged migrations."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
