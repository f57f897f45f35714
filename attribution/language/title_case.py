"""Titles of works and headings by their capitals: "Farewell to the River"."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
SMALL_WORDS = frozenset("a an the of in on at to for and or but nor by with from as vs".split())


def is_title_case(words: list[str]) -> bool:
    """Whether all words are in Title Case: "Farewell to the River"."""
    capital = [w for w in words if w[0].isupper() or w[0].isdigit()]
    return len(words) > 1 and len(capital) == len([w for w in words if w.lower() not in SMALL_WORDS or w in capital])
