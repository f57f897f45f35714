"""Which changes of a word matter by themselves: a negation, a number, a unit, a date, a name, a condition."""

from __future__ import annotations

import re
from enum import StrEnum

from attribution.language.names import WEEKDAYS

from .word import Word
from .word_lists import listed
from .words import NUMERALS


class Significance(StrEnum):
    """What a changed word is."""

    NEGATION = "negation"
    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    CONDITION = "condition"
    OTHER = "other"


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_VALUES = frozenset(NUMERALS.values()) - {"1", "1st", "2nd"}  # "one", "first" and "second" are often no numbers


def significance(word: Word, *, opens: bool, capitals: bool) -> Significance:
    """What a word is. ``opens``: it begins a sentence. ``capitals``: the text has nothing but capitals."""
    if word.key in listed("negations") or word.key.endswith("n't"):
        return Significance.NEGATION
    if _is_date(word) and not (opens and word.key in listed("conditions")):
        return Significance.DATE
    if word.text[0].isdigit() or word.key in _VALUES or (word.key.isdecimal() and len(word.key) > 1):
        return Significance.NUMBER
    if word.key in listed("units"):
        return Significance.UNIT
    if word.key in listed("conditions"):
        return Significance.CONDITION
    named = word.text[0].isupper() and not opens and not capitals and word.key.partition("'")[0] != "i"
    return Significance.NAME if named else Significance.OTHER


def _is_date(word: Word) -> bool:
    month = word.text[0].isupper() and word.key in listed("months")
    return month or bool(_YEAR.fullmatch(word.key)) or word.key in WEEKDAYS or word.key in listed("dates")
