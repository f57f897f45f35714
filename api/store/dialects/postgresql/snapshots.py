"""Reads snapshots on connections of its own, with as few round trips to the server as there can be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import PoolProxiedConnection, QueuePool

from .connection import adapt
from .first_statement import run_first

Connect = Callable[[], psycopg.Connection[Any]]
RECYCLE = 3600  # seconds after which a connection is replaced


class Snapshots:
    """Up to ``max_idle`` connections that stay open between snapshots. May be used on both sides of a fork."""

    def __init__(self, connect: Connect, max_idle: int) -> None:
        self._connect = connect
        self._pool = QueuePool(
            self._new, pool_size=max(1, max_idle), max_overflow=-1, recycle=RECYCLE, reset_on_return=None
        )
        self._process = os.getpid()

    @contextmanager
    def transaction(self, begin: str) -> Iterator[psycopg.Connection[Any]]:
        """A connection in the transaction that the statements ``begin`` open, in one round trip."""
        pooled, cursor = self._run(begin)
        connection = cursor.connection
        try:
            yield connection
            connection.commit()
        except BaseException:
            if connection.broken:
                pooled.invalidate()
            else:
                connection.rollback()
            raise
        finally:
            pooled.close()

    def row(self, statement: str) -> tuple[Any, ...]:
        """The first row of a statement that is a transaction of its own."""
        pooled, cursor = self._run(statement)
        try:
            return tuple(cursor.fetchone() or ())
        finally:
            pooled.close()

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        self._own_pool().dispose()

    def _run(self, statement: str) -> tuple[PoolProxiedConnection, psycopg.Cursor[Any]]:
        """A connection on which a first statement has run, with its cursor."""
        pool = self._own_pool()
        return run_first(statement, pool.connect, lambda pooled: pooled, pool.dispose)

    def _own_pool(self) -> QueuePool:
        """The pool. In a process that was forked, the parent's connections are given up without closing them."""
        if self._process != os.getpid():
            self._pool = self._pool.recreate()
            self._process = os.getpid()
        return self._pool

    def _new(self) -> Any:
        connection = self._connect()
        connection.autocommit = True
        adapt(connection)
        return connection
