"""Whether a common noun denotes a human, by word lists or by its suffix."""

from __future__ import annotations

from functools import lru_cache

from ..entities.entity import FEMALE_NOUNS, MALE_NOUNS
from ..language.lexicon import words

PEOPLE = ("person_nouns", "roles", "epithet_nouns", "titles", "demonyms")
THINGS = ("document_nouns", "body_nouns", "speech_nouns", "utterance_nouns", "body_words")
LIFELESS = frozenset(
    """answer letter paper number center order matter power offer chapter weather error factor sector door floor color
    computer wonder border summer winter disaster charter poster behavior behaviour harbor harbour humor labor labour
    trailer filter banner quarter tower river water dinner mirror murder manner corner danger finger shoulder fever
    career tax committee fee coffee degree guarantee""".split()
)  # inanimate nouns with a suffix in ``ENDINGS``
ENDINGS = ("er", "or", "ist", "ian", "eer", "ee", "man", "woman", "person", "one", "body", "ant", "eon", "kin", "other")


@lru_cache(maxsize=4096)
def is_human(word: str) -> bool:
    """Whether a noun (singular, lower case) denotes a human: "minister", "someone", but not "raid" or "letter"."""
    if word in FEMALE_NOUNS or word in MALE_NOUNS or any(word in words(name) for name in PEOPLE):
        return True
    if word in LIFELESS:
        return False
    return word.endswith(ENDINGS) and not any(word in words(name) for name in THINGS)
