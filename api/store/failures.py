"""What SQLite and the system report when they fail, as errors of the store."""

from __future__ import annotations

import errno
import os
import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from .errors import NotADatabase, StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_WRITING = {errno.EROFS, errno.EACCES, errno.EPERM}
PROBE = 64 * 1024  # bytes that a disk with room takes


@contextmanager
def translated(path: Path, *, writing: bool) -> Iterator[None]:
    """The block, with failures of SQLite on the archive at ``path`` as the store's errors.

    Errors that no disk, file or other program is to blame for stay as they are.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        found = of_sqlite(error, path, writing=writing)
        if found is None:
            raise
        raise found from error


def of_sqlite(error: DBAPIError | sqlite3.Error, path: Path, *, writing: bool) -> StoreError | None:
    """The store's error for one of SQLite; ``None`` for a defect of the statement or of the program."""
    code = extended_code(error)
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return StoreBusy("another program is writing to the database; try again later")
        case sqlite3.SQLITE_NOTADB:
            return NotADatabase(f"{path.name} is not an SQLite database")
        case sqlite3.SQLITE_CORRUPT:
            return StoreDamaged(f"the archive {path.name} is damaged; restore it from a backup")
        case sqlite3.SQLITE_FULL:
            return full(path)
        case sqlite3.SQLITE_READONLY if code == sqlite3.SQLITE_READONLY_DBMOVED:
            return StoreBusy(f"the archive {path.name} was replaced meanwhile; try again")
        case sqlite3.SQLITE_READONLY if writing:
            return read_only(path)
        case sqlite3.SQLITE_READONLY if code == sqlite3.SQLITE_READONLY:
            return None  # a statement that writes, where only reading is allowed
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_READONLY:
            return (_cause(path) if writing else None) or _unusable(path, error)
    return None


def of_system(error: OSError, path: Path) -> StoreError:
    """The store's error for one of the system, met while writing beside the archive at ``path``."""
    if error.errno in NO_ROOM:
        return full(path)
    if error.errno in NO_WRITING:
        return read_only(path)
    return StoreError(f"the archive {path.name} cannot be used: {(error.strerror or str(error)).lower()}")


def extended_code(error: DBAPIError | sqlite3.Error) -> int:
    """SQLite's extended result code, 0 where there is none."""
    return getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) or 0


def full(path: Path) -> StoreFull:
    """The error for an archive that has no room left."""
    return StoreFull(f"there is no room to write to the archive {path.name}; nothing was stored")


def read_only(path: Path) -> StoreReadOnly:
    """The error for an archive that may not be written."""
    return StoreReadOnly(f"the archive {path.name} is read-only: it or its folder may not be written here")


def _cause(path: Path) -> StoreError | None:
    """Why writing failed, where SQLite only says that it did: found out by writing a little in the same folder."""
    try:
        with tempfile.TemporaryFile(dir=path.parent, buffering=0) as probe:
            probe.write(bytes(PROBE))
            os.fsync(probe.fileno())
    except OSError as error:
        return of_system(error, path)
    return full(path) if _at_the_limit_of_sizes(path) else None


def _at_the_limit_of_sizes(path: Path) -> bool:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    if limit == resource.RLIM_INFINITY:
        return False
    files = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
    return any(file.exists() and file.stat().st_size + PROBE > limit for file in files)


def _unusable(path: Path, error: Exception) -> StoreError:
    reason = getattr(error, "orig", None) or error
    return StoreError(f"the archive {path.name} cannot be used: {reason}")
