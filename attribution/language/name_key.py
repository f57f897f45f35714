"""The one key of names: what makes two printed names, or two words of them, the same. The store uses it as well."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, yet people leave the stroke out when they type a name.
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻʽ`´")


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """The name without case, accents, apostrophes and punctuation: the words that are left, one space between.

    "al-Rashid" is "al rashid", "Søren" is "soren", "O’Brien" is "obrien", "U.S." is "u s".
    """
    folded = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold().translate(STROKES)
    kept = (c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.category(c).startswith("M"))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


@lru_cache(maxsize=16384)
def key(word: str) -> str:
    """The key of one printed word, without the spaces where it has hyphens or full stops: "al-Rashid" is "alrashid"."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return name_key(word).replace(" ", "")


@lru_cache(maxsize=4096)
def keys(words: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of the words of a name, for comparison."""
    return tuple(key(word) for word in words)
