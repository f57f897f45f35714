"""Whether a common noun names a human being: by the lists, or by its ending."""

from __future__ import annotations

from functools import lru_cache

from ..lexicon import words
from .cast import FEMALE, MALE

PEOPLE = ("person_nouns", "roles", "epithet_nouns", "titles")
THINGS = ("document_nouns", "body_nouns", "speech_nouns", "utterance_nouns", "body_words")
ENDINGS = ("er", "or", "ist", "ian", "eer", "ee", "man", "woman", "person", "one", "body", "ant", "eon", "kin", "other")


@lru_cache(maxsize=4096)
def is_human(word: str) -> bool:
    """ "minister", "neurosurgeon", "someone", "another"; not "raid", "part", "letter"."""
    if word in FEMALE or word in MALE or any(word in words(name) for name in PEOPLE):
        return True
    return word.endswith(ENDINGS) and not any(word in words(name) for name in THINGS)
