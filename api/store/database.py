"""An archive: what reads and writes it, whichever database system has it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from .condition import Condition
from .dialects import PlainConnection
from .errors import StoreError

Reader = Session | PlainConnection  # a session, or the plain connection of a snapshot


class Database:
    """An archive at an address: a path or ``sqlite:///PATH``, or ``postgresql+psycopg://...``.

    ``Database(address)`` makes the kind that the address is of: ``ArchiveFile`` or ``PostgresqlDatabase``.
    Every block uses a connection of its own, so threads may share a database, and it may be used on both sides of a
    fork, but never fork inside a block. ``write_timeout``: seconds that a writer waits for another. ``max_idle``: the
    number of read connections that stay open between blocks. Raises ``StoreError`` for an address of another kind.
    """

    readers_at_once = 1  # of a process, for the most readers a second: they compute

    def __new__(cls, url_or_path: str | Path, **_options: Any) -> Database:
        """Make the kind of database that the address is of."""
        if cls is not Database:
            return super().__new__(cls)
        if str(url_or_path).startswith("postgresql"):
            try:
                from .dialects.postgresql.database import PostgresqlDatabase
            except ImportError as error:
                raise StoreError("PostgreSQL needs the extra `postgres`: pip install 'saidby[postgres]'") from error
            return super().__new__(PostgresqlDatabase)
        from .archive_file import ArchiveFile

        return super().__new__(ArchiveFile)

    def __init__(self, url_or_path: str | Path, *, write_timeout: float = 30.0, max_idle: int = 0) -> None:
        self.write_timeout = write_timeout
        self.max_idle = max_idle
        self.on_lock: Callable[[float], object] = _ignore  # called with the seconds that each writer waited

    @property
    def name(self) -> str:
        """What messages call the archive."""
        raise NotImplementedError

    def sibling(self, suffix: str) -> Path:
        """The path of a file of this machine that belongs to the archive: rate limits, vectors."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Session]:
        """A session in one write transaction: committed at the end of the block, rolled back if it raises.

        Must not be nested: the inner block would wait for the outer one.
        Raises ``StoreBusy``, ``StoreFull``, ``StoreReadOnly``, ``NotInitialised``, ``SchemaOutOfDate`` or
        ``NotAnArchive``.
        """
        raise NotImplementedError

    def reading(self) -> AbstractContextManager[Session]:
        """A read-only session on one snapshot, taken by its first query.

        Raises ``NotInitialised``, ``SchemaOutOfDate`` or ``NotAnArchive``.
        """
        raise NotImplementedError

    def snapshot(self, *, current: bool = True) -> AbstractContextManager[PlainConnection]:
        """Like ``reading``, without the overhead of a session: for the most frequent queries.

        ``current=False`` accepts an archive of any revision.
        Raises ``NotInitialised``, ``SchemaOutOfDate`` or ``NotAnArchive``.
        """
        raise NotImplementedError

    def write_connection(self, *, foreign_keys: bool = True) -> AbstractContextManager[Connection]:
        """A writable connection in one transaction under the write lock, for ``writing`` and for migrations.

        Raises ``StoreBusy``, ``StoreFull`` or ``StoreReadOnly``.
        """
        raise NotImplementedError

    def revision(self) -> str | None:
        """The revision of the archive; None for an empty database. Raises ``NotAnArchive``."""
        raise NotImplementedError

    def state(self) -> tuple[object, ...]:
        """A value that equals an earlier one only if nothing was committed in between.

        Raises ``NotInitialised`` or ``StoreBusy``.
        """
        raise NotImplementedError

    def space(self, reader: PlainConnection) -> tuple[int, int | None, int | None]:
        """The bytes of the database, of its write-ahead log, and free on its disk; None where they are not known."""
        raise NotImplementedError

    def condition(self) -> Condition:
        """How the archive can be used, and if access is restricted, why."""
        try:
            return self.check()
        except StoreError as error:
            return Condition.unreadable(str(error))

    def check(self) -> Condition:
        """The condition of a readable archive. Raises a ``StoreError`` if it cannot be read."""
        raise NotImplementedError

    def require_writable(self) -> None:
        """Raise ``StoreReadOnly`` if the archive is read-only, before a writer would."""
        raise NotImplementedError

    def hold(self) -> None:
        """Mark the archive as in use by this process and its future children until ``close``."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the connections and locks that are held between blocks. The database remains usable."""
        raise NotImplementedError


@contextmanager
def read_session(connection: Connection) -> Iterator[Session]:
    """A session on the connection of a read transaction."""
    with Session(connection, autoflush=False) as session:
        yield session
        session.rollback()


@contextmanager
def write_session(connection: Connection) -> Iterator[Session]:
    """A session on the connection of a write transaction; it is flushed at the end of the block."""
    with Session(connection, autoflush=False, expire_on_commit=False) as session:
        yield session
        session.flush()


def _ignore(seconds: float) -> None:
    """Do nothing: the default of ``on_lock``."""


def plain(reader: Reader | Connection) -> PlainConnection:
    """The underlying plain connection, in the same transaction; pending changes of a session are not flushed."""
    if not isinstance(reader, Session | Connection):
        return reader
    connection = reader.connection() if isinstance(reader, Session) else reader
    dbapi: Any = connection.connection.dbapi_connection
    if isinstance(dbapi, sqlite3.Connection):
        return dbapi
    from .dialects.postgresql.connection import PostgresqlConnection

    return PostgresqlConnection(dbapi)
