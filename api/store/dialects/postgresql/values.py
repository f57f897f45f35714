"""Values that one statement reads together, each of them for somebody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import psycopg

from .. import PlainConnection, PlainCursor, Values


class Value:
    """A value that SQL without parameters gives.

    ``run`` is called if it was not executed when it is read.
    """

    def __init__(self, sql: str) -> None:
        self.sql = sql
        self.run: Callable[[], object] | None = None
        self._row: _Row | None = None
        self._column = 0

    def read(self) -> Any:
        """The value. Raises ``psycopg.InterfaceError`` if it was not executed."""
        if self._row is None and self.run is not None:
            self.run()
        if self._row is None:
            raise psycopg.InterfaceError("the value was not asked for, or the transaction failed")
        return self._row.fetch()[self._column]

    def arrives(self, row: _Row, column: int) -> None:
        """Say which column of which row it is."""
        self._row, self._column = row, column


class _Row:
    """The only row of a statement, which is fetched when a value of it is first read."""

    def __init__(self, cursor: PlainCursor) -> None:
        self._cursor: PlainCursor | None = cursor
        self._values: Any = None

    def fetch(self) -> Any:
        if self._cursor is not None:
            self._values, self._cursor = self._cursor.fetchone(), None
        return self._values


def execute(connection: PlainConnection, wanted: Sequence[Value], rest: str = "", values: Values = ()) -> None:
    """Execute one statement, which returns a single row, for all values; ``rest``: what follows the columns."""
    row = _Row(connection.execute(f"SELECT {', '.join(value.sql for value in wanted)}{rest}", values))
    for column, value in enumerate(wanted):
        value.arrives(row, column)
