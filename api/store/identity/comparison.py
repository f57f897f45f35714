"""Compares two full names of persons, or two names of organizations: how they differ, and how likely that is.

``likelihood`` is the probability that a speaker with one name is printed with the other, relative to being printed with
the same name. The figures were measured with ``benchmarks/speakers/calibrate.py`` on generated names and rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA, JaroWinkler

from .spelling import given_name, is_known_given_name, skeleton

MIN_SIMILARITY = 0.86  # minimum Jaro-Winkler similarity of two spellings of a word
MAX_LETTERS = 40  # letters; longer words are not compared by spelling
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
    FAMILY_NAME = "family_name"  # one is only a family name
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
    """How two names differ, and the likelihood that one is printed for the other (from 0 to 1, see the module)."""

    difference: Difference
    likelihood: float


def _comparison_of(difference: Difference) -> Comparison:
    return Comparison(difference, LIKELIHOOD[difference])


def persons(one: str, other: str) -> Comparison:
    """Compare two full names of persons, given as keys (``name_key``)."""
    if one == other:
        return _comparison_of(Difference.NONE)
    a, b = _words(one), _words(other)
    if len(a) < 2 or len(b) < 2 or _generation(one) != _generation(other):
        return _comparison_of(Difference.OTHER)
    if "".join(a) == "".join(b):  # Park Ji-woo and Park Jiwoo
        return Comparison(Difference.SPELLING, 0.3)
    if a[0] == b[0] and a[-1] == b[-1]:
        return _comparison_of(Difference.MIDDLE if _middles_agree(a[1:-1], b[1:-1]) else Difference.OTHER)
    if a == b[::-1] and len(a) == 2:
        return _comparison_of(Difference.ORDER)
    if not _middles_agree(a[1:-1], b[1:-1]):
        return _shortened(a, b)
    given, family = _given(a[0], b[0]), _family(a[-1], b[-1])
    if given == Difference.INITIAL and family == Difference.NONE:
        return _comparison_of(Difference.INITIAL)
    if Difference.OTHER in (given, family) or given == Difference.INITIAL:
        return _shortened(a, b)
    if family == Difference.NONE and given == Difference.GIVEN_FORM:
        return _comparison_of(Difference.GIVEN_FORM)
    return Comparison(Difference.SPELLING, _spelling_likelihood(a, b, given, family))


def organizations(one: str, other: str) -> Comparison:
    """Compare two names of organizations, given as keys (``identity_key``)."""
    if one == other:
        return _comparison_of(Difference.NONE)
    a, b = one.split(), other.split()
    if len(a) == len(b) > 1 and all(
        x == y or (skeleton(x) == skeleton(y) and OSA.distance(x, y) == 1) for x, y in zip(a, b, strict=True)
    ):
        return Comparison(Difference.SPELLING, 0.2)
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(w[0] for w in long):
        return _comparison_of(Difference.ABBREVIATION)
    if 1 < len(short) < len(long) and long[-len(short) :] == short:
        return _comparison_of(Difference.TAIL)
    return _comparison_of(Difference.OTHER)


def _words(name: str) -> list[str]:
    words = name.split()
    return words[:-1] if len(words) > 1 and words[-1] in _GENERATIONS else words


def _generation(name: str) -> str:
    """The generation suffix of a name, such as "iii"; empty if there is none. "Sr" and "Jr" are ignored."""
    last = name.split()[-1]
    return last if last in _GENERATIONS - {"sr", "jr"} else ""


def _middles_agree(a: list[str], b: list[str]) -> bool:
    """Whether the middle names and initials are compatible."""
    return all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=False))


def _shortened(a: list[str], b: list[str]) -> Comparison:
    """Whether one name is a shortened form of the other: "Gabriel Garcia" for "Gabriel Garcia Marquez"."""
    short, long = sorted((a, b), key=len)
    if len(long) > len(short) and (long[: len(short)] == short or long[-len(short) :] == short):
        return _comparison_of(Difference.SHORTENED)
    return _comparison_of(Difference.OTHER)


def _given(a: str, b: str) -> Difference:
    if a == b:
        return Difference.NONE
    if 1 in (len(a), len(b)):
        return Difference.INITIAL if a[0] == b[0] else Difference.OTHER
    if given_name(a) == given_name(b):
        return Difference.GIVEN_FORM
    if is_known_given_name(a) and is_known_given_name(b):
        return Difference.OTHER
    return Difference.SPELLING if _similarly_spelled(a, b) and not _are_gender_forms(a, b) else Difference.OTHER


def _family(a: str, b: str) -> Difference:
    if a == b:
        return Difference.NONE
    return Difference.SPELLING if _similarly_spelled(a, b) else Difference.OTHER


def _similarly_spelled(a: str, b: str) -> bool:
    """Whether two words may be spellings of the same name.

    Words of four or more letters may differ by one edit, words of seven or more and words that sound alike by two, and
    words of eight or more by three. Swapping two adjacent letters counts as one edit.
    """
    if any(c.isdigit() for c in a + b) or abs(len(a) - len(b)) > 3 or len(a) > MAX_LETTERS:
        return False
    shorter, distance = min(len(a), len(b)), OSA.distance(a, b)
    if shorter < 4 or JaroWinkler.similarity(a, b) < MIN_SIMILARITY:
        return False
    return (
        distance == 1
        or (distance == 2 and (shorter >= 7 or skeleton(a) == skeleton(b)))
        or (distance == 3 and shorter >= 8)
    )


def _are_gender_forms(a: str, b: str) -> bool:
    """Whether two given names are the male and female forms of one name: Mario and Maria, Daniel and Daniela."""
    short, long = sorted((a, b), key=len)
    return (a[-1] == "a") != (b[-1] == "a") and OSA.distance(short.rstrip("aeiouy"), long.rstrip("aeiouy")) <= 1


def _spelling_likelihood(a: list[str], b: list[str], given: Difference, family: Difference) -> float:
    """The likelihood of a spelling difference; lower for short words, which resemble many other names."""
    chance = 1.0
    for difference, x, y in ((given, a[0], b[0]), (family, a[-1], b[-1])):
        if difference == Difference.GIVEN_FORM:
            chance *= LIKELIHOOD[Difference.GIVEN_FORM]
        elif difference == Difference.SPELLING:
            length = min(len(x), len(y))
            chance *= 0.1 if length >= 8 else 0.06 if length >= 6 else 0.01
            chance *= 1.0 if skeleton(x) == skeleton(y) else 0.6
    return chance
