"""Attributes of speakers as CSV: a speaker in the first column, an attribute in each of the others."""

from __future__ import annotations

import csv
import io

from api.store import InvalidInput, formats
from api.store.speakers.attributes import SpeakerAttributes

MOST_CHARACTERS = 1_000_000
MOST_ROWS = 5000
MOST_ATTRIBUTES = 10


def read_attributes(text: str) -> SpeakerAttributes:
    """Read a table, separated by commas, semicolons or tabs. Raises ``InvalidInput``, which names the line."""
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(rows.line_num, [cell.strip() for cell in row]) for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise InvalidInput(f"line {rows.line_num} is not CSV: {error}") from None
    if len(lines) < 2 or len(lines[0][1]) < 2:
        raise InvalidInput("a table needs a heading, such as “speaker,party”, and a line for each speaker")
    names = tuple(lines[0][1][1:])
    if len(names) > MOST_ATTRIBUTES or len(lines) > MOST_ROWS + 1:
        raise InvalidInput(f"there may be {MOST_ATTRIBUTES} attributes and {MOST_ROWS} speakers at most")
    _check(lines[0][0], lines[0][1])
    if not all(names) or len(set(names)) < len(names):
        raise InvalidInput("each attribute needs a name of its own in the heading")
    values: dict[str, tuple[str, ...]] = {}
    for number, cells in lines[1:]:
        if len(cells) != len(names) + 1:
            raise InvalidInput(f"line {number} has {len(cells)} columns, and the heading {len(names) + 1}")
        if not cells[0] or cells[0] in values:
            raise InvalidInput(f"line {number} has no speaker" if not cells[0] else f"line {number} repeats a speaker")
        _check(number, cells)
        values[cells[0]] = tuple(cells[1:])
    return SpeakerAttributes(names, values)


def _check(number: int, cells: list[str]) -> None:
    """Raise ``InvalidInput`` if a line has a cell that no name or value can be."""
    for cell in cells:
        fault = f"has more than {formats.MAX_NAME} characters" if len(cell) > formats.MAX_NAME else None
        fault = fault or formats.name_error(cell)
        if fault is not None:
            raise InvalidInput(f"line {number} has a field that {fault}")


def written(attributes: SpeakerAttributes) -> str:
    """The table in CSV, to be read again by ``read_attributes``; empty without attributes."""
    if not attributes.names:
        return ""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["speaker", *attributes.names])
    writer.writerows([speaker, *cells] for speaker, cells in attributes.values.items())
    return text.getvalue()
