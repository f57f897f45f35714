"""SQLite's forms: FTS5, JSON functions and index hints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from orjson import dumps, loads

from . import Dialect, PlainConnection, Row, Values

_MEMBERS = """json(CASE WHEN s.kind IN ('group', 'organization') THEN (
        SELECT json_group_array(json_array(m.position, p.id, p.name, p.kind))
        FROM quotation_member m JOIN speaker p ON p.id = m.speaker_id WHERE m.quote_id = q.id
    ) END)"""

_HAS_WORD = "(SELECT 1 FROM alias_token o WHERE o.alias_id = t.alias_id AND o.token = ?)"
_FREQUENCY = "(SELECT count(*) FROM (SELECT 1 FROM alias_token WHERE token = ? LIMIT 100) t)"


def _index_hint(index: str) -> str:
    return f"INDEXED BY {index}"


def _phrases(terms: Iterable[str]) -> str:
    return " ".join(f'"{term}"' for term in terms)


def _with_words(words: Sequence[str]) -> tuple[str, Values]:
    """Look up the word with the fewest name forms, counted up to 100, and ask of each form whether it has the others.

    A join might be made in the opposite order.
    """
    forms = "alias_token t CROSS JOIN speaker_alias a ON a.id = t.alias_id WHERE t.token"
    if len(words) == 1:
        return f"{forms} = ?", words
    each = " UNION ALL ".join([f"SELECT ? AS token, {_FREQUENCY} AS forms"] * len(words))
    rarest = f"SELECT token FROM ({each}) w ORDER BY forms LIMIT 1"
    having = f" AND {_HAS_WORD} = 1" * len(words)
    return f"{forms} = ({rarest}){having}", (*(word for word in words for _ in ("named", "counted")), *words)


def _among(column: str, values: Sequence[int] | Sequence[str]) -> tuple[str, Values]:
    return f"{column} IN ({', '.join('?' * len(values))})", values


def _each(numbers: Iterable[int]) -> tuple[str, object]:
    return "json_each(?) n", dumps(list(numbers)).decode()


def _selected(_connection: PlainConnection, column: str, numbers: str, values: Values) -> tuple[str, Values]:
    return f"{column} IN ({numbers})", values


def _ask(connection: PlainConnection, columns: Iterable[str], rest: str) -> Callable[[], Sequence[Any] | None]:
    found: Sequence[Any] | None = connection.execute(f"SELECT {', '.join(columns)} FROM {rest}").fetchone()
    return lambda: found


def _fetch_rows(connection: PlainConnection, columns: Iterable[str], rest: str, values: Values) -> list[list[Any]]:
    """Fetch all rows of a query in a single step, as a JSON array.

    The sqlite3 module releases the GIL at each step. For a page of fifty rows of a few microseconds each, a hundred
    GIL handovers would take longer than reading the page.
    """
    sql = f"SELECT json_group_array(json_array({', '.join(columns)})) FROM {rest}"
    found: list[list[Any]] = loads(connection.execute(sql, values).fetchone()[0])
    return found


def _fetch_records(
    connection: PlainConnection, columns: str, record: str, evidence: str, rest: str, values: Values
) -> Iterable[Row]:
    """Fetch rows with their records in a single step.

    Records are stored as JSON, so rows are concatenated as text: SQLite's JSON functions would parse them again.
    """
    row = f"'[' || json_array({columns}) || ',' || {record} || ',' || {evidence} || ']'"
    sql = f"SELECT '[' || coalesce(group_concat({row}), '') || ']' FROM {rest}"
    found: list[Row] = loads(connection.execute(sql, values).fetchone()[0])
    return found


def _has_table(connection: PlainConnection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


@contextmanager
def _copying(connection: PlainConnection) -> Iterator[None]:
    later = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    put_aside = connection.execute(f"{later} ORDER BY type, name").fetchall()
    for kind, name, _ in put_aside:
        connection.execute(f"DROP {kind} {name}")
    yield
    for _, _, statement in put_aside:
        connection.execute(statement)
    connection.execute("INSERT INTO quotation_fts (quotation_fts) VALUES ('rebuild')")


def _write_rows(connection: PlainConnection, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)


def _last_number(connection: PlainConnection, table: str, column: str) -> int:
    (highest,) = connection.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchone()
    given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(max(highest, given[0] if given else 0))


def _set_last_number(connection: PlainConnection, table: str, _column: str, number: int) -> None:
    made = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    if "AUTOINCREMENT" in made:  # others give the highest number and one
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))


SQLITE = Dialect(
    name="sqlite",
    ordered_join="CROSS JOIN",
    searched="quotation_fts f",
    searched_join="CROSS JOIN quotation q {hint} ON q.number = f.rowid",
    matches="quotation_fts MATCH ?",
    searched_number="f.rowid",
    members=_MEMBERS,
    speaker="",
    shown="",
    speaker_count="(SELECT max(rowid) FROM speaker)",  # rows are numbered: no scan
    number_scan="NOT INDEXED",
    index_hint=_index_hint,
    phrases=_phrases,
    with_words=_with_words,
    among=_among,
    each=_each,
    hidden=None,
    sieved=lambda *_: None,
    selected=_selected,
    ask=_ask,
    fetch_rows=_fetch_rows,
    fetch_records=_fetch_records,
    fetch_shown=None,
    has_table=_has_table,
    copying=_copying,
    write_rows=_write_rows,
    last_number=_last_number,
    set_last_number=_set_last_number,
)
