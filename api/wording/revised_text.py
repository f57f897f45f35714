"""How a revised text differs from the one before it, word by word, for showing both side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

_WORD = re.compile(r"\s+|\S+")


class Part(NamedTuple):
    """A stretch of one of the texts, and whether the other one lacks it."""

    text: str
    changed: bool


def compare(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of both texts, which joined are the texts."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    olds: list[Part] = []
    news: list[Part] = []
    for op in Indel.opcodes(old, new):
        changed = op.tag != "equal"
        _add(olds, old[op.src_start : op.src_end], changed)
        _add(news, new[op.dest_start : op.dest_end], changed)
    return tuple(olds), tuple(news)


def _add(parts: list[Part], words: Sequence[str], changed: bool) -> None:
    """Append words to the last part if they are of the same kind."""
    text = "".join(words)
    if not text:
        return
    if parts and parts[-1].changed == changed:
        text = parts.pop().text + text
    parts.append(Part(text, changed))
