"""Descriptions of speakers: their words, their fields of work, and whether two descriptions agree."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from pathlib import Path

from attribution.language.name_key import name_key

_STOP_WORDS = frozenset(
    "the a an of for and in at to on by with from his her its their who is was as former then ex acting new old mr "
    "mrs ms dr sir dame top chief senior deputy vice one".split()
)


class Agreement(Enum):
    """How well a description agrees with those of a known speaker."""

    UNKNOWN = "unknown"
    AGREES = "agrees"
    PARTLY = "partly"
    DIFFERS = "differs"
    CONTRADICTS = "contradicts"


def words(description: str) -> frozenset[str]:
    """The content words of a description; plurals and possessives are reduced to the noun."""
    found = (word[:-1] if word.endswith("s") and len(word) > 4 else word for word in name_key(description).split())
    return frozenset(word for word in found if word not in _STOP_WORDS and len(word) > 1)


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    lines = (Path(__file__).parent / "roles.txt").read_text(encoding="utf8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {word: field for field, *listed in rows for word in listed}


def fields(found: Iterable[str]) -> set[str]:
    """The fields of work, such as politics, that the words belong to (``roles.txt``)."""
    known = _fields()
    return {known[word] for word in found if word in known}


def agreement(mine: Iterable[frozenset[str]], theirs: Iterable[frozenset[str]]) -> Agreement:
    """Compare the descriptions in one article with those of a known speaker, each given as its words."""
    one, other = frozenset[str]().union(*mine), frozenset[str]().union(*theirs)
    if not one or not other:
        return Agreement.UNKNOWN
    shared = one & other
    if len(shared) > 1:
        return Agreement.AGREES
    here, there = fields(one), fields(other)
    if here and there and not here & there:
        return Agreement.CONTRADICTS
    if shared:
        return Agreement.PARTLY
    return Agreement.UNKNOWN if here & there else Agreement.DIFFERS
