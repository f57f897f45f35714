"""The SQLite file: one writer at a time, many readers, nothing lost when a process is killed.

SQLite before 3.51.3 can spoil a write-ahead log that two connections write or checkpoint at the same
moment. So there is one writer at a time, under a lock file of ours, and no checkpoint outside that lock:
automatic checkpoints are off, the writer makes one after its commit and closes its connection before it
lets go, and readers open the file read-only, which cannot checkpoint.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from . import lock
from .errors import NotInitialised, SchemaOutOfDate, StoreBusy, StoreError
from .models import REVISION
from .watch import State, Watch

Reader = Session | sqlite3.Connection  # what reads: a session, or the plain connection of a snapshot
MAPPED = 8 * 1024**3  # bytes of the file that readers take from the system's cache without copying
_inherited: list[Connection] = []  # a parent's connections, which a child may neither use nor close


class Database:
    """The store's file, given as a path or as ``sqlite:///PATH``.

    Every block has a connection of its own, so that a database may be shared by threads and used on both sides of
    a fork (but not fork inside a block: SQLite forbids it). ``write_timeout`` is how many seconds a writer waits
    for another. Of the connections that have read, ``kept`` stay open between blocks. Raises ``StoreError`` for an
    address that is no SQLite file.
    """

    def __init__(self, url_or_path: str | Path, *, write_timeout: float = 30.0, kept: int = 0) -> None:
        self.path = _path(url_or_path)
        self.write_timeout = write_timeout
        self.kept = kept
        self.on_lock: Callable[[float], object] = _ignore  # told how many seconds each writer waited for its turn
        self._idle: list[tuple[tuple[int, int, int], Connection]] = []
        self._reader = _engine(self._open_reader, "BEGIN")
        self._watch = Watch(self.path, self._open_reader)
        self._current: tuple[int, int] | None = None  # the file, by device and inode, known to be up to date

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one write transaction: committed when the block ends, undone when it raises.

        Not to be nested: the inner one would wait for the outer.
        Raises ``StoreBusy``, ``NotInitialised`` or ``SchemaOutOfDate``.
        """
        self._require_file()
        with self.write_connection() as connection:
            self._require_revision(connection)
            with Session(connection, autoflush=False, expire_on_commit=False) as session:
                yield session
                session.flush()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that cannot write, on one snapshot: what its first query saw, all see.

        Raises ``NotInitialised`` or ``SchemaOutOfDate``.
        """
        self._require_file()
        with self._translated(), self._reading_connection() as connection, connection.begin():
            self._require_revision(connection)
            with Session(connection, autoflush=False) as session:
                yield session
                session.rollback()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """The same without a session, which takes as long as many a query: for what is asked most.

        Raises ``NotInitialised`` or ``SchemaOutOfDate``.
        """
        with self._translated(), self._reading_connection() as connection:
            if not self._known_to_be_current():
                with connection.begin():
                    self._require_revision(connection)
            reader = plain(connection)
            reader.execute("BEGIN")
            try:
                yield reader
            finally:
                reader.execute("ROLLBACK")

    @contextmanager
    def _reading_connection(self) -> Iterator[Connection]:
        """A connection to the file as it is now; one that was kept, where there is one and all goes well."""
        try:
            stat = self.path.stat()
        except OSError:
            raise self._not_initialised() from None
        current = (os.getpid(), stat.st_dev, stat.st_ino)
        connection: Connection | None = None
        while self._idle and connection is None:
            owner, found = self._idle.pop()
            if owner == current:
                connection = found
            elif owner[0] == current[0]:
                found.close()
            else:
                _inherited.append(found)
        connection = connection or self._reader.connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if len(self._idle) < self.kept:
            self._idle.append((current, connection))
        else:
            connection.close()

    @contextmanager
    def write_connection(self, *, foreign_keys: bool = True) -> Iterator[Connection]:
        """The one connection that may write, in one transaction under the write lock; creates the file.

        For ``writing`` and for migrations, which turn ``foreign_keys`` off to rebuild tables.
        Raises ``StoreBusy``.
        """
        with self._write_lock(), self._translated():
            engine = _engine(lambda: self._open_writer(foreign_keys), "BEGIN IMMEDIATE")
            with engine.connect() as connection:
                with connection.begin():
                    yield connection
                plain(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").close()

    @contextmanager
    def _write_lock(self) -> Iterator[None]:
        asked = time.monotonic()
        with ExitStack() as held:
            try:
                held.enter_context(lock.exclusive(self.path.with_name(self.path.name + ".lock"), self.write_timeout))
            finally:
                self.on_lock(time.monotonic() - asked)
            yield

    def state(self) -> State:
        """Equal to an earlier state only when nothing was committed to the file between the two.

        Raises ``NotInitialised`` or ``StoreBusy``.
        """
        self._require_file()
        try:
            return self._watch.state()
        except sqlite3.OperationalError as error:
            raise StoreBusy("the database cannot be read now; try again later") from error

    def close(self) -> None:
        """Let go of what the database holds between blocks; it stays usable."""
        while self._idle:
            owner, connection = self._idle.pop()
            _inherited.append(connection) if owner[0] != os.getpid() else connection.close()
        self._watch.close()
        self._reader.dispose()

    def _open_writer(self, foreign_keys: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self.write_timeout, isolation_level=None, check_same_thread=False
        )
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0"):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}").close()
        return connection

    def _open_reader(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path.absolute().as_uri() + "?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
        for pragma in ("query_only=ON", "wal_autocheckpoint=0", "busy_timeout=5000", f"mmap_size={MAPPED}"):
            connection.execute(f"PRAGMA {pragma}").close()
        return connection

    def _require_file(self) -> None:
        if not self.path.is_file():
            raise self._not_initialised()

    def _not_initialised(self) -> NotInitialised:
        return NotInitialised(f"there is no database at {self.path.name}; run the migrations first")

    def _require_revision(self, connection: Connection) -> None:
        """Check the schema once per file: it is not migrated under a running program."""
        if self._known_to_be_current():
            return
        stat = self.path.stat()
        found = revision(connection)
        if found is None:
            raise NotInitialised(f"the database {self.path.name} is empty; run the migrations first")
        if found != REVISION:
            raise SchemaOutOfDate(
                f"the database is of revision {found}, this program of {REVISION}; run the migrations"
            )
        self._current = (stat.st_dev, stat.st_ino)

    def _known_to_be_current(self) -> bool:
        stat = self.path.stat()
        return self._current == (stat.st_dev, stat.st_ino)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """SQLite's own "locked" as ``StoreBusy``: a program that does not know our lock file is writing."""
        try:
            yield
        except (OperationalError, sqlite3.OperationalError) as error:
            code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StoreBusy("another program is writing to the database; try again later") from error
            if code == sqlite3.SQLITE_CANTOPEN:
                raise StoreError(f"the database {self.path.name} cannot be opened in its folder") from error
            raise


def _ignore(seconds: float) -> None:
    """Nobody wants to know."""


def plain(reader: Reader | Connection) -> sqlite3.Connection:
    """SQLite's own connection, on the same transaction; what a session holds back is not written by it."""
    if isinstance(reader, sqlite3.Connection):
        return reader
    connection = reader.connection() if isinstance(reader, Session) else reader
    dbapi = connection.connection.dbapi_connection
    assert isinstance(dbapi, sqlite3.Connection)
    return dbapi


def revision(connection: Connection) -> str | None:
    """The migration that the file is at, ``None`` for an empty file."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def _engine(creator: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    """An engine that keeps no connection and begins as it is told: Python's sqlite3 would begin only at a write."""
    engine = create_engine("sqlite://", creator=creator, poolclass=NullPool)

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", on_begin)
    return engine


def _path(url_or_path: str | Path) -> Path:
    if isinstance(url_or_path, Path) or "://" not in url_or_path:
        return Path(url_or_path)
    try:
        url = make_url(url_or_path)
    except ArgumentError as error:
        raise StoreError("the database's address cannot be read") from error
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:" or url.query:
        raise StoreError("the database's address is sqlite:/// and the path of a file")
    return Path(url.database)
