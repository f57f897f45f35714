"""Adapts a psycopg connection to a plain connection: ``?`` for values, JSON and times as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import Loader
from psycopg.types.string import TextLoader

WHOLE_SECONDS, MICROSECONDS = len("2026-03-04 05:06:07"), len("2026-03-04 05:06:07.000000")
NAMED = re.compile(r"(?<!:):([a-z_]+)\b")


class _TimestampText(Loader):
    """A timestamp as text with all six digits of its microseconds, which PostgreSQL shortens."""

    def load(self, data: Buffer) -> str:
        text = str(data, "ascii")
        return f"{text}.000000" if len(text) == WHOLE_SECONDS else f"{text:0<{MICROSECONDS}}"


def adapt(context: AdaptContext) -> None:
    """Have JSON and times read as text."""
    context.adapters.register_loader("json", TextLoader)
    context.adapters.register_loader("timestamp", _TimestampText)


class PostgresqlConnection:
    """A plain connection in the transaction of a psycopg connection."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Any = (), /) -> psycopg.Cursor[Any]:
        """See ``PlainConnection``."""
        cursor = self._cursor()
        return cursor.execute(_translated(sql, isinstance(parameters, Mapping)), parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> None:
        """See ``PlainConnection``."""
        rows = list(parameters)
        if rows:
            self._cursor().executemany(_translated(sql, False), rows)

    def copy(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Send rows to a ``COPY ... FROM STDIN``."""
        with self._cursor().copy(sql) as copy:
            for row in rows:
                copy.write_row(row)

    def _cursor(self) -> psycopg.Cursor[Any]:
        cursor = self._connection.cursor()
        adapt(cursor)
        return cursor


@lru_cache(maxsize=512)
def _translated(sql: str, named: bool) -> str:
    sql = sql.replace("%", "%%")
    return NAMED.sub(r"%(\1)s", sql) if named else sql.replace("?", "%s")
