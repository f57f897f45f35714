"""Ranges of indexes, whose rows are in list order, and SQL that reads them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..dialects import Dialect, PlainConnection

LOWEST, HIGHEST = -(2**63), 2**63 - 1
MAX_RANGES = 24  # combinations of filter values in ranges; with more, a single query sorts its results
QUOTATION = "quotation q"
LISTED = "q.listed = true"  # the condition of what lists have by default

Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """A range of one index, whose rows are already in list order."""

    hint: str  # which index to read, where the database system takes such hints; or empty
    condition: str
    values: Values = ()  # parameters of ``table``, then of ``condition``
    table: str = QUOTATION
    each: str = ""  # a table without parameters, for each row of which the range is read; ``condition`` refers to it
    speaker: str = ""  # with ``each``: SQL for the column ``speaker`` of the rows ``r`` of the range
    bound: str = "q.number {} ?"  # the condition on the list number, by an operator
    led: Values = ()  # parameters of ``bound`` before the number


@dataclass(frozen=True, slots=True)
class Selection:
    """Disjoint ranges, conditions that apply to all of them, and exclusive bounds on the list number."""

    dialect: Dialect
    ranges: tuple[Range, ...]
    conditions: tuple[str, ...] = ()
    values: Values = ()
    low: int = LOWEST
    high: int = HIGHEST
    match: str | None = None  # query for the full-text index
    terms: tuple[str, ...] = ()  # words and phrases of which it was made
    named: tuple[str, Values] | None = None  # a query, whose rows are the table ``named`` in ranges

    @property
    def exact(self) -> bool:
        """Whether indexes alone say which rows are in the ranges, so that the best way to read them never differs."""
        return self.match is None and not self.conditions and all(part.table == QUOTATION for part in self.ranges)

    def within(self, low: int, high: int) -> Selection:
        """Return the selection restricted to list numbers between the bounds, both exclusive."""
        return replace(self, low=max(low, self.low), high=min(high, self.high))

    def query(
        self, columns: str, order: str = "", limit: int | None = None, *, joined: bool = False
    ) -> tuple[str, Values]:
        """Return SQL for ``columns`` of the quotations ``q``; ``order`` and ``limit`` apply to each range.

        ``joined`` has to be set for columns other than ``number_column``, as the full-text index may be read alone.
        """
        tail = (f" ORDER BY {order}" if order else "") + (f" LIMIT {limit}" if limit is not None else "")
        parts, values = [], []
        for part in self.ranges:
            sql, given = self._range_sql(
                part if order or part.hint != self.dialect.number_scan else replace(part, hint=""), joined
            )
            read = f"SELECT {columns} FROM {sql}{tail}"
            parts.append(_read_for_each(part, read) if part.each else read)
            values += given
        if len(parts) == 1:
            return parts[0], tuple(values)
        return " UNION ALL ".join(f"SELECT * FROM ({part}) part" for part in parts), tuple(values)

    def first(self, columns: str, direction: str, limit: int) -> tuple[str, Values]:
        """Return SQL for ``columns``, with ``number``, of the newest quotations, or with " DESC" of the oldest."""
        sql, values = self.query(columns, f"{self.number_column}{direction}", limit)
        if len(self.ranges) > 1 or self.ranges[0].each:
            sql = f"SELECT * FROM ({sql}) n ORDER BY number{direction} LIMIT {limit}"
        if self.named is None:
            return sql, values
        named, given = self.named
        return f"WITH named AS MATERIALIZED ({named}) {sql}", (*given, *values)

    def sieved(
        self, connection: PlainConnection, columns: str, direction: str, limit: int
    ) -> tuple[str, Values] | None:
        """Return SQL like ``first`` for a search that is faster without the full-text index; None for others."""
        whole = (Range("", LISTED),)
        if self.match is None or self.conditions or self.ranges != whole:
            return None
        bounds = (self.low, self.high)
        found = self.dialect.sieved(connection, columns, self.terms, self.match, bounds, direction, limit)
        return None if found is None else (found[0], tuple(found[1]))

    def first_numbers(self, direction: str, limit: int) -> tuple[str, Values]:
        """Return SQL for the numbers of the first quotations, in a column ``number``."""
        return self.first(f"{self.number_column} AS number", direction, limit)

    def rows(self, columns: str) -> tuple[str, Values]:
        """Return SQL for ``columns`` of the quotations ``q`` in any order, also if the full-text index finds them."""
        if self.match is None:
            return self.query(columns)
        numbers, values = self.query(f"{self.number_column} AS number")
        join = self.dialect.ordered_join
        return f"SELECT {columns} FROM ({numbers}) n {join} quotation q ON q.number = n.number", values

    def _range_sql(self, part: Range, joined: bool) -> tuple[str, list[object]]:
        bounds = [(">", self.low, LOWEST), ("<", self.high, HIGHEST)]
        given = [(operator, value) for operator, value, end in bounds if value != end]
        if self.match is not None:
            words = [self.dialect.matches, *(f"{self.number_column} {operator} ?" for operator, _ in given)]
            of_rows = [condition for condition in (part.condition, *self.conditions) if condition]
            table = self.dialect.searched
            table += f" {self.dialect.searched_join.format(hint=part.hint)}" if of_rows or joined else ""
            values = [self.match, *(value for _, value in given), *part.values, *self.values]
            return f"{table} WHERE {' AND '.join([*words, *of_rows])}", values
        numbers = [part.bound.format(operator) for operator, _ in given]
        conditions = [condition for condition in (part.condition, *numbers, *self.conditions) if condition]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        limits = [value for _, number in given for value in (*part.led, number)]
        return f"{part.table} {part.hint}{where}", [*part.values, *limits, *self.values]

    @property
    def number_column(self) -> str:
        """The SQL column that holds a quotation's list number."""
        return self.dialect.searched_number if self.match is not None else "q.number"


def _read_for_each(part: Range, read: str) -> str:
    """Return SQL that reads a range for each row of a table, and what does not depend on the range once for each."""
    of_range = f"SELECT r.*, {part.speaker} AS speaker FROM ({read}) r OFFSET 0"
    return f"SELECT r.* FROM {part.each} CROSS JOIN LATERAL ({of_range}) r"
