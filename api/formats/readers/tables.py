"""Reads CSV, and names the columns of tables: one article per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from attribution.article.text import MAX_CHARACTERS

from .. import characters
from ..documents import Document, Fault, Found, UnreadableDocument

MAX_BYTES = 200_000_000
# What columns of news corpora are called, in the order in which they are preferred; other columns are ignored.
COLUMNS = {
    "text": ("text", "body", "content", "article", "fulltext", "full_text", "maintext"),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "source": ("source", "publication", "publisher", "outlet", "newspaper"),
    "url": ("url", "link"),
    "published_at": ("published_at", "published", "date", "publish_date", "publication_date", "date_publish"),
}


def read_csv(file: BinaryIO) -> Iterator[Found]:
    """The rows of a table whose first line names its columns. Raises ``UnreadableDocument``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"longer than {MAX_BYTES:,} bytes; split it, or convert it to Parquet")
    try:
        text, notes = characters.decode(data)
    except characters.UndecodableText as error:
        raise UnreadableDocument(str(error)) from None
    csv.field_size_limit(4 * MAX_CHARACTERS)
    try:
        delimiter = csv.Sniffer().sniff(text.partition("\n")[0], ",;\t|").delimiter
    except csv.Error:
        delimiter = ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    yield from _rows(rows, notes)


def _rows(rows: Any, notes: tuple[str, ...]) -> Iterator[Found]:
    columns: dict[str, str] | None = None
    names: list[str] = []
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            raise UnreadableDocument(f"not CSV after line {rows.line_num}: {error}") from None
        if columns is None:
            names, columns = row, columns_of(row)
        elif any(cell.strip() for cell in row):
            number += 1
            place = f"row {number}"
            if len(row) != len(names):
                yield Fault(f"it has {len(row)} columns, the first line has {len(names)}", place)
            else:
                yield article(place, dict(zip(names, row, strict=True)), columns, notes)
    if columns is None:
        raise UnreadableDocument("the table is empty")


def columns_of(names: list[str]) -> dict[str, str]:
    """The column of each member. Raises ``UnreadableDocument`` if there is none for the text."""
    known = {name.strip().lower(): name for name in reversed(names)}
    columns = {
        member: next((known[name] for name in wanted if name in known), None) for member, wanted in COLUMNS.items()
    }
    if columns["text"] is None:
        raise UnreadableDocument(f"no column for the text: there is none named {', '.join(COLUMNS['text'])}")
    return {member: column for member, column in columns.items() if column is not None}


def article(place: str, row: Mapping[str, Any], columns: Mapping[str, str], notes: tuple[str, ...] = ()) -> Found:
    """The article of a row."""
    cells = {member: row[column] for member, column in columns.items()}
    members = {name: None if cell is None else str(cell).strip() or None for name, cell in cells.items()}
    text = members.pop("text")
    if not text:
        return Fault("the row has no text", place)
    return Document(text, place, mended=notes, **members)
