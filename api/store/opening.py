"""How the file is opened: for writing; for reading; and for reading where nothing may be written beside it.

SQLite keeps an index of the write-ahead log in a file beside the archive, ARCHIVE-shm. A reader that cannot make one
(a read-only file system, a folder of another user, a full disk) can still read an archive without a log, as a file
that does not change (``immutable``). SQLite then takes no locks; so the file is looked at before and after each
reading, and what was read while it changed is not used.
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

MAPPED = 8 * 1024**3  # bytes of the file that readers take from the system's cache without copying
SETTLED = 0.02  # seconds after which a later change shows in a file's time
NO_LOG_INDEX = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
INTERRUPTED = (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY)
PATIENCE = 5.0  # seconds that a reader waits for a writer to finish
Print = tuple[int, ...]
log = logging.getLogger(__name__)


class Unchanging(sqlite3.Connection):
    """A connection that takes the file for one that does not change; ``holds`` says whether that was right."""

    print: Print | None = None
    path: Path

    def holds(self) -> bool:
        """Whether the file is still as it was when it was opened, without a log."""
        return self.print is not None and self.print == _print(self.path)


def holds(connection: sqlite3.Connection) -> bool:
    """Whether what a connection reads is what the file holds now."""
    return not isinstance(connection, Unchanging) or connection.holds()


def open_writer(path: Path, timeout: float, *, foreign_keys: bool) -> sqlite3.Connection:
    """The connection that may write; ``timeout`` is how many seconds it waits for other programs."""
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
    """A connection that cannot write. Raises ``sqlite3.Error``, and ``StoreError`` for a log that cannot be read."""
    connection = _connect(path, "mode=ro", sqlite3.Connection)
    try:
        connection.execute("PRAGMA schema_version").close()  # opens the log, and its index
    except sqlite3.OperationalError as error:
        connection.close()
        if extended_code(error) & 0xFF not in NO_LOG_INDEX:
            raise
        if extended_code(error) in INTERRUPTED and _roll_back(path):
            return open_reader(path)
        unchanging = _open_unchanging(path)
        if unchanging is None:
            raise
        return unchanging
    except BaseException:
        connection.close()
        raise
    return connection


def open_existing(path: Path, timeout: float = PATIENCE) -> sqlite3.Connection:
    """A connection with SQLite's own defaults to a file that must exist: for maintenance, not for the service."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None)


def _roll_back(path: Path) -> bool:
    """Undo what a killed process left half done, as only a connection that may write can; whether it is undone.

    Such are the changes of the journal's mode when an archive is made or restored. Raises ``StoreBusy``.
    """
    real = Path(os.path.realpath(path))
    try:
        with (
            lock.exclusive(real.with_name(real.name + ".lock"), PATIENCE),
            closing(open_existing(real)) as connection,
        ):
            connection.execute("PRAGMA schema_version").close()
    except (sqlite3.OperationalError, StoreReadOnly, StoreFull):
        return False
    return not _unfinished(real)


def _open_unchanging(path: Path) -> Unchanging | None:
    """The connection, or ``None`` for a file that is not in WAL mode, or cannot be read at all."""
    real = Path(os.path.realpath(path))  # beside which SQLite keeps the log
    try:
        with real.open("rb") as file:
            header = file.read(20)
        if time.time() - real.stat().st_mtime < SETTLED:
            time.sleep(SETTLED)
        unfinished, seen = _unfinished(real), _print(real)
    except OSError:
        return None
    if unfinished or seen is None:
        raise StoreError(
            f"the archive {path.name} cannot be written here, and {unfinished or 'a log'} beside it holds changes that "
            "are not in it yet: open it once where it can be written, with saidby migrate, or make a copy there with "
            "saidby backup"
        )
    if header[18:20] != b"\2\2":  # it has no log, so that this is not what was missing
        return None
    connection = _connect(real, "immutable=1", Unchanging)
    assert isinstance(connection, Unchanging)
    connection.path, connection.print = real, seen
    return connection


def _unfinished(path: Path) -> str | None:
    """The name of a log or a journal with content beside the file."""
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        if beside.exists() and beside.stat().st_size:
            return beside.name
    return None


def _print(path: Path) -> Print | None:
    """What changes with the file; ``None`` where there is a log or a journal with content beside it."""
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
        f"busy_timeout={PATIENCE * 1000:.0f}",
        f"mmap_size={MAPPED}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


def checkpoint(connection: sqlite3.Connection) -> None:
    """Move what was committed from the log to the file. It is safe in the log: a failure is none of the commit's."""
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").close()
    except sqlite3.Error as error:
        log.warning("the write-ahead log stays as it is for now: %s", error)


def engine(creator: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    """An engine that keeps no connection and begins as it is told: Python's sqlite3 would begin only at a write."""
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
    """The path of the file, given as one or as ``sqlite:///PATH``. Raises ``StoreError`` for what can be none."""
    if isinstance(url_or_path, Path) or "://" not in url_or_path:
        return _possible(Path(url_or_path))
    try:
        url = make_url(url_or_path)
    except ArgumentError as error:
        raise StoreError("the database's address cannot be read") from error
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:" or url.query:
        raise StoreError("the database's address is sqlite:/// and the path of a file")
    return _possible(Path(url.database))


def _possible(path: Path) -> Path:
    try:
        if b"\0" not in os.fsencode(path):
            return path
    except UnicodeEncodeError:  # half of a character
        pass
    raise StoreError(f"{str(path)!r} cannot be the path of a file")
