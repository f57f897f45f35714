"""Items of a list: "• He was fined 14 times in two years"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Span
from .block import Block, BlockKind

DASHES = "–—-"  # the hyphen last, for a class of characters
BULLETS = "•»›▪◦·‣●■"
BULLET = re.compile(rf"([{BULLETS}]|\*(?!\*)|[{DASHES}](?=\s)|\d{{1,2}}[.)])\s*(?=\S)")
APART = re.compile(rf"(?:[{BULLETS}]\s*|(?:[*{DASHES}]|\d{{1,2}}[.)])\s+)(?=\S)")  # a mark that is no part of the words


def list_item(text: str, line: Span) -> Block | None:
    """The item that a paragraph is, or None."""
    return Block(BlockKind.LIST_ITEM, *line) if BULLET.match(text, *line) else None


def without_bullets(text: str, lines: Sequence[Span]) -> list[Span]:
    """The paragraphs without the bullets and numbers before items of a list.

    A dash or a number alone may begin a signature, a turn of a dialogue or a date: it needs a neighbour with another.
    """
    marks = [APART.match(text, *line) for line in lines]
    kinds = [_kind(found[0]) if found else "" for found in marks]
    found = []
    for number, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        listed = mark is not None and (
            kinds[number] == "•" or kinds[number] in kinds[max(0, number - 1) : number] + kinds[number + 1 : number + 2]
        )
        found.append(Span(mark.end(), line.end) if mark is not None and listed else line)
    return found


def _kind(bullet: str) -> str:
    """The kind of a bullet: a dash as printed, "1" for a number, else "•"."""
    return "1" if bullet[0].isdigit() else bullet[0] if bullet[0] in DASHES else "•"
