"""Spelling variants of names: phonetic keys, and the forms of given names.

All words here are keys: lower case, without accents (``name_key``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_DOUBLED = re.compile(r"(.)\1+")
# Letter groups that are confused in transliterations and misspellings, longer ones first.
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
    """A phonetic key of the word's consonants: "blinken" and "blinkin" are "blnkn"."""
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
    """The base form of a given name: "tony" and "antony" are "anthony"; unknown names are returned unchanged."""
    return _groups().get(word, word)


def is_known_given_name(word: str) -> bool:
    """Whether the word is in the list of given names (``given_names.txt``)."""
    return word in _groups()
