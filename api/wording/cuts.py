"""What was cut from around or within a quotation, and whether it turns the meaning of what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .significance import Significance, significance
from .word import Word

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


def cut(text: str, words: Sequence[Word], start: int, end: int, openings: Sequence[int] = ()) -> Cut | None:
    """What lies around the words ``start`` to ``end`` of a text; None if they are all that there is.

    ``openings``: offsets at which a sentence begins although none is marked as ended before it.
    """
    if start == 0 and end == len(words):
        return None
    before = text[: words[start].start].strip()
    after = text[words[end - 1].end :].strip() if end < len(words) else ""
    turns = {*_before(text, words[:start], words[start], openings), *_after(text, words, end, openings)}
    return Cut(before, after, tuple(sorted(turns)))


def omission_turns(words: Sequence[Word]) -> tuple[Turn, ...]:
    """How words that an ellipsis leaves out turn the meaning of what is around them."""
    return tuple(sorted({turn for word in words if (turn := _turn(word)) is not None}))


def gap_turns(text: str, words: Sequence[Word], start: int, end: int) -> set[Turn]:
    """How the words ``start`` to ``end``, which an ellipsis leaves out, turn the meaning of those around them.

    A negation does not if its clause is left out as a whole: "the bridge[, which never opened. I] like it".
    """
    stop = words[end].start if end < len(words) else len(text)
    found = set()
    for n in range(start, end):
        turn = _turn(words[n])
        begun = any(word.key in _CLAUSE_WORDS for word in words[start:n]) or _SENTENCE_END.search(
            text, words[start - 1].end if start else 0, words[n].start
        )
        if turn is Turn.NEGATION and begun and _SENTENCE_END.search(text, words[n].end, stop):
            continue
        if turn is not None:
            found.add(turn)
    return found


def _before(text: str, words: Sequence[Word], first: Word, openings: Sequence[int]) -> set[Turn]:
    """Negations and conditions shortly before the quotation, in its sentence, and a clause of condition before it."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, first.start)]
    start = max([*ends, *(at for at in openings if at <= first.start)], default=0)
    sentence = [word for word in words if word.start >= start]
    near = [word for word in sentence[-NEAR:] if not _is_over(word, text[word.start : first.start])]
    found = {turn for word in near if (turn := _turn(word)) is not None}
    if _AFTER_CLAUSE.search(text[start : first.start]) and any(
        word.key in _EARLY_CONDITIONS and _opens_clause(text[start : word.start]) for word in sentence
    ):
        found.add(Turn.CONDITION)
    return found


def _is_over(word: Word, until: str) -> bool:
    """Whether what a word negates or conditions ends before the quotation: "without a word, "."""
    return _BOUNDARY.search(until) is not None or (word.key in _PREPOSITIONS and "," in until)


def _opens_clause(before: str) -> bool:
    """Whether a word after this part of a sentence begins a clause: nothing but a coordination stands before it."""
    words = before.split()
    while words and words[-1].lower() in _OPENING:
        words.pop()
    return not words or not words[-1][-1].isalnum()


def _after(text: str, words: Sequence[Word], end: int, openings: Sequence[int]) -> set[Turn]:
    """What follows in the same sentence: a condition, a contrast; or a contrast that opens the next sentence."""
    found: set[Turn] = set()
    rest = words[end:]
    for n, word in enumerate(rest):
        begun = any(words[end - 1].end <= at <= word.start for at in openings)
        ended = begun or _SENTENCE_END.search(text, words[end - 1].end, word.start) is not None
        if word.key in _CONTRASTS and (word.key not in _ADVERBS or _opens_clause(text[: word.start])):
            found.add(Turn.CONTRAST)
        elif not ended and word.key in _LATE_CONDITIONS and not (n and rest[n - 1].key in _COORDINATIONS):
            found.add(Turn.CONDITION)
        if ended:
            break
    return found


_LATE_CONDITIONS = frozenset("if unless until provided except only".split())
_EARLY_CONDITIONS = frozenset("if unless until provided".split())
_OPENING = frozenset("and but or so only even".split())
_PREPOSITIONS = frozenset({"without", "except"})
_CLAUSE_WORDS = frozenset("and that who whom whose which because so as when where".split())
_ADVERBS = frozenset("yet still".split())  # of time, unless they open a clause
# What ends the clause in which a negation stands, or with "no" answers a question: "No, the bridge will open".
_BOUNDARY = re.compile(r"[;:–—]\s|,\s+(?:and|but|so|yet|or)\s|\A[Nn]o,")
_AFTER_CLAUSE = re.compile(r"[,–—-]\s*(?:then\s+)?\Z")


def _turn(word: Word) -> Turn | None:
    return _TURNS.get(significance(word, opens=False, capitals=False))
