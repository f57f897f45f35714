"""Whether a common noun denotes a human, by word lists or by its suffix."""

from __future__ import annotations

from functools import lru_cache

from .cache_sizes import ANSWERS
from .lexicon import words
from .noun_genders import gender_of_noun

PEOPLE = ("person_nouns", "roles", "epithet_nouns", "titles", "demonyms")
THINGS = (
    "document_nouns", "display_nouns", "body_nouns", "speech_nouns", "utterance_nouns", "body_words", "lifeless_nouns",
)  # fmt: skip
SOMEBODY = frozenset({"someone", "somebody", "one", "other", "another"})
ENDINGS = ("er", "or", "ist", "ian", "eer", "ee", "man", "woman", "person", "ant", "eon", "kin")
ABSTRACT_ENDINGS = ("cy", "ion", "ship", "ment", "ity", "ence", "ance", "ure", "age", "ism", "hood", "ness", "ary")


@lru_cache(maxsize=ANSWERS)
def is_human(word: str) -> bool:
    """Whether a noun (singular, lower case) denotes a human: "minister", "someone", but not "raid" or "letter"."""
    return is_listed_human(word) or (word.endswith(ENDINGS) and not is_thing(word))


@lru_cache(maxsize=ANSWERS)
def is_listed_human(word: str) -> bool:
    """Whether a noun (singular, lower case) is in a list of nouns for people: "minister", not "maker"."""
    listed = word in words(*PEOPLE)
    return listed or bool(gender_of_noun(word)) or word in SOMEBODY


@lru_cache(maxsize=ANSWERS)
def is_thing(word: str) -> bool:
    """Whether a noun (singular, lower case) denotes a thing, a body or a document, by word lists or by its suffix."""
    return word in words(*THINGS) or (word.endswith(ABSTRACT_ENDINGS) and not is_listed_human(word))
