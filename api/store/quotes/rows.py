"""From rows to views of quotations, by one query and without the mapper: lists are read far more than written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from orjson import loads

from ..views import QuoteView

Values = tuple[object, ...]

_COLUMNS = {
    **{name: f"q.{name}" for name in QuoteView._fields},
    "confidence": "json(printf('%!.17g', q.confidence))",  # all of its digits
    "spans_json": "q.spans", "quoted_json": "q.quoted", "chain_json": "q.chain", "factors_json": "q.factors",
    "updated": "q.updated_at",
    "speaker_id": "s.id", "speaker_name": "s.name", "speaker_kind": "s.kind",
    "reporter_id": "r.id", "reporter_name": "r.name", "reporter_kind": "r.kind",
    "source_id": "o.id", "source_name": "o.name",
    "url": "a.url", "title": "a.title", "published": "a.published_at", "text_sha256": "a.text_sha256",
}  # fmt: skip
# What a list shows only to those who ask for it: the digest alone stands behind the article's text.
_BESIDE = dict.fromkeys(("rule", "chain_json", "reason", "factors_json", "title", "text_sha256"), "NULL")
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
    """The quotations ``q`` that meet the condition, in no order; ``bare`` ones lack evidence, title and digest."""
    columns = (_COLUMNS | _BESIDE if bare else _COLUMNS).values()
    return list(map(QuoteView._make, at_once(connection, columns, f"{_FROM} WHERE {condition}", values)))


def numbered(connection: sqlite3.Connection, numbers: Sequence[int], *, bare: bool = False) -> tuple[QuoteView, ...]:
    """The quotations with these numbers, in this order."""
    marks = ", ".join("?" * len(numbers))
    rows = load(connection, f"q.number IN ({marks})", tuple(numbers), bare=bare)
    found = {view.number: view for view in rows}
    return tuple(found[number] for number in numbers)
