"""PostgreSQL's forms: a tsvector with a GIN index, JSON functions, and no hints to the planner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from orjson import loads

from .. import Dialect, PlainConnection, PlainCursor, Row, Values
from .copying import copying, write_rows
from .objects import MAX_WORD, NAME_WORDS
from .sieve import sieved
from .snapshots import Snapshot
from .values import Value, execute

_IS_GROUP = "q.linked_kind IN ('group', 'organization')"
_GROUP = """SELECT json_agg(json_build_array(m.position, p.id, p.name, p.kind))
        FROM quotation_member m JOIN speaker p ON p.id = m.speaker_id WHERE m.quote_id = q.id"""
_MEMBERS = f"CASE WHEN {_IS_GROUP} THEN ({_GROUP}) END"
# The columns of a speaker, as JSON; a lookup is cheaper than a join, and none is needed where no speaker is linked.
_SPEAKER = "(SELECT json_build_array(p.id, p.name, p.kind)::text FROM speaker p WHERE p.id = {})"
_SPOKEN = f"CASE WHEN q.speaker_id IS NOT NULL THEN {_SPEAKER.format('q.speaker_id')} ELSE 'null' END"
# Few quotations are reported by somebody or have members: the others are spared what it takes to join nulls.
_OTHERS = f"""CASE WHEN q.reported_by_id IS NULL AND ({_IS_GROUP}) IS NOT TRUE THEN ',null,null,' ELSE
        ',' || coalesce({_SPEAKER.format("q.reported_by_id")}, 'null') || ',' || coalesce(({_MEMBERS})::text, 'null')
        || ',' END"""
_NOBODY = (None, None, None)
# The planner's estimate for large tables, as counting them would take too long for each linked name.
_SPEAKER_COUNT = """(SELECT CASE WHEN reltuples < 10000 THEN (SELECT count(*) FROM speaker) ELSE reltuples::bigint END
    FROM pg_class WHERE oid = 'speaker'::regclass)"""


def _no_hint(_index: str) -> str:
    return ""


def _phrases(terms: Iterable[str]) -> str:
    return " & ".join(" <-> ".join(f"'{word[:MAX_WORD]}'" for word in term.split()) for term in terms)


def _with_words(words: Sequence[str]) -> tuple[str, Values]:
    """One lookup in an index of the words of each form, which begins with those that few forms have."""
    return f"speaker_alias a WHERE {NAME_WORDS.format('a.key')} @> {NAME_WORDS.format('?')}", (" ".join(words),)


def _among(column: str, values: Sequence[int] | Sequence[str]) -> tuple[str, Values]:
    """One statement for any number of values, so that it is prepared once."""
    kind = "bigint" if values and isinstance(values[0], int) else "text"
    return f"{column} = ANY (?::{kind}[])", (list(values),)


def _each(numbers: Iterable[int]) -> tuple[str, object]:
    return "unnest(?::bigint[]) AS n(value)", list(numbers)


def _hidden(sql: str) -> str:
    """The planner does not look into subqueries for values, and sees after some executions that one plan serves all."""
    return sql.replace("?", "(SELECT ?)")


def _selected(connection: PlainConnection, column: str, numbers: str, values: Values) -> tuple[str, Values]:
    """The numbers are kept in a setting of the transaction, for the next statement of the same round trip.

    In a single statement, what is done with the numbers would be planned anew for each value of which the best way to
    find them depends.
    """
    kept = "set_config('saidby.selected', coalesce(array_agg(number)::text, '{}'), true)"
    connection.execute(f"SELECT {kept} FROM ({numbers}) n(number)", values)
    return f"{column} = ANY (current_setting('saidby.selected')::bigint[])", ()


def _ask(connection: PlainConnection, columns: Iterable[str], rest: str) -> Callable[[], list[Any] | None]:
    """Have the row as a value of the statement that reads a page: one of its own would take as long as ten rows."""
    row = Value(f"(SELECT json_build_array({', '.join(columns)})::text FROM {rest})")
    if isinstance(connection, Snapshot):
        connection.ask(row)
    else:
        execute(connection, [row])
    return lambda: None if (found := row.read()) is None else loads(found)


def _fetch_rows(connection: PlainConnection, columns: Iterable[str], rest: str, values: Values) -> list[list[object]]:
    return [list(row) for row in connection.execute(f"SELECT {', '.join(columns)} FROM {rest}", values).fetchall()]


def _fetch_records(
    connection: PlainConnection, columns: str, record: str, evidence: str, rest: str, values: Values
) -> Iterable[Row]:
    return _with_records(connection.execute(f"SELECT {columns}, {record}, {evidence} FROM {rest}", values))


def _fetch_shown(connection: PlainConnection, rest: str, values: Values, *, named: bool = False) -> Iterable[Row]:
    """Read what triggers keep of each quotation, all in one value: each row would be sent and read by itself."""
    speaker = "q.speaker" if named else _SPOKEN
    row = f"q.shown || ',' || {speaker} || {_OTHERS} || q.record::text"
    page = Value(f"coalesce('[[' || string_agg({row}, '],[') || ']]', '[]')")
    asked = connection.asked() if isinstance(connection, Snapshot) else []
    execute(connection, [page, *asked], f" FROM {rest}", values)
    return _unpacked(page)


def _unpacked(page: Value) -> Iterator[Row]:
    """Read the rows, not before the first is asked for."""
    for shown, speaker, reporter, members, record in loads(page.read()):
        yield [*shown, *(speaker or _NOBODY), *(reporter or _NOBODY), members], record, None


def _with_records(cursor: PlainCursor) -> Iterator[Row]:
    """Read the rows, not before the first is asked for."""
    for *shown, members, record, evidence in cursor.fetchall():
        linked = loads(members) if members is not None else None
        yield [*shown, linked], loads(record), loads(evidence)


def _has_table(connection: PlainConnection, name: str) -> bool:
    return bool(connection.execute("SELECT to_regclass(?) IS NOT NULL", (name,)).fetchone()[0])


def _last_number(connection: PlainConnection, table: str, column: str) -> int:
    (sequence,) = connection.execute("SELECT pg_get_serial_sequence(?, ?)", (table, column)).fetchone()
    number, called = connection.execute(f"SELECT last_value, is_called FROM {sequence}").fetchone()
    return int(number) if called else 0


def _set_last_number(connection: PlainConnection, table: str, column: str, number: int) -> None:
    values = (table, column, max(1, number), number > 0)
    connection.execute("SELECT setval(pg_get_serial_sequence(?, ?), ?, ?)", values)


POSTGRESQL = Dialect(
    name="postgresql",
    ordered_join="JOIN",
    searched="quotation q",
    searched_join="",
    matches="q.words @@ ?::tsquery",
    searched_number="q.number",
    members=_MEMBERS,
    speaker=_SPEAKER,
    shown="q.number, q.id, q.speaker_id, q.reported_by_id, q.linked_kind, q.record, q.shown",
    speaker_count=_SPEAKER_COUNT,
    number_scan="",
    index_hint=_no_hint,
    phrases=_phrases,
    with_words=_with_words,
    among=_among,
    each=_each,
    hidden=_hidden,
    sieved=sieved,
    selected=_selected,
    ask=_ask,
    fetch_rows=_fetch_rows,
    fetch_records=_fetch_records,
    fetch_shown=_fetch_shown,
    has_table=_has_table,
    copying=copying,
    write_rows=write_rows,
    last_number=_last_number,
    set_last_number=_set_last_number,
)
