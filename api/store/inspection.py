"""Determines what a file is before anything is written to it: missing, an archive of some revision, or foreign."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from .errors import NotAnArchive, StoreError

APPLICATION_ID = 0x53616964  # "Said": PRAGMA application_id in the file header, set by a migration
CORE_TABLES = {"source", "speaker", "article", "quotation"}  # identify archives that predate the application_id
FILE_TYPES = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}


def exists(path: Path) -> bool:
    """Whether the file exists.

    Raises ``NotAnArchive`` if it is not a regular file, or ``StoreError`` if the path is invalid or inaccessible.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else "not a valid file path"
        raise StoreError(f"the archive {path.name} cannot be opened: {reason}") from error
    if not stat.S_ISREG(mode):
        raise NotAnArchive(f"{path.name} is a {FILE_TYPES.get(stat.S_IFMT(mode), 'device')}, not a file")
    return True


def revision(connection: sqlite3.Connection, path: Path) -> str | None:
    """Return the schema revision of an archive; None for a database without tables.

    Raises ``NotAnArchive`` if the database belongs to another program.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").fetchall()
    tables = {name for (name,) in rows if not name.startswith("sqlite_")}
    if not tables and application in (0, APPLICATION_ID):
        return None
    marked = application == APPLICATION_ID or (application == 0 and tables >= CORE_TABLES)
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if (
        marked and "alembic_version" in tables
    ) else None  # fmt: skip
    if found is None:
        raise NotAnArchive(f"{path.name} is the database of another program, not a Saidby archive; it is left as it is")
    return str(found[0])
