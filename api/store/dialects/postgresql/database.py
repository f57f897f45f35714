"""A PostgreSQL database as an archive: one writer at a time by an advisory lock, readers on snapshots."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import psycopg
from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from ... import commit_recording
from ...condition import Access, Condition
from ...database import Database, plain, read_session, write_session
from ...errors import NotAnArchive, NotInitialised, SchemaOutOfDate, StoreError, StoreReadOnly
from ...models import REVISION
from .. import PlainConnection
from .failures import translated
from .first_statement import run_first
from .snapshots import Connect, Snapshots

WRITE_LOCK = 0x53616964  # the key of the advisory lock that writers take: "Said"
STATEMENT_TIMEOUT = 30.0  # seconds that one statement of a reader may take
IDLE_TIMEOUT = 120_000  # milliseconds without a statement after which a writer, whose machine may be gone, is ended
CONNECT_TIMEOUT = 10  # seconds
PREPARE_THRESHOLD = 5  # executions of a statement after which psycopg prepares it
READ_ONLY = "the database server is read-only: a replica, or set to default_transaction_read_only"


class PostgresqlDatabase(Database):
    """An archive in a PostgreSQL database.

    Two settings in the address are for Saidby and not for the server: ``statement_timeout`` in seconds, 0 for none, and
    ``prepare_threshold``, ``none`` behind a PgBouncer that pools transactions.
    """

    readers_at_once = 2  # one computes while the other waits for the server

    def __init__(self, url_or_path: str | Path, *, write_timeout: float = 30.0, max_idle: int = 0) -> None:
        super().__init__(url_or_path, write_timeout=write_timeout, max_idle=max_idle)
        self._engine, connect, prepare_threshold = _engine(str(url_or_path), max_idle)
        self._timeout = _statement_timeout(str(url_or_path))
        self._snapshots = Snapshots(connect, max_idle, prepare_threshold, self._timeout)
        self._process = os.getpid()
        self._checked = False

    def sibling(self, suffix: str) -> Path:
        """See ``Database``; a temporary file of this user."""
        digest = hashlib.sha256(str(self._engine.url).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"saidby-{os.getuid()}-{digest}{suffix}"

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """See ``Database``."""
        with self.write_connection() as connection:
            self._require_revision(plain(connection))
            with write_session(connection) as session:
                yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """See ``Database``."""
        with self._reading_connection() as connection:
            self._require_revision(plain(connection))
            with read_session(connection) as session:
                yield session

    @contextmanager
    def snapshot(self, *, current: bool = True) -> Iterator[PlainConnection]:
        """See ``Database``."""
        with translated(writing=False), self._snapshots.transaction() as reader:
            if current:
                self._require_revision(reader)
            yield reader

    @contextmanager
    def _reading_connection(self) -> Iterator[Connection]:
        settings = f"SET LOCAL statement_timeout = {self._timeout}"
        preamble = f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; {settings}"
        with translated(writing=False), self._connect(preamble) as connection, connection.begin():
            yield connection

    @contextmanager
    def write_connection(self, *, foreign_keys: bool = True) -> Iterator[Connection]:
        """See ``Database``. Foreign keys are always checked."""
        preamble = (
            f"SET LOCAL lock_timeout = {max(1, round(self.write_timeout * 1000))}; "
            f"SET LOCAL idle_in_transaction_session_timeout = {IDLE_TIMEOUT}; "
            f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"
        )
        with translated(writing=True):
            asked = time.monotonic()
            try:
                locked = self._connect(preamble)
            finally:
                self.on_lock(time.monotonic() - asked)
            with locked as connection, connection.begin():
                yield connection
                commit_recording.record_commit(plain(connection))

    def _connect(self, statement: str) -> Connection:
        """A connection on which a first statement has run."""
        engine = self._own_engine()

        def run(pooled: PoolProxiedConnection) -> None:
            connection: Any = pooled.dbapi_connection
            connection.execute(statement, prepare=False)

        return run_first(run, engine.connect, _pooled, engine.dispose)

    def state(self) -> tuple[object, ...]:
        """See ``Database``. Transactions of other databases on the server change it as well."""
        with translated(writing=False):
            return self._snapshots.row("SELECT pg_current_snapshot()::text")

    def check(self) -> Condition:
        """See ``Database``."""
        with self.snapshot() as reader:
            reader.execute("SELECT 1 FROM source LIMIT 1")
            read_only = reader.execute(
                "SELECT pg_is_in_recovery() OR reset_val::boolean FROM pg_settings "
                "WHERE name = 'default_transaction_read_only'"  # as it was when the session began
            ).fetchone()[0]
        return Condition(Access.READ_ONLY, READ_ONLY) if read_only else Condition(Access.OK)

    @property
    def name(self) -> str:
        """See ``Database``."""
        return self._engine.url.database or "postgresql"

    def space(self, reader: PlainConnection) -> tuple[int, int | None, int | None]:
        """See ``Database``."""
        return reader.execute("SELECT pg_database_size(current_database())").fetchone()[0], None, None

    def require_writable(self) -> None:
        """See ``Database``."""
        if self.condition().access is Access.READ_ONLY:
            raise StoreReadOnly(READ_ONLY)

    def hold(self) -> None:
        """See ``Database``: the server protects the archive."""

    def close(self) -> None:
        """See ``Database``."""
        self._own_engine().dispose()
        self._snapshots.dispose()

    def revision(self) -> str | None:
        """The revision of the archive; None for an empty database. Raises ``NotAnArchive``."""
        with self.snapshot(current=False) as reader:
            return revision(reader)

    def _own_engine(self) -> Engine:
        """The engine. In a process that was forked, the parent's connections are given up without closing them."""
        if self._process != os.getpid():
            self._engine.dispose(close=False)
            self._process = os.getpid()
        return self._engine

    def _require_revision(self, connection: PlainConnection) -> None:
        """Check the revision, once per process."""
        if self._checked:
            return
        found = revision(connection)
        if found is None:
            raise NotInitialised("the database is empty; run the migrations first")
        if found != REVISION:
            raise SchemaOutOfDate(
                f"the database has revision {found}, this program needs {REVISION}; run the migrations"
            )
        self._checked = True


def revision(connection: PlainConnection) -> str | None:
    """The revision that a database has; None without tables. Raises ``NotAnArchive``."""
    here = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    tables = {name for (name,) in connection.execute(here)}
    if not tables:
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if (
        {"alembic_version", "quotation"} <= tables
    ) else None  # fmt: skip
    if found is None:
        raise NotAnArchive("the database belongs to another program, it is not a Saidby archive; it is left as it is")
    return str(found[0])


def _pooled(connection: Connection) -> PoolProxiedConnection:
    return connection.connection


def _engine(address: str, max_idle: int) -> tuple[Engine, Connect, int | None]:
    """An engine that keeps up to ``max_idle`` connections, a function that opens one without it, and when to prepare.

    Raises ``StoreError`` for an address it cannot use.
    """
    try:
        url = make_url(address)
        if url.drivername not in ("postgresql", "postgresql+psycopg"):
            raise StoreError("the address of a PostgreSQL database must begin with postgresql+psycopg://")
        threshold = _setting(url.query, "prepare_threshold", str(PREPARE_THRESHOLD))
        own = ("statement_timeout", "prepare_threshold")
        arguments: dict[str, Any] = {"prepare_threshold": None if threshold == "none" else int(threshold)}
        if "connect_timeout" not in url.query:
            arguments["connect_timeout"] = CONNECT_TIMEOUT
        engine = create_engine(
            url.set(drivername="postgresql+psycopg").difference_update_query(own),
            pool_size=max(1, max_idle),
            max_overflow=-1,
            pool_recycle=3600,
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
            connect_args=arguments,
        )
        _, options = engine.dialect.create_connect_args(engine.url)
        return engine, partial(psycopg.connect, **options, **arguments), arguments["prepare_threshold"]
    except (ArgumentError, ValueError) as error:
        raise StoreError("the address of the database is malformed") from error


def _statement_timeout(address: str) -> int:
    """The limit in milliseconds."""
    try:
        return round(float(_setting(make_url(address).query, "statement_timeout", str(STATEMENT_TIMEOUT))) * 1000)
    except ValueError as error:
        raise StoreError("statement_timeout must be a number of seconds") from error


def _setting(query: Any, name: str, default: str) -> str:
    value = query.get(name, default)
    if not isinstance(value, str):
        raise StoreError(f"{name} is given twice in the address of the database")
    return value
