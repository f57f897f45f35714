"""Compares two full names of persons, or two names of organizations: how they differ, and how likely that is.

``likelihood`` is the probability that a speaker with one name is printed with the other, relative to being printed with
the same name. The figures were measured with ``benchmarks/speakers/calibrate.py`` on generated names and rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA, JaroWinkler

from .spelling import given_name, is_known_given_name, skeleton

SIMILAR = 0.86  # least Jaro-Winkler similarity of two spellings of a word
LONGEST = 40  # letters; longer words are not compared by spelling
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Difference(StrEnum):
    """How two names differ."""

    NONE = "none"
    MIDDLE = "middle"  # one has a middle name or initial that the other lacks
    GIVEN_FORM = "given_form"  # two forms of one given name: Tony, Antony, Anthony
    SPELLING = "spelling"  # letters differ as in a transliteration or misspelling
    ORDER = "order"  # one has the family name first
    SHORTENED = "shortened"  # one lacks a family name that the other has
    INITIAL = "initial"  # an initial for the given name
    ABBREVIATION = "abbreviation"  # an organization by its initials
    TAIL = "tail"  # an organization without the first words of its name
    FAMILY_NAME = "family_name"  # one word alone
    SAME_NAME = "same_name"  # the names are equal
    OTHER = "other"


LIKELIHOOD = {
    Difference.NONE: 1.0,
    Difference.MIDDLE: 0.5,
    Difference.GIVEN_FORM: 0.2,
    Difference.ORDER: 0.02,
    Difference.SHORTENED: 0.1,
    Difference.INITIAL: 0.01,
    Difference.ABBREVIATION: 0.01,
    Difference.TAIL: 0.01,
    Difference.OTHER: 0.0,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names differ, and how likely one is printed for the other."""

    difference: Difference
    likelihood: float


def _found(difference: Difference) -> Comparison:
    return Comparison(difference, LIKELIHOOD[difference])


def persons(one: str, other: str) -> Comparison:
    """Compare two full names of persons, as keys."""
    if one == other:
        return _found(Difference.NONE)
    a, b = _words(one), _words(other)
    if len(a) < 2 or len(b) < 2 or _generation(one) != _generation(other):
        return _found(Difference.OTHER)
    if "".join(a) == "".join(b):  # Park Ji-woo and Park Jiwoo
        return Comparison(Difference.SPELLING, 0.3)
    if a[0] == b[0] and a[-1] == b[-1]:
        return _found(Difference.MIDDLE if _middles_agree(a[1:-1], b[1:-1]) else Difference.OTHER)
    if a == b[::-1] and len(a) == 2:
        return _found(Difference.ORDER)
    if not _middles_agree(a[1:-1], b[1:-1]):
        return _shortened(a, b)
    given, family = _given(a[0], b[0]), _family(a[-1], b[-1])
    if given == Difference.INITIAL and family == Difference.NONE:
        return _found(Difference.INITIAL)
    if Difference.OTHER in (given, family) or given == Difference.INITIAL:
        return _shortened(a, b)
    if family == Difference.NONE and given == Difference.GIVEN_FORM:
        return _found(Difference.GIVEN_FORM)
    return Comparison(Difference.SPELLING, _misspelt(a, b, given, family))


def bodies(one: str, other: str) -> Comparison:
    """Compare two names of organizations, as keys."""
    if one == other:
        return _found(Difference.NONE)
    a, b = one.split(), other.split()
    if len(a) == len(b) > 1 and all(
        x == y or (skeleton(x) == skeleton(y) and OSA.distance(x, y) == 1) for x, y in zip(a, b, strict=True)
    ):
        return Comparison(Difference.SPELLING, 0.2)
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(w[0] for w in long):
        return _found(Difference.ABBREVIATION)
    if 1 < len(short) < len(long) and long[-len(short) :] == short:
        return _found(Difference.TAIL)
    return _found(Difference.OTHER)


def _words(name: str) -> list[str]:
    words = name.split()
    return words[:-1] if len(words) > 1 and words[-1] in _GENERATIONS else words


def _generation(name: str) -> str:
    """The generation suffix of a name; "Sr" and "Jr" count as none."""
    last = name.split()[-1]
    return last if last in _GENERATIONS - {"sr", "jr"} else ""


def _middles_agree(a: list[str], b: list[str]) -> bool:
    """Whether the middle names and initials are compatible."""
    return all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=False))


def _shortened(a: list[str], b: list[str]) -> Comparison:
    """Whether one name is a shortened form of the other: "Gabriel Garcia" for "Gabriel Garcia Marquez"."""
    short, long = sorted((a, b), key=len)
    if len(long) > len(short) and (long[: len(short)] == short or long[-len(short) :] == short):
        return _found(Difference.SHORTENED)
    return _found(Difference.OTHER)


def _given(a: str, b: str) -> Difference:
    if a == b:
        return Difference.NONE
    if 1 in (len(a), len(b)):
        return Difference.INITIAL if a[0] == b[0] else Difference.OTHER
    if given_name(a) == given_name(b):
        return Difference.GIVEN_FORM
    if is_known_given_name(a) and is_known_given_name(b):
        return Difference.OTHER
    return Difference.SPELLING if _alike(a, b) and not _of_two_genders(a, b) else Difference.OTHER


def _family(a: str, b: str) -> Difference:
    if a == b:
        return Difference.NONE
    return Difference.SPELLING if _alike(a, b) else Difference.OTHER


def _alike(a: str, b: str) -> bool:
    """Whether two words can be spellings of one: one letter differs in four or more, two in seven or more or if they
    sound alike, or three in eight or more. Letters that changed places count as one difference."""
    if any(c.isdigit() for c in a + b) or abs(len(a) - len(b)) > 3 or len(a) > LONGEST:
        return False
    shorter, apart = min(len(a), len(b)), OSA.distance(a, b)
    if shorter < 4 or JaroWinkler.similarity(a, b) < SIMILAR:
        return False
    return apart == 1 or (apart == 2 and (shorter >= 7 or skeleton(a) == skeleton(b))) or (apart == 3 and shorter >= 8)


def _of_two_genders(a: str, b: str) -> bool:
    """Whether two given names are male and female forms of one name: Mario and Maria, Daniel and Daniela."""
    short, long = sorted((a, b), key=len)
    return (a[-1] == "a") != (b[-1] == "a") and OSA.distance(short.rstrip("aeiouy"), long.rstrip("aeiouy")) <= 1


def _misspelt(a: list[str], b: list[str], given: Difference, family: Difference) -> float:
    """The likelihood of a misspelling. Short words resemble many other names, so their differences count more."""
    chance = 1.0
    for difference, x, y in ((given, a[0], b[0]), (family, a[-1], b[-1])):
        if difference == Difference.GIVEN_FORM:
            chance *= LIKELIHOOD[Difference.GIVEN_FORM]
        elif difference == Difference.SPELLING:
            length = min(len(x), len(y))
            chance *= 0.1 if length >= 8 else 0.06 if length >= 6 else 0.01
            chance *= 1.0 if skeleton(x) == skeleton(y) else 0.6
    return chance
