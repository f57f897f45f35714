"""Reads attributes of speakers from CSV: a speaker in the first column, an attribute in each of the others."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

MOST_ROWS = 2000
MOST_ATTRIBUTES = 10


class InvalidAttributes(ValueError):
    """The text is no such table; the message says where and why."""


@dataclass(frozen=True, slots=True)
class SpeakerAttributes:
    """The names of the attributes, and for each speaker as written the values, empty where there is none."""

    names: tuple[str, ...]
    values: dict[str, tuple[str, ...]]


def read_attributes(text: str) -> SpeakerAttributes:
    """Read a table, separated by commas, semicolons or tabs. Raises ``InvalidAttributes``."""
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(rows.line_num, [cell.strip() for cell in row]) for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise InvalidAttributes(f"line {rows.line_num} is not CSV: {error}") from None
    if len(lines) < 2 or len(lines[0][1]) < 2:
        raise InvalidAttributes("a table needs a heading, such as “speaker,party”, and a line for each speaker")
    names = tuple(lines[0][1][1:])
    if len(names) > MOST_ATTRIBUTES or len(lines) > MOST_ROWS + 1:
        raise InvalidAttributes(f"there may be {MOST_ATTRIBUTES} attributes and {MOST_ROWS} speakers at most")
    if not all(names) or len(set(names)) < len(names):
        raise InvalidAttributes("each attribute needs a name of its own in the heading")
    values: dict[str, tuple[str, ...]] = {}
    for number, cells in lines[1:]:
        if len(cells) != len(names) + 1:
            raise InvalidAttributes(f"line {number} has {len(cells)} columns, and the heading {len(names) + 1}")
        if not cells[0] or cells[0] in values:
            raise InvalidAttributes(
                f"line {number} has no speaker" if not cells[0] else f"line {number} repeats a speaker"
            )
        values[cells[0]] = tuple(cells[1:])
    return SpeakerAttributes(names, values)
