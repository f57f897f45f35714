"""The spelling of names: how they may sound, and the forms of a given name.

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
