"""Counts of quotations by speaker, source, type and time, under the filters of the list."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from attribution.model import QuotationType, SpeakerKind

from . import places
from .database import Reader, plain
from .inputs import QuoteFilter
from .reports import Facets, PeriodCount, SourceCount, SpeakerCount, TypeCount
from .selection import Selection, select
from .views import SourceRef, SpeakerRef

_ERA = date(1970, 1, 1).toordinal()


class Interval(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def count(reader: Reader, where: QuoteFilter, interval: Interval = Interval.MONTH, limit: int = 20) -> Facets:
    """The counts: the ``limit`` most quoted speakers and sources, all types, all periods. Raises ``InvalidFilter``."""
    connection = plain(reader)
    selection = select(connection, where)
    types = _grouped(connection, selection, "q.type")
    return Facets(
        total=sum(types.values()),
        speakers=_speakers(connection, selection, limit),
        sources=_sources(connection, selection, limit),
        types=tuple(TypeCount(QuotationType(kind), number) for kind, number in _largest(types, len(types))),
        periods=_periods(connection, selection, interval),
    )


def _grouped(connection: sqlite3.Connection, selection: Selection, key: str) -> Counter[str]:
    """How many quotations there are of each key; those that have none are left out."""
    numbers, values = selection.query(f"{selection.place} AS number")
    if selection.match is None:
        numbers, values = selection.query(f"{key} AS key")
        sql = f"SELECT key, count(*) FROM ({numbers}) WHERE key IS NOT NULL GROUP BY 1"
    else:
        sql = f"SELECT {key}, count(*) FROM ({numbers}) n CROSS JOIN quotation q ON q.number = n.number "
        sql += f"WHERE {key} IS NOT NULL GROUP BY 1"
    return Counter({row[0]: row[1] for row in connection.execute(sql, values)})


def _largest(found: Counter[str], limit: int) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _speakers(connection: sqlite3.Connection, selection: Selection, limit: int) -> tuple[SpeakerCount, ...]:
    largest = _largest(_grouped(connection, selection, "q.speaker_id"), limit)
    known = {row[0]: row for row in _rows(connection, "id, name, kind", "speaker", [key for key, _ in largest])}
    return tuple(
        SpeakerCount(SpeakerRef(key, known[key][1], SpeakerKind(known[key][2])), number) for key, number in largest
    )


def _sources(connection: sqlite3.Connection, selection: Selection, limit: int) -> tuple[SourceCount, ...]:
    largest = _largest(_grouped(connection, selection, "q.source_id"), limit)
    known = {row[0]: row for row in _rows(connection, "id, name", "source", [key for key, _ in largest])}
    return tuple(SourceCount(SourceRef(key, known[key][1]), number) for key, number in largest)


def _rows(connection: sqlite3.Connection, columns: str, table: str, ids: list[str]) -> Iterable[tuple[str, ...]]:
    sql = f"SELECT {columns} FROM {table} WHERE id IN ({', '.join('?' * len(ids))})"
    return [tuple(row) for row in connection.execute(sql, tuple(ids))] if ids else []


def _periods(connection: sqlite3.Connection, selection: Selection, interval: Interval) -> tuple[PeriodCount, ...]:
    """The periods that have quotations, in order. A place tells its second, so that any index will do."""
    dated = selection.within(-(2**63), places.UNDATED_BASE)
    day = f"({_ERA * 86_400} - ({dated.place} >> 24)) / 86400"
    sql, values = dated.query(f"{day} AS day")
    found: Counter[date] = Counter()
    query = f"SELECT day, count(*) FROM ({sql}) GROUP BY 1"
    for ordinal, number in connection.execute(query, values):
        found[_begin(date.fromordinal(max(ordinal, 1)), interval)] += number
    return tuple(PeriodCount(begin, number) for begin, number in sorted(found.items()))


def _begin(day: date, interval: Interval) -> date:
    """The first day of the period that a day is in; a week begins on Monday."""
    if interval is Interval.WEEK:
        return max(day, date.min + timedelta(days=6)) - timedelta(days=day.weekday())
    return day.replace(day=1) if interval is Interval.MONTH else day
