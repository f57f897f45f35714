"""From rows to views of quotations, by one query and without the mapper: lists are read far more than written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from orjson import loads

from ..views import QuoteView

Values = tuple[object, ...]

# What a view is made of, in the order that ``view`` takes it: its place and article, its speakers.
_PLACE = """q.number, q.position, q.updated_at, a.id, o.id, o.name, a.url, {title}, a.published_at, {digest},
    s.id, s.name, s.kind, r.id, r.name, r.kind,
    json(CASE WHEN s.kind IN ('group', 'organization') THEN (
        SELECT json_group_array(json_array(m.position, p.id, p.name, p.kind))
        FROM quotation_member m JOIN speaker p ON p.id = m.speaker_id WHERE m.quote_id = q.id
    ) END)"""
_ALL = {"title": "a.title", "digest": "a.text_sha256", "evidence": "q.evidence"}
# What a list shows only to those who ask for it: the digest alone stands behind the article's text.
_BARE = {"title": "NULL", "digest": "NULL", "evidence": "'null'"}
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
    row = f"'[' || json_array({_PLACE.format(**shown)}) || ',' || q.record || ',' || {shown['evidence']} || ']'"
    sql = f"SELECT '[' || coalesce(group_concat({row}), '') || ']' FROM {_FROM} WHERE {condition}"
    return [view(*row) for row in loads(connection.execute(sql, values).fetchone()[0])]


def view(place: list[Any], record: dict[str, Any], evidence: dict[str, Any] | None) -> QuoteView:
    """The view of a row, which takes over the record and gives its speakers the archive's identifiers and names."""
    speaker, reporter = record["speaker"], record["reported_by"]
    if speaker is None or place[-7] is None:
        record["speaker"] = None
    else:
        speaker["id"], speaker["name"], speaker["kind"] = place[-7:-4]
        _link_members(speaker["members"], place[-1])
    if reporter is None or place[-4] is None:
        record["reported_by"] = None
    else:
        reporter["id"], reporter["name"], reporter["kind"] = place[-4:-1]
        _link_members(reporter["members"], None)
    return QuoteView._make((*place[:-7], record, evidence))


def _link_members(members: list[dict[str, Any]], links: list[list[Any]] | None) -> None:
    """Give the members of a group the archive's identifiers and names; one that is not linked has no identifier."""
    for member in members:
        member["id"] = None
    for position, *link in links or ():
        if position < len(members):
            members[position].update(zip(("id", "name", "kind"), link, strict=True))


def numbered(connection: sqlite3.Connection, numbers: Sequence[int], *, bare: bool = False) -> tuple[QuoteView, ...]:
    """The quotations with these numbers, in this order."""
    marks = ", ".join("?" * len(numbers))
    rows = load(connection, f"q.number IN ({marks})", tuple(numbers), bare=bare)
    found = {view.number: view for view in rows}
    return tuple(found[number] for number in numbers)
