"""Counts of quotations by speaker, source, type and time, under the filters of the list."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from attribution.model import Factuality, QuotationType, SpeakerKind

from .. import list_order
from ..database import Reader, plain
from ..inputs import LISTED_TYPES, QuoteFilter
from ..reports import Facets, FactualityCount, PeriodCount, SourceCount, SpeakerCount, TypeCount
from ..views import SourceRef, SpeakerRef
from .selection import Selection, select

_NAMED = ("type", "factuality", "source", "speaker")
# Who says something in a group is counted as well as the group.
_FROM = {
    "speaker": """(SELECT speaker FROM n UNION ALL
        SELECT m.speaker_id FROM n CROSS JOIN quotation_member m ON m.quote_id = n.body WHERE n.body IS NOT NULL)"""
}
_DAY = f"({date(1970, 1, 1).toordinal() * 86_400} - (number >> 24)) / 86400"  # a place tells its second


class Interval(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def count(reader: Reader, where: QuoteFilter, interval: Interval = Interval.MONTH, limit: int = 20) -> Facets:
    """The counts: the ``limit`` most quoted speakers and sources, all types, all periods. Raises ``InvalidFilter``."""
    connection = plain(reader)
    counts = _kept(connection, limit) if where == QuoteFilter() else _counted(connection, select(connection, where))
    return Facets(
        total=sum(counts.types.values()),
        speakers=_speakers(connection, _largest(counts.speakers, limit)),
        sources=_sources(connection, _largest(counts.sources, limit)),
        types=tuple(TypeCount(QuotationType(k), n) for k, n in _largest(counts.types)),
        factualities=tuple(FactualityCount(Factuality(k) if k else None, n) for k, n in _largest(counts.factualities)),
        periods=_periods(counts.days, interval),
    )


class _Counts(NamedTuple):
    """How many quotations there are of each type, factuality, source, speaker and day, the days as ordinals.

    An unknown factuality is an empty string.
    """

    types: Counter[str]
    factualities: Counter[str]
    sources: Counter[str]
    speakers: Counter[str]
    days: Counter[int]


def _kept(connection: sqlite3.Connection, limit: int) -> _Counts:
    """The counts of the default list, which triggers maintain; of speakers and sources the largest."""

    def of(facet: str, order: str) -> Counter[str]:
        sql = f"SELECT key, count FROM tally WHERE facet = ? {order}"
        return Counter(dict(connection.execute(sql, (facet,)).fetchall()))

    largest = f"ORDER BY count DESC, key LIMIT {limit}"
    days = Counter({int(day): number for day, number in of("day", "").items()})
    every = of("type", "")
    types = Counter({kind.value: every[kind.value] for kind in LISTED_TYPES if every[kind.value]})
    return _Counts(types, of("factuality", ""), of("source", largest), of("speaker", largest), days)


def _counted(connection: sqlite3.Connection, selection: Selection) -> _Counts:
    """The counts of what a filter selects, which is read once."""
    columns = (
        "q.type AS type, coalesce(q.factuality, '') AS factuality, q.source_id AS source, q.speaker_id AS speaker, "
        "q.number AS number, iif(q.linked_kind IN ('group', 'organization'), q.id, NULL) AS body"
    )
    if selection.match is None:
        chosen, values = selection.query(columns)
    else:
        numbers, values = selection.query(f"{selection.place} AS number")
        chosen = f"SELECT {columns} FROM ({numbers}) n CROSS JOIN quotation q ON q.number = n.number"
    parts = [f"SELECT '{k}', {k}, count(*) FROM {_FROM.get(k, 'n')} WHERE {k} IS NOT NULL GROUP BY 2" for k in _NAMED]
    parts.append(f"SELECT 'day', {_DAY}, count(*) FROM n WHERE number < {list_order.UNDATED_BASE} GROUP BY 2")
    found: dict[str, Counter[Any]] = {name: Counter() for name in (*_NAMED, "day")}
    sql = f"WITH n AS MATERIALIZED ({chosen}) {' UNION ALL '.join(parts)}"
    for facet, key, number in connection.execute(sql, values).fetchall():
        found[facet][key] = number
    return _Counts(*found.values())


def _largest(found: Counter[str], limit: int | None = None) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _speakers(connection: sqlite3.Connection, largest: list[tuple[str, int]]) -> tuple[SpeakerCount, ...]:
    known = {row[0]: row for row in _rows(connection, "id, name, kind", "speaker", [key for key, _ in largest])}
    return tuple(
        SpeakerCount(SpeakerRef(key, known[key][1], SpeakerKind(known[key][2])), number) for key, number in largest
    )


def _sources(connection: sqlite3.Connection, largest: list[tuple[str, int]]) -> tuple[SourceCount, ...]:
    known = {row[0]: row for row in _rows(connection, "id, name", "source", [key for key, _ in largest])}
    return tuple(SourceCount(SourceRef(key, known[key][1]), number) for key, number in largest)


def _rows(connection: sqlite3.Connection, columns: str, table: str, ids: list[str]) -> Iterable[tuple[str, ...]]:
    sql = f"SELECT {columns} FROM {table} WHERE id IN ({', '.join('?' * len(ids))})"
    return [tuple(row) for row in connection.execute(sql, tuple(ids))] if ids else []


def _periods(days: Counter[int], interval: Interval) -> tuple[PeriodCount, ...]:
    """The periods that have quotations, in order."""
    found: Counter[date] = Counter()
    for ordinal, number in days.items():
        found[_begin(date.fromordinal(max(ordinal, 1)), interval)] += number
    return tuple(PeriodCount(begin, number) for begin, number in sorted(found.items()))


def _begin(day: date, interval: Interval) -> date:
    """The first day of the period that a day is in; a week begins on Monday."""
    if interval is Interval.WEEK:
        return max(day, date.min + timedelta(days=6)) - timedelta(days=day.weekday())
    return day.replace(day=1) if interval is Interval.MONTH else day
