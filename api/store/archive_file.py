"""The SQLite file: one writer at a time, many readers, nothing lost when a process is killed.

SQLite before 3.51.3 can corrupt a write-ahead log that two connections write or checkpoint at the same time. So
writers hold a lock file, and nobody checkpoints without it: automatic checkpoints are off, a writer checkpoints after
its commit and closes its connection before it releases the lock, and readers open the file read-only, which cannot
checkpoint.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from . import commit_recording, inspection, lock
from .commit_watch import CommitWatch, State
from .condition import Condition, condition, disk_full_note
from .database import Database, plain, read_session, write_session
from .dialects import PlainConnection
from .errors import NotInitialised, SchemaOutOfDate, StoreBusy, StoreDamaged, StoreFull
from .failures import translated
from .models import REVISION
from .opening import checkpoint, engine, is_current, open_reader, open_writer, path_of

_inherited: list[Connection] = []  # connections of the parent process; a child must neither use nor close them


class ArchiveFile(Database):
    """The archive's file, given as a path or as ``sqlite:///PATH``.

    Every block uses a connection of its own, so threads may share a database, and it may be used on both sides of a
    fork (but never fork inside a block: SQLite forbids it). ``write_timeout``: seconds that a writer waits for another.
    ``max_idle``: the number of read connections that stay open between blocks. Raises ``StoreError`` for an address
    that is not an SQLite file.
    """

    def __init__(self, url_or_path: str | Path, *, write_timeout: float = 30.0, max_idle: int = 0) -> None:
        super().__init__(url_or_path, write_timeout=write_timeout, max_idle=max_idle)
        self.path = path_of(url_or_path)
        self._idle: list[tuple[tuple[int, int, int], Connection]] = []
        self._reader = engine(lambda: open_reader(self.path), "BEGIN")
        # one per setting of foreign_keys, because an engine caches compiled statements
        self._writers = {keys: engine(partial(self._open_writer, keys), "BEGIN IMMEDIATE") for keys in (True, False)}
        self._watch = CommitWatch(self.path, lambda: open_reader(self.path))
        self._current: tuple[int, int] | None = None  # (device, inode) of the file whose revision was checked
        self._damaged: tuple[int, int] | None = None  # (device, inode) of a file found to be corrupt
        self._held: tuple[int, int] | None = None  # process id and descriptor of the shared lock

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one write transaction: committed at the end of the block, rolled back if it raises.

        Must not be nested: the inner block would wait for the outer one.
        Raises ``StoreBusy``, ``StoreFull``, ``StoreReadOnly``, ``NotInitialised``, ``SchemaOutOfDate`` or
        ``NotAnArchive``.
        """
        self._require_file()
        self.require_writable()
        if not self._is_checked():  # never open another program's file for writing
            with self.snapshot():
                pass
        with self.write_connection() as connection:
            self._require_revision(sqlite_connection(connection))
            with write_session(connection) as session:
                yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only session on one snapshot, taken by its first query.

        Raises ``NotInitialised``, ``SchemaOutOfDate`` or ``NotAnArchive``.
        """
        self._require_file()
        with self._reading_connection() as connection, connection.begin():
            self._require_revision(sqlite_connection(connection))
            with read_session(connection) as session:
                yield session

    @contextmanager
    def snapshot(self, *, current: bool = True) -> Iterator[sqlite3.Connection]:
        """Like ``reading``, without the overhead of a session: for the most frequent queries.

        ``current=False`` accepts an archive of any revision.
        Raises ``NotInitialised``, ``SchemaOutOfDate`` or ``NotAnArchive``.
        """
        self._require_file()
        with self._reading_connection() as connection:
            reader = sqlite_connection(connection)
            reader.execute("BEGIN")
            try:
                if current:
                    self._require_revision(reader)
                yield reader
            finally:
                if reader.in_transaction:
                    reader.execute("ROLLBACK")

    @contextmanager
    def _reading_connection(self) -> Iterator[Connection]:
        """A connection to the current file; an idle one if possible."""
        file = self._file()
        if file is None:
            raise self._not_initialised()
        current = (os.getpid(), *file)
        with self._translated(writing=False):
            connection = self._idle_connection(current) or self._reader.connect()
            try:
                yield connection
                if not is_current(sqlite_connection(connection)):
                    raise self._changed()
            except BaseException as error:
                changed = not isinstance(error, StoreBusy) and not is_current(sqlite_connection(connection))
                connection.close()
                if changed:
                    raise self._changed() from error
                raise
        if len(self._idle) < self.max_idle:
            self._idle.append((current, connection))
        else:
            connection.close()

    def _idle_connection(self, current: tuple[int, int, int]) -> Connection | None:
        while self._idle:
            owner, found = self._idle.pop()
            if owner == current and is_current(sqlite_connection(found)):
                return found
            if owner[0] == current[0]:
                found.close()
            else:
                _inherited.append(found)
        return None

    @contextmanager
    def write_connection(self, *, foreign_keys: bool = True) -> Iterator[Connection]:
        """A writable connection in one transaction under the write lock; creates the file if needed.

        For ``writing``, and for migrations, which turn ``foreign_keys`` off to rebuild tables.
        Raises ``StoreBusy``, ``StoreFull`` or ``StoreReadOnly``.
        """
        with self._write_lock() as held:
            try:
                with self._translated(writing=True), self._writers[foreign_keys].connect() as connection:
                    with connection.begin():
                        yield connection
                        commit_recording.record_commit(plain(connection))
                    checkpoint(sqlite_connection(connection))
            except StoreFull:
                held.write_note(disk_full_note(self.path))
                raise
            held.write_note("")

    def _open_writer(self, foreign_keys: bool) -> sqlite3.Connection:
        return open_writer(self.path, self.write_timeout, foreign_keys=foreign_keys)

    @contextmanager
    def _write_lock(self) -> Iterator[lock.HeldLock]:
        asked = time.monotonic()
        with ExitStack() as stack:
            try:
                held = stack.enter_context(lock.exclusive(self.sibling(".lock"), self.write_timeout))
            finally:
                self.on_lock(time.monotonic() - asked)
            yield held

    def revision(self) -> str | None:
        """See ``Database``."""
        if not inspection.exists(self.path):
            return None
        with self.snapshot(current=False) as reader:
            return inspection.revision(reader, self.path)

    def state(self) -> State:
        """A value that equals an earlier one only if nothing was committed in between.

        Raises ``NotInitialised`` or ``StoreBusy``.
        """
        self._require_file()
        with self._translated(writing=False):
            return self._watch.state()

    def check(self) -> Condition:
        """The condition of a readable archive. Raises a ``StoreError`` if it cannot be read."""
        with self.snapshot() as reader:
            reader.execute("SELECT 1 FROM source LIMIT 1").close()
        if self._damaged is not None and self._damaged == self._file():
            raise StoreDamaged(f"the archive {self.path.name} is damaged; restore it from a backup")
        return condition(self.path, lock.read_note(self.sibling(".lock")))

    def space(self, reader: PlainConnection) -> tuple[int, int | None, int | None]:
        """See ``Database``."""
        log = self.path.with_name(self.path.name + "-wal")
        log_size = log.stat().st_size if log.exists() else 0
        return self.path.stat().st_size, log_size, shutil.disk_usage(self.path.parent).free

    def require_writable(self) -> None:
        """Raise ``StoreReadOnly`` if the archive is read-only, before a writer would."""
        condition(self.path, "").require_writable(self.path)

    def hold(self) -> None:
        """Mark the archive as in use by this process and its future children until ``close``; see ``restore``.

        Does nothing if there is no archive. Raises ``StoreBusy`` while it is being restored or migrated.
        """
        if self._held is None and self._file() is not None:
            descriptor = lock.share(self.sibling(".open"), self.write_timeout)
            self._held = (os.getpid(), descriptor) if descriptor is not None else None

    @contextmanager
    def exclusive(self, timeout: float) -> Iterator[None]:
        """Lock out all other processes. Raises ``StoreBusy`` if one still has it open after ``timeout`` seconds."""
        message = f"a running service or command has {self.path.name} open; stop it first"
        with lock.exclusive(self.sibling(".open"), timeout, message):
            yield

    def close(self) -> None:
        """Close the connections and locks that are held between blocks. The database remains usable."""
        while self._idle:
            owner, connection = self._idle.pop()
            _inherited.append(connection) if owner[0] != os.getpid() else connection.close()
        self._watch.close()
        self._reader.dispose()
        if self._held is not None:
            os.close(self._held[1])
            self._held = None

    @property
    def name(self) -> str:
        """See ``Database``."""
        return self.path.name

    def sibling(self, suffix: str) -> Path:
        """The path of a file next to the archive; symbolic links to the archive are resolved."""
        path = Path(os.path.realpath(self.path))
        return path.with_name(path.name + suffix)

    def _file(self) -> tuple[int, int] | None:
        """The device and inode of the current file; ``None`` if there is none."""
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return stat.st_dev, stat.st_ino

    def _require_file(self) -> None:
        if not inspection.exists(self.path):
            raise self._not_initialised()

    def _not_initialised(self) -> NotInitialised:
        return NotInitialised(f"there is no database at {self.path.name}; run the migrations first")

    def _changed(self) -> StoreBusy:
        return StoreBusy(f"the archive {self.path.name} changed during the read; try again")

    def _require_revision(self, connection: sqlite3.Connection) -> None:
        """Check the revision, once per file: a file is never migrated while a program has it open."""
        if self._is_checked():
            return
        file = self._file()
        found = inspection.revision(connection, self.path)
        if found is None:
            raise NotInitialised(f"the database {self.path.name} is empty; run the migrations first")
        if found != REVISION:
            raise SchemaOutOfDate(
                f"the database has revision {found}, this program needs {REVISION}; run the migrations"
            )
        self._current = file

    def _is_checked(self) -> bool:
        return self._current is not None and self._current == self._file()

    @contextmanager
    def _translated(self, *, writing: bool) -> Iterator[None]:
        try:
            with translated(self.path, writing=writing):
                yield
        except StoreDamaged:
            self._damaged = self._file()
            raise


def sqlite_connection(connection: Connection) -> sqlite3.Connection:
    """The SQLite connection below a connection to an archive's file."""
    dbapi = connection.connection.dbapi_connection
    assert isinstance(dbapi, sqlite3.Connection)
    return dbapi
