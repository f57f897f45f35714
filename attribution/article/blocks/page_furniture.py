"""What a web page shows around an article: links to others, requests to subscribe, notices."""

from __future__ import annotations

import re
from functools import cache

from ...language.lexicon import words
from ...model import Span
from .block import Block, BlockKind

BULLETS = "•»›▪◦*"
ALONE = frozenset({"advertisement", "sponsored", "promoted", "ad feedback", "story continues below"})  # head no list
BULLET = r"(?:[•»›>▪◦*|–-]\s*)?"
MIN_WORDS = 3  # words of an opening by which even a sentence is a notice
MAX_LENGTH = 240  # characters; a longer paragraph is prose
MENU = re.compile(r"(?:[^|.?!\n]{2,50}\|){2,12}[^|.?!\n]{2,50}")  # "Prepared Remarks | Questions | Participants"
NUMBER = re.compile(r"\d{1,2}[.)]?\s+[^\W\d_a-z]|\d{1,2}[.)]?\s+[“\"‘']")  # "3 Mill fire: what we know"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    phrases = sorted(words("page_phrases"), key=len, reverse=True)
    return re.compile(rf"{BULLET}(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def furniture(text: str, line: Span, before: Block | None) -> Block | None:
    """The furniture that a paragraph consists of; ``before`` is the block before it.

    The links below "Read more" are part of it.
    """
    if line.end - line.start > MAX_LENGTH:
        return None
    opening = _opening().match(text, *line)
    found = (
        ADDRESS.fullmatch(text, *line)
        or MENU.fullmatch(text, *line)
        or (opening and _is_notice(text, line, opening[0]))
    )
    return Block(BlockKind.FURNITURE, *line) if found or _is_listed(text, line, before) else None


def _is_listed(text: str, line: Span, before: Block | None) -> bool:
    """Whether a line is one of the links below "Related stories": an item of a list, or a line without a full stop."""
    if before is None or before.kind != BlockKind.FURNITURE or text[before.start : before.end].casefold() in ALONE:
        return False
    alone = _opening().fullmatch(text, before.start, before.end - (text[before.end - 1] == ":"))
    bullet = text[line.start] in BULLETS or NUMBER.match(text, *line) is not None
    return bullet or (alone is not None and text[line.end - 1].isalnum())


def _is_notice(text: str, line: Span, opening: str) -> bool:
    """Whether a line with such an opening is not a sentence of the article: "Sponsored by the mayor, it fell."."""
    last = text[line.end - 1]
    if last == ".":
        return len(opening.split()) >= MIN_WORDS
    return last not in "”\"’'" or ":" in text[line.start : line.end]
