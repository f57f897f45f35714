"""The spelling of names: how they may sound, forms of one given name, and how alike two words are.

All words here are keys: lower case, without accents (``names.name_key``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_DOUBLED = re.compile(r"(.)\1+")
# Letters and groups that transliterations and misspellings exchange, the longer first.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^x", "s"), ("^y(?=[aeiou])", ""), ("tsch|tch|ch", "C"), ("shC|sC|sch|sh", "s"), ("kh|gh|ck|qu?", "k"),
        ("ph|v|w", "f"), ("th|dh|d", "t"), ("ts|tz|z", "s"), ("c(?=[eiy])", "s"), ("g|c", "k"), ("x", "ks"),
    )
]  # fmt: skip
_MUTE = re.compile(r"(?<!^)[aeiouyh]")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The word's consonants in classes of like sound: "blinken" and "blinkin" are "blnkn"."""
    sounds = _DOUBLED.sub(r"\1", word)
    for pattern, sound in _SOUNDS:
        sounds = pattern.sub(sound, sounds)
    head = "a" if sounds[:1] in ("a", "e", "i", "o", "u", "y") else sounds[:1]
    return _DOUBLED.sub(r"\1", head + _MUTE.sub("", sounds)[1:])


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    lines = (Path(__file__).parent / "given_names.txt").read_text(encoding="utf8").splitlines()
    found: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            first, *others = line.split()
            for form in (first, *others):
                found.setdefault(form, first)
    return found


def given_name(word: str) -> str:
    """The name that a form of a given name stands for: "tony" and "antony" are "anthony"; others are themselves."""
    return _groups().get(word, word)


def is_known_given_name(word: str) -> bool:
    """Whether the list of given names has it."""
    return word in _groups()


@lru_cache(maxsize=65536)
def edits(a: str, b: str) -> int:
    """How many letters are put in, left out, changed, or exchanged with their neighbour (Damerau and Levenshtein)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """How alike two words are, 0 to 1 (Jaro and Winkler)."""
    if a == b:
        return 1.0
    reach = max(max(len(a), len(b)) // 2 - 1, 0)
    free = [True] * len(b)
    met_a: list[str] = []
    for i, x in enumerate(a):
        for j in range(max(i - reach, 0), min(i + reach + 1, len(b))):
            if free[j] and b[j] == x:
                free[j] = False
                met_a.append(x)
                break
    if not met_a:
        return 0.0
    met_b = [y for y, unmet in zip(b, free, strict=True) if not unmet]
    crossed = sum(x != y for x, y in zip(met_a, met_b, strict=True)) / 2
    met = len(met_a)
    jaro = (met / len(a) + met / len(b) + (met - crossed) / met) / 3
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return jaro + min(shared, 4) * 0.1 * (1 - jaro)
