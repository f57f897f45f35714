"""The normalized key by which names, and words of names, are compared. The store uses the same key."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .cache_sizes import ANSWERS, KEYS

# Letters without a Unicode decomposition whose stroke or ligature is often left out when a name is typed.
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻʽ`´")


@lru_cache(maxsize=KEYS)
def name_key(name: str) -> str:
    """The name without case, accents, apostrophes and punctuation, its words separated by single spaces.

    "al-Rashid" is "al rashid", "Søren" is "soren", "O’Brien" is "obrien", "U.S." is "u s".
    """
    folded = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold().translate(STROKES)
    kept = (c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.category(c).startswith("M"))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


@lru_cache(maxsize=KEYS)
def key(word: str) -> str:
    """The key of a single word. Hyphens and full stops leave no space: "al-Rashid" is "alrashid"."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return name_key(word).replace(" ", "")


@lru_cache(maxsize=ANSWERS)
def keys(words: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of the words of a name."""
    return tuple(key(word) for word in words)
