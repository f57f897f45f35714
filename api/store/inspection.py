"""What a file is before anything is written to it: nothing yet, an archive of some revision, or something else."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from .errors import NotAnArchive, StoreError

APPLICATION = 0x53616964  # "Said", as PRAGMA application_id in the file's header; a migration writes it
TABLES = {"source", "speaker", "article", "quotation"}  # of every archive, also of those without that mark
KINDS = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}


def exists(path: Path) -> bool:
    """Whether there is a file. Raises ``NotAnArchive`` for what is no regular file, ``StoreError`` for no path."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else "no path of a file"
        raise StoreError(f"the archive {path.name} cannot be opened: {reason}") from error
    if not stat.S_ISREG(mode):
        raise NotAnArchive(f"{path.name} is a {KINDS.get(stat.S_IFMT(mode), 'device')}, not a file")
    return True


def revision(connection: sqlite3.Connection, path: Path) -> str | None:
    """The migration that the file is at; ``None`` for one without tables. Raises ``NotAnArchive``."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").fetchall()
    tables = {name for (name,) in rows if not name.startswith("sqlite_")}
    if not tables and application in (0, APPLICATION):
        return None
    marked = application == APPLICATION or (application == 0 and tables >= TABLES)
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if (
        marked and "alembic_version" in tables
    ) else None  # fmt: skip
    if found is None:
        raise NotAnArchive(f"{path.name} is the database of another program, not a Saidby archive; it is left as it is")
    return str(found[0])
