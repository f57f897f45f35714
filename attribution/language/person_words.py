"""Nouns for a person by occupation, role or kinship, such as stand before a name: "promoter", "beekeeper"."""

from __future__ import annotations

from functools import lru_cache

from .cache_sizes import ANSWERS
from .lexicon import words
from .name_key import key

SPEAKING_NOUNS = ("person_nouns", "body_nouns", "group_nouns", "document_nouns", "roles")  # lists of what speaks
# Closed compounds of an agent: "beekeeper", "stallholder". No list of occupations is complete, but these are regular.
AGENTS = tuple(
    "keeper maker holder worker grower seller blower dresser fighter breaker finder sitter goer monger".split()
)
BROAD = ("er", "or", "ist", "ian", "eer", "ee", "man", "ess")  # that many names have as well
MIN_BROAD = 5  # letters of a word with such an ending
ENDINGS = (*AGENTS, "ologist", "ographer", "ician", "woman", "mother", "father")
MIN_STEM = 3  # letters before an ending
MIN_IST = 6  # letters of a word in -ist: "bassist", not "Twist"
PLURALS = (("women", "woman"), ("men", "man"), ("ies", "y"), ("s", ""))
# After the noun of a compound: "grandmother-of-four", "brother-in-law", "mother-to-be", "passer-by", "runner-up".
OF = frozenset({"of", "in", "to", "by", "up", "on"})


@lru_cache(maxsize=ANSWERS)
def is_person_word(word: str) -> bool:
    """Whether a word is a noun for a person and not also a given name: "poet", not "Hunter"."""
    found, parts = key(word), word.lower().split("-")
    if word.isupper() and found in words("capital_titles"):
        return True  # "DI", not "di Marco"
    if is_given_name(word) or any(is_given_name(part) for part in parts):
        return False
    nouns = words("person_nouns")
    if found in nouns or word.lower() in nouns:
        return True
    if len(parts) > 1:
        return parts[-1] in nouns or (parts[0] in nouns and parts[1] in OF)
    return _is_agent(found)


def is_role_before(word: str, given: str) -> bool:
    """Whether a word is a role before what starts a full name: "Streamer [Ana] Lopez", "Rider [A.] Lopez"."""
    if is_person_word(word):
        return True
    broad = len(word) >= MIN_BROAD and key(word).endswith(BROAD)
    return broad and not is_given_name(word) and (len(key(given)) == 1 or is_given_name(given))


def is_plural_role(word: str) -> bool:
    """Whether a word is the plural of a noun for a person, as before several names: "Engineers", "Twins", "Firemen"."""
    if is_given_name(word) or not word.isalpha():
        return False
    found = key(word)
    for ending, singular in PLURALS:
        if found.endswith(ending) and len(found) > len(ending) + 2:
            return is_person_word(found.removesuffix(ending) + singular)
    return False


def is_kin(word: str) -> bool:
    """Whether a word in lower case is a noun for a relative or for several: "sister", "twins"."""
    return word in words("kin_nouns") or is_kin_plural(word)


def is_kin_plural(word: str) -> bool:
    """Whether a word in lower case is a noun for several relatives: "sisters", "twins"."""
    return word.endswith("s") and word.removesuffix("s") in words("kin_nouns")


def is_given_name(word: str) -> bool:
    """Whether a word is a given name."""
    return any(key(word) in words(name) for name in ("male_names", "female_names", "agent_names"))


def _is_agent(word: str) -> bool:
    stem = next((len(word) - len(ending) for ending in ENDINGS if word.endswith(ending)), 0)
    return (
        stem >= MIN_STEM
        or word in AGENTS
        or (word.endswith("ist") and not word.endswith("vist") and len(word) >= MIN_IST)
    )
