"""Which quotations a filter means, in SQL: ranges of one index each, so that a page reads little more than itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from math import prod

from attribution.model import QuotationType

from .. import filters, list_order
from ..inputs import LISTED_TYPES, QuoteFilter
from ..mapping import order_key

MOST_RANGES = 24  # of speakers and sources together; with more, one query sorts what it finds
RECENT = 20_000  # changes that may be sorted rather than looked for along the whole list
LOWEST, HIGHEST = -(2**63), 2**63 - 1
ALONG = "NOT INDEXED"  # along the list itself
# Columns that an index begins with, the narrowest first. The last ones have few values: who nobody is, is rarer.
RARE = (("article_id",), ("speaker_id", "source_id"), ("speaker_id",), ("source_id",), ("cue_lemma",))
COARSE = (("factuality",), ("linked_kind",), ("type",))
ALL_TYPES, LISTED = frozenset(QuotationType), frozenset(LISTED_TYPES)

Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """A part of the quotations that one index holds in the order of lists."""

    hint: str  # which index to read, as SQLite takes it
    condition: str
    values: Values = ()  # of the table, then of the condition
    table: str = "quotation q"


@dataclass(frozen=True, slots=True)
class Selection:
    """Ranges that exclude each other, conditions on all of them, and bounds of the places, both exclusive."""

    ranges: tuple[Range, ...]
    conditions: tuple[str, ...] = ()
    values: Values = ()
    low: int = LOWEST
    high: int = HIGHEST
    match: str | None = None  # of the full-text index

    def within(self, low: int, high: int) -> Selection:
        """The same between narrower bounds."""
        return Selection(
            self.ranges, self.conditions, self.values, max(low, self.low), min(high, self.high), self.match
        )

    def query(self, columns: str, order: str = "", limit: int | None = None) -> tuple[str, Values]:
        """SQL for ``columns`` of the quotations ``q``, each range in ``order`` and to the ``limit`` by itself."""
        tail = (f" ORDER BY {order}" if order else "") + (f" LIMIT {limit}" if limit is not None else "")
        parts, values = [], []
        for part in self.ranges:
            sql, given = self._part(part if order or part.hint != ALONG else Range("", part.condition, part.values))
            parts.append(f"SELECT {columns} FROM {sql}{tail}")
            values += given
        if len(parts) == 1:
            return parts[0], tuple(values)
        return " UNION ALL ".join(f"SELECT * FROM ({part})" for part in parts), tuple(values)

    def _part(self, part: Range) -> tuple[str, list[object]]:
        bounds = [(">", self.low, LOWEST), ("<", self.high, HIGHEST)]
        given = [(operator, value) for operator, value, end in bounds if value != end]
        if self.match is not None:
            words = ["quotation_fts MATCH ?", *(f"f.rowid {operator} ?" for operator, _ in given)]
            joined = [condition for condition in (part.condition, *self.conditions) if condition]
            table = "quotation_fts f" + (f" CROSS JOIN quotation q {part.hint} ON q.number = f.rowid" if joined else "")
            values = [self.match, *(value for _, value in given), *part.values, *self.values]
            return f"{table} WHERE {' AND '.join([*words, *joined])}", values
        numbers = [f"q.number {operator} ?" for operator, _ in given]
        conditions = [condition for condition in (part.condition, *numbers, *self.conditions) if condition]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"{part.table} {part.hint}{where}", [*part.values, *(value for _, value in given), *self.values]

    @property
    def place(self) -> str:
        """The column that holds the place of a quotation."""
        return "f.rowid" if self.match is not None else "q.number"


def select(connection: sqlite3.Connection, where: QuoteFilter) -> Selection:
    """The selection that a filter means. Raises ``InvalidFilter``."""
    filters.require_utf8(*where.article, *where.cue)
    conditions, values = _conditions(where)
    low, high = _bounds(where)
    match = filters.words(where.q) if where.q is not None else None
    ranges = _ranges(connection, where, conditions, values, match is not None)
    return Selection(tuple(ranges), tuple(conditions), tuple(values), low, high, match)


def _bounds(where: QuoteFilter) -> tuple[int, int]:
    low, high = LOWEST, HIGHEST
    filters.require_zones(where.published_from, where.published_before, where.updated_since)
    if where.published_from is not None:
        high = list_order.after(order_key(where.published_from))
    if where.published_before is not None:
        key = order_key(where.published_before)
        low = (list_order.base(key) if where.published_before.microsecond else list_order.after(key)) - 1
        high = min(high, list_order.UNDATED_BASE)
    return low, high


def _conditions(where: QuoteFilter) -> tuple[list[str], list[object]]:
    """What no range can hold."""
    conditions: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if where.published_from is not None and where.published_from.microsecond:
        add("q.order_key <= ?", order_key(where.published_from))
    if where.published_before is not None and where.published_before.microsecond:
        add("q.order_key > ?", order_key(where.published_before))
    if where.attributed is True:
        add("q.speaker_id IS NOT NULL")
    if where.min_confidence is not None:
        add("q.confidence >= ?", where.min_confidence)
    if where.updated_since is not None:
        add("q.updated_at >= ?", _stamp(where.updated_since))
    return conditions, values


def _ranges(
    connection: sqlite3.Connection, where: QuoteFilter, conditions: list[str], values: list[object], searched: bool
) -> list[Range]:
    """The ranges that the filter's identifiers give; what stays over of them goes to the conditions."""
    if where.kind and where.attributed is False:
        return [Range("", "0")]  # who is nobody is of no kind
    halves, types = _halves(where)
    given = _values(connection, where) | ({"type": types} if types else {})
    if not all(given.values()):
        return [Range("", "0")]
    chosen = () if searched else _chosen(given, RARE if where.attributed is False else RARE + COARSE)
    shared = _shared(connection, given.get("speaker_id", []))
    for name, ids in given.items():
        if name not in chosen:
            also = f" OR q.id IN (SELECT quote_id FROM ({shared}))" if name == "speaker_id" and shared else ""
            conditions.append(f"(q.{name} IN ({_marks(ids)}){also})" if also else f"q.{name} IN ({_marks(ids)})")
            values.extend(ids * 2 if also else ids)
    if where.attributed is False:
        conditions.append("q.speaker_id IS NULL")
    if chosen in (("article_id",), ("type",)):
        hint = "INDEXED BY ix_quotation_type" if chosen == ("type",) else ""
        conditions += _one_half(halves) if hint == "" else []
        return [Range(hint, f"q.{chosen[0]} = ?", (identifier,)) for identifier in given[chosen[0]]]
    if chosen:
        hint = f"INDEXED BY ix_quotation_{'_'.join(chosen)}_listed"
        condition = " AND ".join(f"q.{name} = ?" for name in chosen)
        every = product(*(given[name] for name in chosen))
        ranges = [Range(hint, f"{condition} AND {half}", ids) for ids in every for half in halves]
        return [*ranges, *_of_members(given, chosen, halves, shared)]
    if conditions and (searched or set(given) - {"type"}):
        return [Range("", " AND ".join(_one_half(halves)))]
    return _whole(connection, where, halves, bare=not conditions)


def _shared(connection: sqlite3.Connection, speakers: Sequence[str]) -> str:
    """SQL for the quotations that these speakers said in groups; empty if there are none."""
    chosen = f"FROM quotation_member WHERE speaker_id IN ({_marks(speakers)})"
    there = speakers and connection.execute(f"SELECT 1 {chosen} LIMIT 1", tuple(speakers)).fetchone()
    return f"SELECT DISTINCT quote_id {chosen}" if there else ""


def _of_members(given: dict[str, list[str]], chosen: tuple[str, ...], halves: list[str], shared: str) -> list[Range]:
    """What speakers said in groups, beside the ranges of what they said alone."""
    if "speaker_id" not in chosen or not shared:
        return []
    speakers = given["speaker_id"]
    condition = " AND ".join([f"q.speaker_id NOT IN ({_marks(speakers)})", *_one_half(halves)])
    values = [*speakers, *speakers]
    if "source_id" in chosen:
        condition += f" AND q.source_id IN ({_marks(given['source_id'])})"
        values += given["source_id"]
    return [Range("", condition, tuple(values), f"({shared}) m CROSS JOIN quotation q ON q.id = m.quote_id")]


def _values(connection: sqlite3.Connection, where: QuoteFilter) -> dict[str, list[str]]:
    """The wanted values of each column that an index begins with, but the type; none for a name that nobody has."""
    found: dict[str, Iterable[str]] = {"article_id": where.article, "cue_lemma": where.cue}
    found["linked_kind"] = [kind.value for kind in where.kind]
    found["factuality"] = [factuality.value for factuality in where.factuality]
    if where.speaker:
        found["speaker_id"] = filters.speaker_ids(connection, where.speaker)
    if where.source:
        found["source_id"] = filters.source_ids(connection, where.source)
    named = ("speaker_id", "source_id")
    return {name: list(dict.fromkeys(values)) for name, values in found.items() if values or name in named}


def _halves(where: QuoteFilter) -> tuple[list[str], list[str]]:
    """The halves of each index that hold the wanted types, and the types to tell apart within them."""
    wanted = frozenset(where.type) or ALL_TYPES
    halves = [(types, half) for types, half in ((LISTED, "q.listed = 1"), (ALL_TYPES - LISTED, "q.listed = 0"))]
    chosen = [(types, half) for types, half in halves if types & wanted]
    whole = wanted == frozenset().union(*(types for types, _ in chosen))
    return [half for _, half in chosen], [] if whole else [kind.value for kind in where.type]


def _one_half(halves: list[str]) -> list[str]:
    """The condition that a list is of one half; none if it is of both."""
    return halves if len(halves) == 1 else []


def _whole(connection: sqlite3.Connection, where: QuoteFilter, halves: list[str], *, bare: bool) -> list[Range]:
    """How to go through the whole list: along the list itself, unless an index holds all that is wanted of it.

    ``bare`` is without conditions, so that rows need not be read.
    """
    if where.attributed is False:
        return [Range("INDEXED BY ix_quotation_speaker_id_listed", half) for half in halves]
    if where.updated_since is not None and _few_since(connection, where.updated_since):
        return [Range("INDEXED BY ix_quotation_updated_at", " AND ".join(_one_half(halves)))]
    one = _one_half(halves)
    return [Range("INDEXED BY ix_quotation_listed" if one and bare else ALONG, " AND ".join(one))]


def _chosen(given: dict[str, list[str]], indexed: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The columns whose values make ranges: the narrowest that an index serves."""
    for names in indexed:
        if all(name in given for name in names) and prod(len(given[name]) for name in names) <= MOST_RANGES:
            return names
    return ()


def _few_since(connection: sqlite3.Connection, since: datetime) -> bool:
    query = f"SELECT count(*) FROM (SELECT 1 FROM quotation WHERE updated_at >= ? LIMIT {RECENT + 1})"
    return int(connection.execute(query, (_stamp(since),)).fetchone()[0]) <= RECENT


def _stamp(moment: datetime) -> str:
    """A moment as the database keeps it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0")


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
