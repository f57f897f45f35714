"""Reads snapshots on connections of its own, with as few round trips to the server as there can be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from sqlalchemy import PoolProxiedConnection, QueuePool

from .first_statement import run_first
from .pipeline import Pipeline
from .statement import Statement

Connect = Callable[[], psycopg.Connection[Any]]
RECYCLE = 3600  # seconds after which a connection is replaced


class Snapshots:
    """Up to ``max_idle`` connections that stay open between snapshots. May be used on both sides of a fork."""

    def __init__(self, connect: Connect, max_idle: int, prepare_threshold: int | None) -> None:
        self._connect, self._prepare_threshold = connect, prepare_threshold
        self._pool = QueuePool(
            self._new, pool_size=max(1, max_idle), max_overflow=-1, recycle=RECYCLE, reset_on_return=None
        )
        self._process = os.getpid()

    @contextmanager
    def transaction(self, *begin: str) -> Iterator[Snapshot]:
        """A transaction that these statements open."""
        snapshot = Snapshot(begin, self._run)
        try:
            yield snapshot
            snapshot.flush()
        finally:
            snapshot.end()

    def row(self, sql: str) -> tuple[Any, ...]:
        """The first row of a statement that is a transaction of its own."""
        statement = Statement(sql)
        self._run([statement]).close()
        return tuple(statement.fetchone() or ())

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        self._own_pool().dispose()

    def _run(self, statements: Sequence[Statement]) -> PoolProxiedConnection:
        """Run the first statements of a transaction; returns the connection on which they ran."""
        pool = self._own_pool()

        def run(pooled: PoolProxiedConnection) -> None:
            pipeline: Any = pooled.dbapi_connection
            try:
                pipeline.run(statements)
            except BaseException:
                _end(pipeline)
                raise

        return run_first(run, pool.connect, lambda pooled: pooled, pool.dispose)

    def _own_pool(self) -> QueuePool:
        """The pool. In a process that was forked, the parent's connections are given up without closing them."""
        if self._process != os.getpid():
            self._pool = self._pool.recreate()
            self._process = os.getpid()
        return self._pool

    def _new(self) -> Any:
        return Pipeline(self._connect(), self._prepare_threshold)


class Snapshot:
    """A plain connection in one transaction.

    Statements are sent when rows of one of them are read: those that do not depend on rows of each other take one round
    trip, if all are executed before.
    """

    def __init__(self, begin: Iterable[str], run_first: Callable[[Sequence[Statement]], PoolProxiedConnection]) -> None:
        self._begin, self._run_first = begin, run_first
        self._executed: list[Statement] = []
        self._pooled: PoolProxiedConnection | None = None

    def execute(self, sql: str, parameters: Any = (), /) -> Statement:
        """See ``PlainConnection``; what fails is raised when rows are read, at the latest at the end."""
        statement = Statement(sql, parameters, self.flush)
        self._executed.append(statement)
        return statement

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> None:
        """See ``PlainConnection``."""
        for values in parameters:
            self.execute(sql, values)

    def flush(self) -> None:
        """Run what was executed. Raises ``psycopg.Error``."""
        executed, self._executed = self._executed, []
        if not executed:
            return
        if self._pooled is None:
            self._pooled = self._run_first([*map(Statement, self._begin), *executed])
        else:
            pipeline: Any = self._pooled.dbapi_connection
            pipeline.run(executed)

    def end(self) -> None:
        """End the transaction without waiting for it, and give the connection back."""
        if self._pooled is not None:
            pipeline: Any = self._pooled.dbapi_connection
            _end(pipeline)
            if pipeline.broken:
                self._pooled.invalidate()
            self._pooled.close()


def _end(pipeline: Pipeline) -> None:
    with suppress(psycopg.OperationalError):  # the connection is lost, and so is the transaction
        pipeline.run_unwatched(Statement("COMMIT"))
