"""What was cut from around or within a quotation, and whether it turns the meaning of what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .significance import Significance, significance
from .words import Word

NEAR = 8  # words before a quotation in which a negation or a condition bears on it
_CONTRASTS = frozenset("but however although though yet whereas nevertheless nonetheless still".split())
_COORDINATIONS = frozenset("and or".split())
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")


class Turn(StrEnum):
    """How what was cut turns the meaning."""

    NEGATION = "negation"
    CONDITION = "condition"
    CONTRAST = "contrast"


_TURNS = {Significance.NEGATION: Turn.NEGATION, Significance.CONDITION: Turn.CONDITION}


@dataclass(frozen=True, slots=True)
class Cut:
    """What a quotation leaves out: the text before and after it, and how that turns its meaning."""

    before: str
    after: str
    turns: tuple[Turn, ...]


def cut(text: str, words: Sequence[Word], start: int, end: int) -> Cut | None:
    """What lies around the words ``start`` to ``end`` of a text; None if they are all that there is."""
    if start == 0 and end == len(words):
        return None
    before = text[: words[start].start].strip()
    after = text[words[end - 1].end :].strip() if end < len(words) else ""
    return Cut(before, after, tuple(sorted({*_before(text, words[:start], words[start]), *_after(text, words, end)})))


def omission_turns(words: Sequence[Word]) -> tuple[Turn, ...]:
    """How words that an ellipsis leaves out turn the meaning of what is around them."""
    return tuple(sorted({turn for word in words if (turn := _turn(word)) is not None}))


def _before(text: str, words: Sequence[Word], first: Word) -> set[Turn]:
    """Negations and conditions shortly before the quotation, in its sentence."""
    near = [word for word in words[-NEAR:] if not _SENTENCE_END.search(text, word.end, first.start)]
    return {turn for word in near if (turn := _turn(word)) is not None}


def _after(text: str, words: Sequence[Word], end: int) -> set[Turn]:
    """What follows in the same sentence: a condition, a contrast; or a contrast that opens the next sentence."""
    found: set[Turn] = set()
    rest = words[end:]
    for n, word in enumerate(rest):
        ended = _SENTENCE_END.search(text, words[end - 1].end, word.start) is not None
        if word.key in _CONTRASTS:
            found.add(Turn.CONTRAST)
        elif not ended and word.key in _LATE_CONDITIONS and not (n and rest[n - 1].key in _COORDINATIONS):
            found.add(Turn.CONDITION)
        if ended:
            break
    return found


_LATE_CONDITIONS = frozenset("if unless until provided except only".split())


def _turn(word: Word) -> Turn | None:
    return _TURNS.get(significance(word, opens=False, capitals=False))
