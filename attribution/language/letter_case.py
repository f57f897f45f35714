"""Names in capitals in ordinary case: "CHIDI OKAFOR" is Chidi Okafor, "ANGUS McALLISTER" Angus McAllister."""

from __future__ import annotations

import re

from .names import PARTICLES, Name
from .person_words import is_given_name

PREFIX = re.compile(r"(?:Mc|Mac|De|La|Le|Van|Di|Fitz)(?=[A-Z]{2,}$)")
VOWEL = re.compile(r"[AEIOUY]")
MAX_INITIALS = 3  # letters of initials without full stops


def in_ordinary_case(name: Name) -> Name:
    """The name with words in capitals in ordinary case, particles in lower case, and initials as they are.

    In a name of which other words are in ordinary case, short words in capitals are initials: "JD Vance".
    """
    shouted = all(word.isupper() or PREFIX.match(word) for word in name.words)
    plain = tuple(_in_ordinary_case(word, first=not n, shouted=shouted) for n, word in enumerate(name.words))
    return Name(plain, name.title, name.suffix)


def _in_ordinary_case(word: str, *, first: bool, shouted: bool) -> str:
    prefix = PREFIX.match(word)
    if prefix:
        return prefix[0] + word[prefix.end() :].title()  # "McCARTHY"
    if not word.isupper() or (not shouted and len(word) < MAX_INITIALS) or (first and _is_initials(word)):
        return word
    if word.lower() in PARTICLES and not first:
        return word.lower()
    return "’".join("'".join(part.title() for part in half.split("'")) for half in word.split("’"))


def _is_initials(word: str) -> bool:
    """Whether the first word of a name in capitals is initials: "JF", "AJ", not "LI", "AL" or "TY"."""
    if not word.isalpha() or len(word) > MAX_INITIALS or is_given_name(word):
        return False
    return VOWEL.search(word) is None or (len(word) == 2 and word.endswith("J"))
