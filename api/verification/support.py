"""How well a statement supports what a draft reports in its own words: shared content, and nothing against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from api.wording.alignment import align
from api.wording.asked import read
from api.wording.content import content_stems
from api.wording.significance import Significance, significance
from api.wording.word import Word
from api.wording.word_lists import listed
from api.wording.words import words

from .reported_speech import reported, reported_word
from .statement import Statement

CLOSE = 0.6  # of the words of a report and a clause that agree, from where on their differences are told word by word
ROUNDED = 0.1  # by which a number may differ that the draft calls approximate
_CLAUSE = re.compile(
    r"(?:[^.!?\n;:—–,]|(?<=\d)[.,:](?=\d)|[.:](?!\s)|,(?!\s+(?:but|because|so|while|though|although)\s))+"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\Z")
_COUNTED = (Significance.NUMBER, Significance.DATE)
_APPROXIMATE = frozenset("about around roughly nearly almost some over than least most approximately".split())
_FRACTIONS = {"half": "2", "third": "3", "3rd": "3", "quarter": "4"}  # "a quarter" is "one in four"


@dataclass(frozen=True, slots=True)
class Support:
    """``score`` is the share of the content words that the statement has (0 to 1).

    ``conflicts`` are the kinds of words that the clauses in question do not have, or have and the draft has not.
    """

    score: float
    conflicts: tuple[Significance, ...]


def support(draft: str, statement: Statement[Any]) -> Support:
    """How well a statement supports a report of the draft."""
    asked = words(draft)
    wanted = _content(asked)
    if not wanted:
        return Support(0.0, ())
    shared = len(wanted & _content(statement.words)) / len(wanted)
    found = set(_missing(asked, statement)) if shared else set()
    if shared and _is_turned(draft, _clauses(wanted, _interrupted(statement))):
        found.add(Significance.NEGATION)
    return Support(shared, tuple(sorted(found)))


def _content(found: Sequence[Word]) -> set[str]:
    return {_ORDINAL.sub("", stem) for stem in content_stems(found)}


def _interrupted(statement: Statement[Any]) -> str:
    """The text with a line break where the article interrupts the speaker between two sentences."""
    text = statement.text
    for (_, end), (start, _) in pairwise(statement.quoted):
        if start == end + 1 and text[start].isupper():
            text = f"{text[:end]}\n{text[start:]}"
    return text


def _clauses(wanted: set[str], text: str) -> list[tuple[int, str]]:
    """The clauses of the text that bear on a report, with how many of its words each has, the most first."""
    clauses = [found[0] for found in _CLAUSE.finditer(text)]
    shared = [(len(wanted & _content(words(clause))), clause) for clause in clauses]
    most = max((count for count, _ in shared), default=0)
    return sorted(((n, c) for n, c in shared if n and 2 * n >= most), key=lambda found: -found[0])


def _is_turned(draft: str, clauses: Sequence[tuple[int, str]]) -> bool:
    """Whether the draft loses or adds a negation.

    A clause in nearly the same words is compared word by word. Of others, a negation must be somewhere in those that
    bear on a report with one, and may not be in all of those that have the most of one without.
    """
    for _, clause in clauses:
        close = _turned_word_by_word(draft, clause)
        if close is not None:
            return close
    mine, theirs = _polarity(words(draft)), [(count, _polarity(words(clause))) for count, clause in clauses]
    if mine == "negative":
        return all(polarity == "positive" for _, polarity in theirs)
    best = [polarity for count, polarity in theirs if count == clauses[0][0]]
    return mine == "positive" and all(polarity == "negative" for polarity in best)


def _turned_word_by_word(draft: str, clause: str) -> bool | None:
    """Whether one of two texts in nearly the same words has a negation more; None if their words differ."""
    asked, printed = read(draft), words(clause)
    alignment = align(reported(asked), [reported_word(word) for word in printed])
    if alignment.score < CLOSE:
        return None
    for step in alignment.differences:
        mine, theirs = _polarity(asked.words[slice(*step.asked)]), _polarity(printed[slice(*step.printed)])
        if "negative" in (mine, theirs) and "positive" in (mine, theirs):
            return True
    return False


def _polarity(found: Sequence[Word]) -> str:
    """Whether words have a negation, or none, or a word that may stand for one ("refused", "unable")."""
    if any(significance(word, opens=False, capitals=False) is Significance.NEGATION for word in found):
        return "negative"
    return "either" if any(word.key in listed("implied_negations") for word in found) else "positive"


def _missing(asked: Sequence[Word], statement: Statement[Any]) -> Iterator[Significance]:
    """The kinds of the numbers and dates of a report that the statement does not have."""
    theirs = {_ORDINAL.sub("", key) for key in statement.keys}
    theirs |= {number for word, number in _FRACTIONS.items() if word in theirs}
    for n, word in enumerate(asked):
        kind = significance(word, opens=False, capitals=False)
        if kind not in _COUNTED or _ORDINAL.sub("", word.key) in theirs:
            continue
        if kind is Significance.DATE and not word.key.isdigit() and theirs & listed("dates"):
            continue  # "today" may be that day
        if any(w.key in _APPROXIMATE for w in asked[max(0, n - 2) : n]) and _is_near(word.key, theirs):
            continue
        yield kind


def _is_near(number: str, others: set[str]) -> bool:
    """Whether one of the others is nearly that number."""
    value = _value(number)
    found = [other for other in map(_value, others) if other is not None]
    return value is not None and any(abs(other - value) <= ROUNDED * abs(other) for other in found)


def _value(key: str) -> float | None:
    try:
        return float(key)
    except ValueError:
        return None
