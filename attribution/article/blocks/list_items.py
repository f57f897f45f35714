"""Items of a list: "• He was fined 14 times in two years"."""

from __future__ import annotations

import re

from ...model import Span
from .block import Block, BlockKind

BULLET = re.compile(r"(?:[•»›▪◦·‣●■]|\*(?!\*)|[-–—](?=\s)|\d{1,2}[.)])\s*(?=\S)")


def list_item(text: str, line: Span) -> Block | None:
    """The item that a paragraph is, or None."""
    return Block(BlockKind.LIST_ITEM, *line) if BULLET.match(text, *line) else None
