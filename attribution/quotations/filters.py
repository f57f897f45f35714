"""Which marked passages are somebody's words, and which are titles, nicknames or single words held at arm's length."""

from __future__ import annotations

import re

from .passages import Passage

WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
SMALL = frozenset("a an the of in on at to for and or but nor by with from as vs".split())
FEW = 4


def looks_spoken(text: str, passage: Passage) -> bool:
    """Whether the passage reads as an utterance: a sentence or several words of running text, no title."""
    content = text[passage.start : passage.end]
    words = WORD.findall(content)
    if not words:
        return False
    if content[-1] in ".,!?…—" and len(words) > 1:
        return not is_title(words) or content[-1] in "!?,"
    return len(words) >= FEW and not is_title(words)


def is_title(words: list[str]) -> bool:
    """Title Case throughout: "Farewell to the River"."""
    capital = [w for w in words if w[0].isupper() or w[0].isdigit()]
    return len(words) > 1 and len(capital) == len([w for w in words if w.lower() not in SMALL or w in capital])
