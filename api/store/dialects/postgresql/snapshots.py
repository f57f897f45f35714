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
from .values import Value, execute
from .word_statistics import WordStatistics

Connect = Callable[[], psycopg.Connection[Any]]
RECYCLE = 3600  # seconds after which a connection is replaced
BEGIN, COMMIT = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", "COMMIT"
# Settings with which statements that are sent together are one transaction like that of BEGIN. Of the session, as they
# would otherwise be sent with every page. libpq keeps the memory that it needed for the longest row, with which it then
# reads a page in a single call of the system.
SETTINGS = """SELECT set_config('default_transaction_isolation', 'repeatable read', false),
    set_config('default_transaction_read_only', 'on', false), set_config('statement_timeout', '{timeout}', false),
    repeat(' ', 128 * 1024)"""


class Snapshots:
    """Up to ``max_idle`` connections that stay open between snapshots. May be used on both sides of a fork."""

    def __init__(self, connect: Connect, max_idle: int, prepare_threshold: int | None, timeout: int) -> None:
        """``timeout``: milliseconds that a statement may take.

        Without ``prepare_threshold``, a PgBouncer hands the session to other programs between transactions: settings
        are then made in each transaction.
        """
        self._connect, self._prepare_threshold, self._timeout = connect, prepare_threshold, timeout
        self._shared = prepare_threshold is None
        self._pool = QueuePool(
            self._new, pool_size=max(1, max_idle), max_overflow=-1, recycle=RECYCLE, reset_on_return=None
        )
        self._process = os.getpid()
        self._statistics = WordStatistics()

    @contextmanager
    def transaction(self) -> Iterator[Snapshot]:
        """A read-only transaction, begun by its first statement. At the end of the block, it runs what was executed."""
        begin = (BEGIN, f"SET LOCAL statement_timeout = {self._timeout}") if self._shared else (BEGIN,)
        snapshot = Snapshot(begin, self._run, self._statistics, begun=self._shared)
        try:
            yield snapshot
            snapshot.flush(last=True)
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

    def _run(self, statements: Sequence[Statement], *, begun: bool = False) -> PoolProxiedConnection:
        """Run the first statements; returns the connection on which they ran. ``begun``: BEGIN is one of them."""
        pool = self._own_pool()

        def run(pooled: PoolProxiedConnection) -> None:
            pipeline: Any = pooled.dbapi_connection
            try:
                pipeline.run(statements)
            except BaseException:
                if begun:
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
        pipeline = Pipeline(self._connect(), self._prepare_threshold)
        if not self._shared:
            pipeline.run([Statement(SETTINGS.format(timeout=self._timeout))])
        return pipeline


class Snapshot:
    """A plain connection in one transaction.

    Statements are sent when rows of one of them are read: those that do not depend on rows of each other take one round
    trip, if all are executed before. What is executed and not read within the block is sent at its end, with the end of
    the transaction; if nothing was sent before, the statements are a transaction by being sent together.
    """

    def __init__(
        self,
        begin: Iterable[str],
        run_first: Callable[..., PoolProxiedConnection],
        statistics: WordStatistics,
        *,
        begun: bool,
    ) -> None:
        """``begin``: the statements that begin a transaction, which is done in any case if ``begun``."""
        self._begin, self._run_first, self._begun = begin, run_first, begun
        self.statistics = statistics
        self._executed: list[Statement] = []
        self._asked: list[Value] = []
        self._pooled: PoolProxiedConnection | None = None
        self._open = False  # whether the connection is in a transaction that has to be ended

    def execute(self, sql: str, parameters: Any = (), /) -> Statement:
        """See ``PlainConnection``; what fails is raised when rows are read, at the latest at the end."""
        statement = Statement(sql, parameters, self.flush)
        self._executed.append(statement)
        return statement

    def ask(self, value: Value) -> None:
        """Execute what gives a value with the next statement that takes ``asked`` values, or by itself."""
        value.run = self.flush
        self._asked.append(value)

    def asked(self) -> list[Value]:
        """Take the values that somebody asked for and that no statement gives yet."""
        found, self._asked = self._asked, []
        return found

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> None:
        """See ``PlainConnection``."""
        for values in parameters:
            self.execute(sql, values)

    def flush(self, *, last: bool = False) -> None:
        """Run what was executed; ``last`` ends the transaction. Raises ``psycopg.Error``."""
        if self._asked:
            execute(self, self.asked())
        executed, self._executed = self._executed, []
        if not executed:
            return
        self._begun = self._begun or not last
        end = [Statement(COMMIT)] if last and self._begun else []
        if self._pooled is None:
            begin = map(Statement, self._begin) if self._begun else ()
            self._pooled = self._run_first([*begin, *executed, *end], begun=self._begun)
        else:
            pipeline: Any = self._pooled.dbapi_connection
            pipeline.run([*executed, *end])
        self._open = not last

    def end(self) -> None:
        """End a transaction that is still open without waiting for it, and give the connection back."""
        if self._pooled is not None:
            pipeline: Any = self._pooled.dbapi_connection
            if self._open:
                _end(pipeline)
            if pipeline.broken:
                self._pooled.invalidate()
            self._pooled.close()


def _end(pipeline: Pipeline) -> None:
    with suppress(psycopg.OperationalError):  # the connection is lost, and so is the transaction
        pipeline.run_unwatched(Statement(COMMIT))
