"""How well a statement supports what a draft reports in its own words: shared content, and nothing against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from api.wording.alignment import align
from api.wording.asked import read
from api.wording.significance import Significance, significance
from api.wording.word import Word
from api.wording.word_lists import listed
from api.wording.words import words

from .reported_speech import reported, reported_word
from .statement import Statement, cardinal, content

CLOSE = 0.7  # of the words of a report and a clause that agree, from where on their differences are told word by word
ROUNDED = 0.1  # by which a number may differ that the draft calls approximate
_CLAUSE = re.compile(
    r"(?:[^.!?\n;:—–,]|(?<=\d)[.,:](?=\d)|[.:](?!\s)|,(?!\s+(?:but|because|so|while|though|although)\s))+"
)
_COUNTED = (Significance.NUMBER, Significance.DATE)
_APPROXIMATE = frozenset("about around roughly nearly almost some over than least most approximately".split())
_FRACTIONS = {"half": "2", "third": "3", "3rd": "3", "quarter": "4"}  # "a quarter" is "one in four"


@dataclass(frozen=True, slots=True)
class Support:
    """``score`` is the share of the content words that the statement has (0 to 1), ``shared`` their number.

    ``conflicts`` are the kinds of words that the clauses in question do not have, or have and the draft has not.
    """

    score: float
    shared: int
    conflicts: tuple[Significance, ...]


def support(draft: str, statement: Statement[Any]) -> Support:
    """How well a statement supports a report of the draft."""
    asked = words(draft)
    wanted = content(asked)
    shared = len(wanted & statement.content)
    if not shared:
        return Support(0.0, 0, ())
    clauses = _clauses(wanted, _interrupted(statement))
    close = [found for _, clause in clauses if (found := _changed(draft, clause)) is not None]
    found = set(_missing(asked, statement)) | (close[0] if close else _turned(asked, clauses))
    return Support(shared / len(wanted), shared, tuple(sorted(found)))


def _interrupted(statement: Statement[Any]) -> str:
    """The text with a line break where the article interrupts the speaker between two sentences."""
    text = statement.text
    for (_, end), (start, _) in pairwise(statement.quoted):
        if start == end + 1 and text[start].isupper():
            text = f"{text[:end]}\n{text[start:]}"
    return text


def _clauses(wanted: frozenset[str], text: str) -> list[tuple[int, str]]:
    """The clauses of the text that bear on a report, with how many of its words each has, the most first."""
    clauses = [found[0] for found in _CLAUSE.finditer(text)]
    shared = [(len(wanted & content(words(clause))), clause) for clause in clauses]
    most = max((count for count, _ in shared), default=0)
    return sorted(((n, c) for n, c in shared if n and 2 * n >= most), key=lambda found: -found[0])


def _changed(draft: str, clause: str) -> set[Significance] | None:
    """The negations and numbers in which two texts in nearly the same words differ; None if their words differ."""
    asked, printed = read(draft), words(clause)
    alignment = align(reported(asked), [reported_word(word) for word in printed])
    if alignment.score < CLOSE:
        return None
    found = set()
    for step in alignment.differences:
        mine, theirs = asked.words[slice(*step.asked)], printed[slice(*step.printed)]
        if {_polarity(mine), _polarity(theirs)} == {"negative", "positive"}:
            found.add(Significance.NEGATION)
        numbers = [{word.key for word in side if _kind(word) is Significance.NUMBER} for side in (mine, theirs)]
        if all(numbers) and numbers[0].isdisjoint(numbers[1]) and not _is_rounded(asked.words, step.asked, numbers[1]):
            found.add(Significance.NUMBER)
    return found


def _is_rounded(asked: Sequence[Word], place: tuple[int, int], theirs: set[str]) -> bool:
    """Whether the first number at a place is called approximate and is nearly one of theirs."""
    number = next(n for n in range(*place) if _kind(asked[n]) is Significance.NUMBER)
    return _is_approximate(asked, number) and _is_near(asked[number].key, theirs)


def _is_approximate(asked: Sequence[Word], n: int) -> bool:
    return any(word.key in _APPROXIMATE for word in asked[max(0, n - 2) : n])


def _kind(word: Word) -> Significance:
    return significance(word, opens=False, capitals=False)


def _turned(asked: Sequence[Word], clauses: Sequence[tuple[int, str]]) -> set[Significance]:
    """Whether a report in other words loses or adds a negation.

    A negation must be in some of the clauses that bear on a report with one, and may not be in all of those that have
    the most of one without.
    """
    sides = [_polarities(asked, words(clause)) for _, clause in clauses]
    most = [side for side, (count, _) in zip(sides, clauses, strict=True) if count == clauses[0][0]]
    lost = all(side == ("positive", "negative") for side in most)
    added = all(side == ("negative", "positive") for side in sides)
    return {Significance.NEGATION} if sides and (lost or added) else set()


def _polarities(mine: Sequence[Word], theirs: Sequence[Word]) -> tuple[str, str]:
    """The polarities of two texts; words that may stand for a negation count where the other does not have them."""
    shared = {reported_word(word).key for word in mine} & {reported_word(word).key for word in theirs}
    one, other = (
        _polarity([w for w in side if _kind(w) is Significance.NEGATION or reported_word(w).key not in shared])
        for side in (mine, theirs)
    )
    return one, other


def _polarity(found: Sequence[Word]) -> str:
    """Whether words have a negation, or none, or a word that may stand for one ("refused", "unable")."""
    if any(_kind(word) is Significance.NEGATION for word in found):
        return "negative"
    return "either" if any(word.key in listed("implied_negations") for word in found) else "positive"


def _missing(asked: Sequence[Word], statement: Statement[Any]) -> Iterator[Significance]:
    """The kinds of the numbers and dates of a report that the statement does not have."""
    theirs = {cardinal(key) for key in statement.keys}
    theirs |= {number for word, number in _FRACTIONS.items() if word in theirs}
    for n, word in enumerate(asked):
        kind = _kind(word)
        if kind not in _COUNTED or cardinal(word.key) in theirs:
            continue
        if kind is Significance.DATE and not word.key.isdigit() and theirs & listed("dates"):
            continue  # "today" may be that day
        if _is_approximate(asked, n) and _is_near(word.key, theirs):
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
