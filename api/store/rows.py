"""From rows to views of quotations, by one query and without the mapper: lists are read far more than written."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from .views import QuoteView

_COLUMNS = {
    **{name: f"q.{name}" for name in QuoteView._fields},
    "spans_json": "q.spans", "quoted_json": "q.quoted", "chain_json": "q.chain", "updated": "q.updated_at",
    "speaker_id": "s.id", "speaker_name": "s.name", "speaker_kind": "s.kind",
    "reporter_id": "r.id", "reporter_name": "r.name", "reporter_kind": "r.kind",
    "source_id": "o.id", "source_name": "o.name",
    "url": "a.url", "title": "a.title", "published": "a.published_at", "text_sha256": "a.text_sha256",
}  # fmt: skip
_QUERY = f"""SELECT {", ".join(_COLUMNS.values())} FROM quotation q JOIN article a ON a.id = q.article_id
    LEFT JOIN source o ON o.id = a.source_id
    LEFT JOIN speaker s ON s.id = q.speaker_id LEFT JOIN speaker r ON r.id = q.reported_by_id WHERE """


def load(connection: sqlite3.Connection, condition: str, values: tuple[object, ...]) -> tuple[QuoteView, ...]:
    """The quotations ``q`` that meet the condition."""
    return tuple(map(QuoteView._make, connection.execute(_QUERY + condition, values).fetchall()))


def numbered(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[QuoteView, ...]:
    """The quotations with these numbers, in this order."""
    if not numbers:
        return ()
    marks = ", ".join("?" * len(numbers))
    found = {view.number: view for view in load(connection, f"q.number IN ({marks})", tuple(numbers))}
    return tuple(found[number] for number in numbers)
