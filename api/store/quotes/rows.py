"""From rows to views of quotations, by one query and without the mapper: lists are read far more than written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from orjson import loads

from ..views import QuoteView

Values = tuple[object, ...]

# What a view is made of, in the order that ``view`` takes it.
_PLACE = "q.number || ',' || q.position || ',' || q.record || ',' || {evidence}"
_LINKS = """q.updated_at, s.id, s.name, s.kind, r.id, r.name, r.kind,
    a.id, o.id, o.name, a.url, {title}, a.published_at, {digest}"""
_ALL = {"evidence": "q.evidence", "title": "a.title", "digest": "a.text_sha256"}
# What a list shows only to those who ask for it: the digest alone stands behind the article's text.
_BARE = {"evidence": "'null'", "title": "NULL", "digest": "NULL"}
_FROM = """quotation q JOIN article a ON a.id = q.article_id
    LEFT JOIN source o ON o.id = a.source_id
    LEFT JOIN speaker s ON s.id = q.speaker_id LEFT JOIN speaker r ON r.id = q.reported_by_id"""


def at_once(connection: sqlite3.Connection, columns: Iterable[str], rest: str, values: Values) -> list[list[Any]]:
    """The rows of a query in one step, as JSON.

    Python lets other threads run at each step of SQLite's. A page of fifty rows, each of some microseconds, would
    hand the interpreter around a hundred times, which takes longer than the page.
    """
    sql = f"SELECT json_group_array(json_array({', '.join(columns)})) FROM {rest}"
    found: list[list[Any]] = loads(connection.execute(sql, values).fetchone()[0])
    return found


def load(connection: sqlite3.Connection, condition: str, values: Values, *, bare: bool = False) -> list[QuoteView]:
    """The quotations ``q`` that meet the condition, in no order; ``bare`` ones lack evidence, title and digest.

    Records are JSON already, so that rows are joined as text: SQLite's own functions would parse them.
    """
    shown = _BARE if bare else _ALL
    row = f"'[' || {_PLACE.format(**shown)} || ',' || json_array({_LINKS.format(**shown)}) || ']'"
    sql = f"SELECT '[' || coalesce(group_concat({row}), '') || ']' FROM {_FROM} WHERE {condition}"
    found = loads(connection.execute(sql, values).fetchone()[0])
    return [view(*row) for row in found]


def view(
    number: int, position: int, record: dict[str, Any], evidence: dict[str, Any] | None, links: list[Any]
) -> QuoteView:
    """The view of a row; takes over the record."""
    updated, speaker, name, kind, reporter, reporter_name, reporter_kind, *article = links
    record["speaker"] = _linked(record["speaker"], speaker, name, kind)
    record["reported_by"] = _linked(record["reported_by"], reporter, reporter_name, reporter_kind)
    return QuoteView(number, position, record, evidence, updated, *article)


def _linked(named: dict[str, Any] | None, identifier: str | None, name: str, kind: str) -> dict[str, Any] | None:
    """A speaker as the article calls them, under the archive's identifier and name."""
    if identifier is None or named is None:
        return None
    return {"id": identifier, **named, "name": name, "kind": kind}


def numbered(connection: sqlite3.Connection, numbers: Sequence[int], *, bare: bool = False) -> tuple[QuoteView, ...]:
    """The quotations with these numbers, in this order."""
    marks = ", ".join("?" * len(numbers))
    rows = load(connection, f"q.number IN ({marks})", tuple(numbers), bare=bare)
    found = {view.number: view for view in rows}
    return tuple(found[number] for number in numbers)
