"""Counts quotations by speaker, source, type, factuality and time, with the filters of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from attribution.model import Factuality, QuotationType, SpeakerKind

from .. import list_order
from ..database import Reader, plain
from ..dialects import PlainConnection, dialect_of
from ..inputs import LISTED_TYPES, QuoteFilter
from ..reports import Facets, FactualityCount, PeriodCount, SourceCount, SpeakerCount, TypeCount
from ..views import SourceRef, SpeakerRef
from .ranges import Selection
from .selection import select

_NAMED_FACETS = ("type", "factuality", "source", "speaker")
# A quotation of a group counts for the group and for each of its members.
_SPEAKERS = """(SELECT speaker FROM n UNION ALL
        SELECT m.speaker_id FROM n {join} quotation_member m ON m.quote_id = n.body WHERE n.body IS NOT NULL) n"""
_DAY_ORDINAL = (
    f"({date(1970, 1, 1).toordinal() * 86_400} - (number >> 24)) / 86400"  # the list number contains the second
)


class Interval(StrEnum):
    """The length of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def count(reader: Reader, where: QuoteFilter, interval: Interval = Interval.MONTH, limit: int = 20) -> Facets:
    """Count the quotations that match a filter; of speakers and sources, only the ``limit`` most frequent.

    Raises ``InvalidFilter``.
    """
    connection = plain(reader)
    counts = (
        _maintained(connection, where.type, limit)
        if where == QuoteFilter(type=where.type)
        else _computed(connection, select(connection, where))
    )
    return Facets(
        total=sum(counts.types.values()),
        speakers=_speakers(connection, _most_frequent(counts.speakers, limit)),
        sources=_sources(connection, _most_frequent(counts.sources, limit)),
        types=tuple(TypeCount(QuotationType(k), n) for k, n in _most_frequent(counts.types)),
        factualities=tuple(
            FactualityCount(Factuality(k) if k else None, n) for k, n in _most_frequent(counts.factualities)
        ),
        periods=_periods(counts.days, interval),
    )


class _Counts(NamedTuple):
    """The number of quotations by type, factuality, source identifier, speaker identifier and day.

    Days are proleptic Gregorian ordinals. An unknown factuality is an empty string.
    """

    types: Counter[str]
    factualities: Counter[str]
    sources: Counter[str]
    speakers: Counter[str]
    days: Counter[int]


def _maintained(connection: PlainConnection, types: tuple[QuotationType, ...], limit: int) -> _Counts:
    """Read the counts that triggers maintain, of these types or of all; only the most frequent speakers and sources."""
    chosen = [kind.value for kind in types or QuotationType]
    parts = [""] if set(chosen) == set(LISTED_TYPES) else [f"/{kind}" for kind in chosen]

    def of(facet: str, order: str = "") -> Counter[str]:
        sql = f"""SELECT key, CAST(sum(count) AS BIGINT) AS quotes FROM tally
            WHERE facet IN ({", ".join("?" * len(parts))}) GROUP BY key {order}"""
        return Counter(dict(connection.execute(sql, [facet + part for part in parts]).fetchall()))

    most_frequent = f"ORDER BY quotes DESC, key LIMIT {limit}"
    days = Counter({int(day): number for day, number in of("day").items()})
    every = dict(connection.execute("SELECT key, count FROM tally WHERE facet = 'type'").fetchall())
    counted = Counter({kind: every[kind] for kind in chosen if kind in every})
    return _Counts(counted, of("factuality"), of("source", most_frequent), of("speaker", most_frequent), days)


def _computed(connection: PlainConnection, selection: Selection) -> _Counts:
    """Count a filtered selection in one pass."""
    columns = (
        "q.type AS type, coalesce(q.factuality, '') AS factuality, q.source_id AS source, q.speaker_id AS speaker, "
        "q.number AS number, CASE WHEN q.linked_kind IN ('group', 'organization') THEN q.id END AS body"
    )
    chosen, values = selection.rows(columns)
    tables = {"speaker": _SPEAKERS.format(join=dialect_of(connection).ordered_join)}
    parts = [
        f"SELECT '{k}', {k}, count(*) FROM {tables.get(k, 'n')} WHERE {k} IS NOT NULL GROUP BY 2" for k in _NAMED_FACETS
    ]
    dated = f"FROM n WHERE number < {list_order.UNDATED_START}"
    days = f"(SELECT {_DAY_ORDINAL} AS day, count(*) AS quotes {dated} GROUP BY 1) d"
    parts.append(f"SELECT 'day', CAST(day AS TEXT), quotes FROM {days}")
    found: dict[str, Counter[Any]] = {name: Counter() for name in (*_NAMED_FACETS, "day")}
    sql = f"WITH n AS MATERIALIZED ({chosen}) {' UNION ALL '.join(parts)}"
    for facet, key, number in connection.execute(sql, values).fetchall():
        found[facet][int(key) if facet == "day" else key] = number
    return _Counts(*found.values())


def _most_frequent(found: Counter[str], limit: int | None = None) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _speakers(connection: PlainConnection, most_frequent: list[tuple[str, int]]) -> tuple[SpeakerCount, ...]:
    known = {row[0]: row for row in _rows(connection, "id, name, kind", "speaker", [key for key, _ in most_frequent])}
    return tuple(
        SpeakerCount(SpeakerRef(key, known[key][1], SpeakerKind(known[key][2])), number)
        for key, number in most_frequent
    )


def _sources(connection: PlainConnection, most_frequent: list[tuple[str, int]]) -> tuple[SourceCount, ...]:
    known = {row[0]: row for row in _rows(connection, "id, name", "source", [key for key, _ in most_frequent])}
    return tuple(SourceCount(SourceRef(key, known[key][1]), number) for key, number in most_frequent)


def _rows(connection: PlainConnection, columns: str, table: str, ids: list[str]) -> Iterable[tuple[str, ...]]:
    sql = f"SELECT {columns} FROM {table} WHERE id IN ({', '.join('?' * len(ids))})"
    return [tuple(row) for row in connection.execute(sql, tuple(ids))] if ids else []


def _periods(days: Counter[int], interval: Interval) -> tuple[PeriodCount, ...]:
    """Sum days to periods, in chronological order; periods without quotations are left out."""
    found: Counter[date] = Counter()
    for ordinal, number in days.items():
        found[_period_start(date.fromordinal(max(ordinal, 1)), interval)] += number
    return tuple(PeriodCount(begin, number) for begin, number in sorted(found.items()))


def _period_start(day: date, interval: Interval) -> date:
    """Return the first day of the period that contains ``day``; weeks begin on Monday."""
    if interval is Interval.WEEK:
        return max(day, date.min + timedelta(days=6)) - timedelta(days=day.weekday())
    return day.replace(day=1) if interval is Interval.MONTH else day
