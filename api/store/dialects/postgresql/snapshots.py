"""Reads snapshots on connections of its own, with as few round trips to the server as there can be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import PoolProxiedConnection, QueuePool

from .connection import adapt

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
        pooled, connection, _ = self._run(begin)
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
        pooled, _, cursor = self._run(statement)
        try:
            found: tuple[Any, ...] = cursor.fetchone()
            return found
        finally:
            pooled.close()

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        self._own_pool().dispose()

    def _run(self, statement: str) -> tuple[PoolProxiedConnection, psycopg.Connection[Any], Any]:
        """A connection on which a first statement has run, with its cursor.

        A connection that broke while it was idle, as when the server was restarted, is replaced, and so are all others.
        """
        while True:
            pool = self._own_pool()
            pooled = pool.connect()
            connection: Any = pooled.dbapi_connection
            was_idle = pooled.info.setdefault("used", False)
            pooled.info["used"] = True
            try:
                return pooled, connection, connection.execute(statement, prepare=False)
            except BaseException:
                broken = connection.broken
                if broken:
                    pooled.invalidate()
                pooled.close()
                if not (was_idle and broken):
                    raise
                pool.dispose()

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
