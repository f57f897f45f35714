"""A statement for a pipeline, and its rows once it has run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg import abc
from psycopg.adapt import Transformer
from psycopg.pq.abc import PGresult

from .connection import NAMED


class Statement:
    """SQL with its values; a ``PlainCursor`` over its rows."""

    def __init__(self, sql: str, parameters: Any = (), run: Callable[[], object] | None = None) -> None:
        """Values are given for each ``?``, or by name for ``:name``. ``run`` is called if it has not run when read."""
        self.sql, names = _numbered(sql, isinstance(parameters, Mapping))
        self.values: Sequence[object] = parameters if names is None else [parameters[name] for name in names]
        self._run = run
        self._result: PGresult | None = None
        self._connection: psycopg.Connection[Any] | None = None
        self._loader: abc.Transformer | None = None
        self._at = 0

    def arrive(self, result: PGresult, connection: psycopg.Connection[Any]) -> None:
        """Take the result, whose values are converted by the adapters of the connection when rows are read."""
        self._result, self._connection = result, connection

    def fetchone(self) -> Any:
        """See ``PlainCursor``."""
        loader, count = self._arrived()
        if self._at >= count:
            return None
        self._at += 1
        return loader.load_row(self._at - 1, tuple)

    def fetchall(self) -> list[Any]:
        """See ``PlainCursor``."""
        loader, count = self._arrived()
        begin, self._at = self._at, count
        return loader.load_rows(begin, count, tuple)

    def __iter__(self) -> Iterator[Any]:
        """See ``PlainCursor``."""
        while (row := self.fetchone()) is not None:
            yield row

    def _arrived(self) -> tuple[abc.Transformer, int]:
        """What converts the rows, and their number."""
        if self._result is None and self._run is not None:
            self._run()
        if self._result is None:
            raise psycopg.InterfaceError("the statement was not run, or failed")
        if self._loader is None:
            self._loader = Transformer.from_context(self._connection)
            self._loader.set_pgresult(self._result)
        return self._loader, self._result.ntuples


@lru_cache(maxsize=512)
def _numbered(sql: str, named: bool) -> tuple[bytes, tuple[str, ...] | None]:
    """SQL with ``$1`` for the first value and so on; and the names of the values, if they have some."""
    if named:
        names = tuple(dict.fromkeys(NAMED.findall(sql)))
        return NAMED.sub(lambda match: f"${names.index(match[1]) + 1}", sql).encode(), names
    parts = sql.split("?")
    return "".join([*(f"{part}${n}" for n, part in enumerate(parts[:-1], 1)), parts[-1]]).encode(), None
