"""Translates a filter to SQL as a set of index ranges, so that a page reads few more rows than it returns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import product
from math import prod

from attribution.model import QuotationType

from .. import filters, list_order
from ..dialects import PlainConnection, dialect_of
from ..inputs import LISTED_TYPES, QuoteFilter
from ..mapping import order_key
from . import named_ranges
from .ranges import HIGHEST, LISTED, LOWEST, MAX_RANGES, Range, Selection

MAX_UPDATED_ROWS = 20_000  # up to this many updated rows are read from their index and sorted; more scan the list
# Leading columns of the indexes, most selective first. Unattributed quotations are more selective than the
# low-cardinality columns, which are then not used.
SELECTIVE = (("article_id",), ("speaker_id", "source_id"), ("speaker_id",), ("source_id",), ("cue_lemma",))
LOW_CARDINALITY = (("factuality",), ("linked_kind",), ("type",))
ALL_TYPES, LISTED_KINDS = frozenset(QuotationType), frozenset(LISTED_TYPES)


def select(connection: PlainConnection, where: QuoteFilter, *, at_once: bool = False) -> Selection:
    """Build the selection for a filter. Raises ``InvalidFilter``.

    ``at_once``: names of speakers may be left to the statement that reads the ranges.
    """
    filters.require_utf8(*where.article, *where.cue)
    conditions, values = _conditions(where)
    low, high = _bounds(where)
    dialect = dialect_of(connection)
    terms = filters.search_terms(where.q) if where.q is not None else []
    match = dialect.phrases(terms) if terms else None
    if at_once and not conditions and dialect.hidden is not None and named_ranges.suffice(where):
        partitions, types = _partitions(where)
        if not types:
            of_names, named = named_ranges.ranges(connection, where, partitions)
            return Selection(dialect, of_names, low=low, high=high, named=named)
    ranges = _ranges(connection, where, conditions, values, match is not None)
    return Selection(dialect, tuple(ranges), tuple(conditions), tuple(values), low, high, match, tuple(terms))


def _bounds(where: QuoteFilter) -> tuple[int, int]:
    low, high = LOWEST, HIGHEST
    filters.require_zones(where.published_from, where.published_before, where.updated_since)
    if where.published_from is not None:
        high = list_order.end_number(order_key(where.published_from))
    if where.published_before is not None:
        key = order_key(where.published_before)
        low = (list_order.first_number(key) if where.published_before.microsecond else list_order.end_number(key)) - 1
        high = min(high, list_order.UNDATED_START)
    return low, high


def _conditions(where: QuoteFilter) -> tuple[list[str], list[object]]:
    """Return the conditions that no index range covers, with their parameters."""
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
        add("q.updated_at >= ?", _db_timestamp(where.updated_since))
    return conditions, values


def _ranges(
    connection: PlainConnection, where: QuoteFilter, conditions: list[str], values: list[object], searched: bool
) -> list[Range]:
    """Return the index ranges for the filter; adds to ``conditions`` and ``values`` what the ranges do not cover."""
    if where.kind and where.attributed is False:
        return [Range("", "1 = 0")]  # a speaker that does not exist has no kind
    partitions, types = _partitions(where)
    given, in_groups = _column_values(connection, where)
    given |= {"type": types} if types else {}
    if not all(given.values()):
        return [Range("", "1 = 0")]
    indexed = SELECTIVE if where.attributed is False else SELECTIVE + LOW_CARDINALITY
    chosen = () if searched else _choose_columns(given, indexed)
    group_quotes = _group_quotes(given["speaker_id"]) if in_groups else ""
    for name, ids in given.items():
        if name not in chosen:
            condition = f"q.{name} IN ({_placeholders(ids)})"
            with_groups = name == "speaker_id" and bool(group_quotes)
            conditions.append(f"({condition} OR q.id IN ({group_quotes}))" if with_groups else condition)
            values.extend(ids * 2 if with_groups else ids)
    if where.attributed is False:
        conditions.append("q.speaker_id IS NULL")
    if chosen in (("article_id",), ("type",)):
        hint = dialect_of(connection).index_hint("ix_quotation_type") if chosen == ("type",) else ""
        conditions += _partition_condition(partitions) if chosen == ("article_id",) else []
        return [Range(hint, f"q.{chosen[0]} = ?", (identifier,)) for identifier in given[chosen[0]]]
    if chosen:
        hint = dialect_of(connection).index_hint(f"ix_quotation_{'_'.join(chosen)}_listed")
        condition = " AND ".join(f"q.{name} = ?" for name in chosen)
        every = product(*(given[name] for name in chosen))
        ranges = [Range(hint, f"{condition} AND {partition}", ids) for ids in every for partition in partitions]
        return [*ranges, *_group_ranges(connection, given, chosen, partitions, group_quotes)]
    if conditions and (searched or set(given) - {"type"}):
        return [Range("", " AND ".join(_partition_condition(partitions)))]
    return _full_ranges(connection, where, partitions, bare=not conditions)


def _group_quotes(speakers: Sequence[str]) -> str:
    """Return SQL for the quotations of groups with these speakers as members."""
    return f"SELECT DISTINCT quote_id FROM quotation_member WHERE speaker_id IN ({_placeholders(speakers)})"


def _group_ranges(
    connection: PlainConnection,
    given: dict[str, list[str]],
    chosen: tuple[str, ...],
    partitions: list[str],
    group_quotes: str,
) -> list[Range]:
    """Return the range for what speakers said as members of a group, disjoint from the ranges for the speakers."""
    if "speaker_id" not in chosen or not group_quotes:
        return []
    speakers = given["speaker_id"]
    condition = " AND ".join([f"q.speaker_id NOT IN ({_placeholders(speakers)})", *_partition_condition(partitions)])
    values = [*speakers, *speakers]
    if "source_id" in chosen:
        condition += f" AND q.source_id IN ({_placeholders(given['source_id'])})"
        values += given["source_id"]
    join = dialect_of(connection).ordered_join
    return [Range("", condition, tuple(values), f"({group_quotes}) m {join} quotation q ON q.id = m.quote_id")]


def _column_values(connection: PlainConnection, where: QuoteFilter) -> tuple[dict[str, list[str]], bool]:
    """Return the requested values of each indexed column except the type, and whether groups have the speakers.

    An empty list if no speaker has the name.
    """
    found: dict[str, Iterable[str]] = {"article_id": where.article, "cue_lemma": where.cue}
    found["linked_kind"] = [kind.value for kind in where.kind]
    found["factuality"] = [factuality.value for factuality in where.factuality]
    speakers = filters.speakers(connection, where.speaker)
    if where.speaker:
        found["speaker_id"] = speakers
    if where.source:
        found["source_id"] = filters.source_ids(connection, where.source)
    named = ("speaker_id", "source_id")
    given = {name: list(dict.fromkeys(values)) for name, values in found.items() if values or name in named}
    return given, any(speakers.values())


def _partitions(where: QuoteFilter) -> tuple[list[str], list[str]]:
    """Return the conditions on ``listed`` that cover the requested types, and the types still to filter by."""
    wanted = frozenset(where.type) or ALL_TYPES
    partitions = [
        (types, partition)
        for types, partition in ((LISTED_KINDS, LISTED), (ALL_TYPES - LISTED_KINDS, "q.listed = false"))
    ]
    chosen = [(types, partition) for types, partition in partitions if types & wanted]
    whole = wanted == frozenset().union(*(types for types, _ in chosen))
    return [partition for _, partition in chosen], [] if whole else [kind.value for kind in where.type]


def _partition_condition(partitions: list[str]) -> list[str]:
    """Return the condition on ``listed`` if only one partition is requested; nothing if both are."""
    return partitions if len(partitions) == 1 else []


def _full_ranges(connection: PlainConnection, where: QuoteFilter, partitions: list[str], *, bare: bool) -> list[Range]:
    """Return the ranges for a filter without selective columns: a rowid scan, unless an index covers the filter.

    ``bare`` means that there are no further conditions, so that an index alone can answer.
    """
    dialect = dialect_of(connection)
    if where.attributed is False:
        hint = dialect.index_hint("ix_quotation_speaker_id_listed")
        return [Range(hint, partition) for partition in partitions]
    if where.updated_since is not None and _few_updated_since(connection, where.updated_since):
        return [Range(dialect.index_hint("ix_quotation_updated_at"), " AND ".join(_partition_condition(partitions)))]
    one = _partition_condition(partitions)
    hint = dialect.index_hint("ix_quotation_listed") if one and bare else dialect.number_scan
    return [Range(hint, " AND ".join(one))]


def _choose_columns(given: dict[str, list[str]], indexed: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the most selective indexed columns whose combinations of values do not exceed ``MAX_RANGES``."""
    for names in indexed:
        if all(name in given for name in names) and prod(len(given[name]) for name in names) <= MAX_RANGES:
            return names
    return ()


def _few_updated_since(connection: PlainConnection, since: datetime) -> bool:
    query = f"SELECT count(*) FROM (SELECT 1 FROM quotation WHERE updated_at >= ? LIMIT {MAX_UPDATED_ROWS + 1}) u"
    return int(connection.execute(query, (_db_timestamp(since),)).fetchone()[0]) <= MAX_UPDATED_ROWS


def _db_timestamp(moment: datetime) -> str:
    """Format a datetime as SQLite stores it: UTC without offset, microseconds always present."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0")


def _placeholders(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
