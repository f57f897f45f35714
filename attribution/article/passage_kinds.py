"""Which marked passages are somebody's words, and which are titles, nicknames or single words held at arm's length."""

from __future__ import annotations

import re

from .passages import Passage

WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
SMALL = frozenset("a an the of in on at to for and or but nor by with from as vs".split())
FEW = 4
WORK = re.compile(
    r"(?:(?:the|a|an|its|his|her|their|our|my)\s+)?(?:[\w-]+\s+){0,2}?(?:motto|slogan|title|name|nickname|inscription|words?"
    r"|film|movie|book|novel|song|album|play|poem|painting|opera|ballad|series|show|sign|label|brand|headline|chapter)"
    r"\s+[“\"‘'«][^”\"’»]{1,80}[”\"’'»]?",
    re.IGNORECASE,
)


def looks_spoken(text: str, passage: Passage) -> bool:
    """Whether the passage reads as an utterance: a sentence or several words of running text, no title."""
    content = text[passage.start : passage.end]
    words = WORD.findall(content)
    if not words:
        return False
    if content[-1] in ".,!?…—" and len(words) > 1:
        return not is_title(words) or content[-1] in "!?"
    return len(words) >= FEW and not is_title(words)


def stands_alone(text: str, passage: Passage) -> bool:
    """Whether a passage that nobody is found for is still somebody's words: a sentence of its own."""
    content = text[passage.start : passage.end]
    first = next((c for c in content if c.isalnum()), "a")
    if first.islower() or not looks_spoken(text, passage) or len(WORD.findall(content)) < FEW:
        return False
    before = text[max(0, passage.outer.start - 3) : passage.outer.start].rstrip(" \t")
    opens_sentence = not before or before[-1] in '.!?:”"\n'
    return opens_sentence and content[-1] in ".,!?…—-"


def names_a_work(text: str, start: int, end: int) -> bool:
    """Whether the text between two offsets is what something is called: the motto “Work and Hope”."""
    return WORK.fullmatch(text, start, end) is not None


def is_title(words: list[str]) -> bool:
    """Title Case throughout: "Farewell to the River"."""
    capital = [w for w in words if w[0].isupper() or w[0].isdigit()]
    return len(words) > 1 and len(capital) == len([w for w in words if w.lower() not in SMALL or w in capital])
