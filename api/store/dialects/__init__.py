"""The SQL that differs between database systems: one module or folder a system, each with the same forms.

Queries are written once, with ``?`` for values, in the SQL that all systems share. What differs is asked of the
``Dialect`` of the connection (``dialect_of``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

Values = Sequence[object]
Row = tuple[list[Any], dict[str, Any], dict[str, Any] | None]  # columns, record, evidence


class PlainCursor(Protocol):
    """The rows of a query."""

    def fetchone(self) -> Any:
        """The next row; None after the last."""

    def fetchall(self) -> list[Any]:
        """All remaining rows."""

    def __iter__(self) -> Iterator[Any]:
        """The rows one after another."""


class PlainConnection(Protocol):
    """A database connection without a session: what ``sqlite3.Connection`` offers, and every other one is made to.

    JSON and times are read as text, times as ``YYYY-MM-DD HH:MM:SS.ffffff``.
    """

    def execute(self, sql: str, parameters: Any = ..., /) -> PlainCursor:
        """Run a statement; values are given for each ``?``, or by name for ``:name``."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> object:
        """Run a statement once for each of many rows of values."""


class FetchShown(Protocol):
    """See ``Dialect``."""

    def __call__(
        self, connection: PlainConnection, rest: str, values: Values, /, *, named: bool = False
    ) -> Iterable[Row]:
        """The rows."""


@dataclass(frozen=True)
class Dialect:
    """The forms of one database system.

    ``ordered_join``: joins the next table with ``ON``, in the order given where the planner can be told.
    ``searched``, ``searched_join``, ``matches``, ``searched_number``: the table of the full-text index, the join to
    the quotation ``q``, the condition on a query of ``phrases``, and the column of the list number.
    ``members``: a column with the members of the group that said quotation ``q``, as JSON.
    ``speaker``: a column with the speaker of which the identifier is put in, as ``fetch_shown`` reads it.
    ``shown``: the columns of a quotation that ``fetch_shown`` reads.
    ``speaker_count``: SQL for the number of speakers, about.
    """

    name: str
    ordered_join: str
    searched: str
    searched_join: str
    matches: str
    searched_number: str
    members: str
    speaker: str
    shown: str
    speaker_count: str
    number_scan: str  # scans a table in the order of its primary key
    index_hint: Callable[[str], str]  # reads this index
    phrases: Callable[[Iterable[str]], str]  # the full-text query for folded words and phrases that must all occur
    # A table of name forms ``a`` with the condition that they have all of some words, which are distinct.
    with_words: Callable[[Sequence[str]], tuple[str, Values]]
    among: Callable[[str, Sequence[int] | Sequence[str]], tuple[str, Values]]  # a column has one of several values
    each: Callable[[Iterable[int]], tuple[str, object]]  # a table ``n`` of numbers in column ``value``, with its value
    # SQL whose plan does not depend on values; None where no plan does.
    hidden: Callable[[str], str] | None
    # SQL for columns of the first listed quotations with all terms, if that is faster than the full-text index. Takes
    # the terms, the query made of them, exclusive bounds of list numbers, " DESC" or "", and a limit.
    sieved: Callable[[PlainConnection, str, Iterable[str], str, Values, str, int], tuple[str, Values] | None]
    # The condition that a column has one of the numbers that a query finds, which is planned by itself.
    selected: Callable[[PlainConnection, str, str, Values], tuple[str, Values]]
    # Executes a query for columns of at most one row; returns what reads it, also after the end of the snapshot.
    ask: Callable[[PlainConnection, Iterable[str], str], Callable[[], Sequence[Any] | None]]
    fetch_rows: Callable[[PlainConnection, Iterable[str], str, Values], list[list[Any]]]
    fetch_records: Callable[[PlainConnection, str, str, str, str, Values], Iterable[Row]]
    # Rows of a table ``q`` without title, digest and evidence; None where other tables have to be joined for that.
    # ``named``: the table has the column ``speaker``.
    fetch_shown: FetchShown | None
    has_table: Callable[[PlainConnection, str], bool]
    # A block in which many rows are written: no trigger counts them, and indexes are built when it ends.
    copying: Callable[[PlainConnection], AbstractContextManager[None]]
    write_rows: Callable[[PlainConnection, str, Sequence[str], Sequence[Values]], object]  # into a table's columns
    last_number: Callable[[PlainConnection, str, str], int]  # the last that a table gave to a column, 0 if none
    set_last_number: Callable[[PlainConnection, str, str, int], object]


def dialect_of(connection: PlainConnection) -> Dialect:
    """The dialect that a connection speaks."""
    if isinstance(connection, sqlite3.Connection):
        from .sqlite import SQLITE

        return SQLITE
    from .postgresql.forms import POSTGRESQL

    return POSTGRESQL
