"""Translates errors of SQLite and the operating system into errors of the store."""

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

DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}
PROBE = 64 * 1024  # bytes written to test for free space


@contextmanager
def translated(path: Path, *, writing: bool) -> Iterator[None]:
    """Translate SQLite's errors on the archive at ``path`` in the block into errors of the store.

    Errors that are not caused by the disk, the file or another program pass through unchanged.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        found = from_sqlite(error, path, writing=writing)
        if found is None:
            raise
        raise found from error


def from_sqlite(error: DBAPIError | sqlite3.Error, path: Path, *, writing: bool) -> StoreError | None:
    """The store's error for an SQLite error; ``None`` for a bug in the statement or the program."""
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
            return StoreBusy(f"the archive {path.name} has been replaced; try again")
        case sqlite3.SQLITE_READONLY if writing:
            return read_only(path)
        case sqlite3.SQLITE_READONLY if code == sqlite3.SQLITE_READONLY:
            return None  # a write statement on a read-only connection: a bug
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_READONLY:
            return (_cause(path) if writing else None) or _unusable(path, error)
    return None


def from_os_error(error: OSError, path: Path) -> StoreError:
    """The store's error for an ``OSError`` raised while writing next to the archive at ``path``."""
    if error.errno in DISK_FULL:
        return full(path)
    if error.errno in NOT_WRITABLE:
        return read_only(path)
    return StoreError(f"the archive {path.name} cannot be used: {(error.strerror or str(error)).lower()}")


def extended_code(error: DBAPIError | sqlite3.Error) -> int:
    """SQLite's extended result code; 0 if there is none."""
    return getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) or 0


def full(path: Path) -> StoreFull:
    """The error for a full disk."""
    return StoreFull(f"there is no disk space left to write to the archive {path.name}; nothing was stored")


def read_only(path: Path) -> StoreReadOnly:
    """The error for a read-only archive."""
    return StoreReadOnly(f"the archive {path.name} is read-only: the file or its folder is not writable")


def _cause(path: Path) -> StoreError | None:
    """Find out why writing failed, if SQLite does not say, by writing a small file to the same folder."""
    try:
        with tempfile.TemporaryFile(dir=path.parent, buffering=0) as probe:
            probe.write(bytes(PROBE))
            os.fsync(probe.fileno())
    except OSError as error:
        return from_os_error(error, path)
    return full(path) if _reaches_file_size_limit(path) else None


def _reaches_file_size_limit(path: Path) -> bool:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    if limit == resource.RLIM_INFINITY:
        return False
    files = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
    return any(file.exists() and file.stat().st_size + PROBE > limit for file in files)


def _unusable(path: Path, error: Exception) -> StoreError:
    reason = getattr(error, "orig", None) or error
    return StoreError(f"the archive {path.name} cannot be used: {reason}")
