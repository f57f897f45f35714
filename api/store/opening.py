"""Opens the archive for writing and for reading, also where no file can be created next to it.

SQLite keeps an index of the write-ahead log in ARCHIVE-shm. A reader that cannot create that file (read-only file
system, another user's folder, full disk) can still read an archive that has no log, by opening it as ``immutable``.
SQLite then takes no locks, so the file's fingerprint is compared before and after each read, and what was read during
a change is discarded.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from . import lock
from .errors import StoreError, StoreFull, StoreReadOnly
from .failures import extended_code

MMAP_SIZE = 8 * 1024**3  # bytes that readers map into memory instead of copying
MTIME_GRANULARITY = 0.02  # seconds after which a further change is certain to alter the modification time
NO_WAL_INDEX = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
NEEDS_ROLLBACK = (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY)
BUSY_TIMEOUT = 5.0  # seconds that a reader waits for a writer to finish
Fingerprint = tuple[int, ...]
log = logging.getLogger(__name__)


class ImmutableConnection(sqlite3.Connection):
    """An ``immutable`` connection, which must check for itself that the file does not change (``is_unchanged``)."""

    fingerprint: Fingerprint | None = None
    path: Path

    def is_unchanged(self) -> bool:
        """Whether the file is unchanged since it was opened, and still has no log."""
        return self.fingerprint is not None and self.fingerprint == _fingerprint(self.path)


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the connection still reads the file's current contents."""
    return not isinstance(connection, ImmutableConnection) or connection.is_unchanged()


def open_writer(path: Path, timeout: float, *, foreign_keys: bool) -> sqlite3.Connection:
    """Open a connection for writing. ``timeout``: seconds to wait for other programs."""
    connection = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0"):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}").close()
    except BaseException:
        connection.close()
        raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Open a read-only connection.

    Raises ``sqlite3.Error``, and ``StoreError`` if there is a log that cannot be read.
    """
    connection = _connect(path, "mode=ro", sqlite3.Connection)
    try:
        connection.execute("PRAGMA schema_version").close()  # opens the log, and its index
    except sqlite3.OperationalError as error:
        connection.close()
        if extended_code(error) & 0xFF not in NO_WAL_INDEX:
            raise
        if extended_code(error) in NEEDS_ROLLBACK and _roll_back(path):
            return open_reader(path)
        immutable = _open_immutable(path)
        if immutable is None:
            raise
        return immutable
    except BaseException:
        connection.close()
        raise
    return connection


def open_existing(path: Path, timeout: float = BUSY_TIMEOUT) -> sqlite3.Connection:
    """Open an existing file with SQLite's defaults: for maintenance, not for the service."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None)


def _roll_back(path: Path) -> bool:
    """Roll back the unfinished transaction of a killed process; returns whether that succeeded.

    Such a transaction is left when a process dies while it changes the journal mode, to create or restore an archive.
    Rolling it back takes a writable connection. Raises ``StoreBusy``.
    """
    real = Path(os.path.realpath(path))
    try:
        with (
            lock.exclusive(real.with_name(real.name + ".lock"), BUSY_TIMEOUT),
            closing(open_existing(real)) as connection,
        ):
            connection.execute("PRAGMA schema_version").close()
    except (sqlite3.OperationalError, StoreReadOnly, StoreFull):
        return False
    return not _unfinished(real)


def _open_immutable(path: Path) -> ImmutableConnection | None:
    """Open an immutable connection; ``None`` for a file that is unreadable or not in WAL mode.

    Raises ``StoreError`` if a log or journal holds changes that are not in the file yet.
    """
    real = Path(os.path.realpath(path))  # SQLite keeps the log next to the real file
    try:
        with real.open("rb") as file:
            header = file.read(20)
        if time.time() - real.stat().st_mtime < MTIME_GRANULARITY:
            time.sleep(MTIME_GRANULARITY)
        unfinished, seen = _unfinished(real), _fingerprint(real)
    except OSError:
        return None
    if unfinished or seen is None:
        raise StoreError(
            f"the archive {path.name} cannot be written here, and {unfinished or 'a log'} next to it contains changes "
            "that are not in it yet: run saidby migrate where the archive can be written, or copy it there with saidby "
            "backup"
        )
    if header[18:20] != b"\2\2":  # not in WAL mode: a missing log index is not what failed
        return None
    connection = _connect(real, "immutable=1", ImmutableConnection)
    assert isinstance(connection, ImmutableConnection)
    connection.path, connection.fingerprint = real, seen
    return connection


def _unfinished(path: Path) -> str | None:
    """The name of a non-empty log or journal next to the file; ``None`` if there is none."""
    for suffix in ("-wal", "-journal"):
        log_file = path.with_name(path.name + suffix)
        if log_file.exists() and log_file.stat().st_size:
            return log_file.name
    return None


def _fingerprint(path: Path) -> Fingerprint | None:
    """A fingerprint of the file (device, inode, size, times); ``None`` if it has a non-empty log or journal."""
    if _unfinished(path):
        return None
    stat = path.stat()
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _connect(path: Path, how: str, kind: type[sqlite3.Connection]) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, factory=kind)
    for pragma in (
        "query_only=ON",
        "wal_autocheckpoint=0",
        f"busy_timeout={BUSY_TIMEOUT * 1000:.0f}",
        f"mmap_size={MMAP_SIZE}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


def checkpoint(connection: sqlite3.Connection) -> None:
    """Move committed changes from the log to the file. A failure is only logged: the commit is safe in the log."""
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").close()
    except sqlite3.Error as error:
        log.warning("checkpoint failed; the write-ahead log is kept: %s", error)


def engine(creator: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    """An engine without a connection pool that begins each transaction with the statement ``begin``.

    On its own, sqlite3 begins a transaction only at the first write.
    """
    made = create_engine(
        "sqlite://", creator=creator, poolclass=NullPool, json_serializer=_json, json_deserializer=orjson.loads
    )

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(made, "begin", on_begin)
    return made


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def path_of(url_or_path: str | Path) -> Path:
    """The path of the file, from a path or ``sqlite:///PATH``. Raises ``StoreError`` for anything else."""
    if isinstance(url_or_path, Path) or "://" not in url_or_path:
        return _valid_path(Path(url_or_path))
    try:
        url = make_url(url_or_path)
    except ArgumentError as error:
        raise StoreError("the address of the database is malformed") from error
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:" or url.query:
        raise StoreError("the address of the database must be sqlite:/// and the path of a file")
    return _valid_path(Path(url.database))


def _valid_path(path: Path) -> Path:
    try:
        if b"\0" not in os.fsencode(path):
            return path
    except UnicodeEncodeError:  # a lone surrogate
        pass
    raise StoreError(f"{str(path)!r} is not a possible file path")
