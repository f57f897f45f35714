"""What the words of a label are: an office, a title, a noun for people or the name of a person."""

from __future__ import annotations

from functools import cache, lru_cache

from ...language.cache_sizes import ANSWERS
from ...language.lexicon import words
from ...language.name_key import key
from ...language.names import PARTICLES
from ...model import SpeakerKind

SMALL_WORDS = frozenset(
    """of de la le du des del della di da dos van von der den ten ter zu bin binti ibn al el y e i the for in on at to
    and & pro tempore hon mp""".split()
)


@lru_cache(maxsize=ANSWERS)
def is_role_noun(word: str) -> bool:
    """Whether a word names people by what they are or do, in the singular or plural: "witness", "senators"."""
    plain = key(word)
    return not _role_nouns().isdisjoint((plain, plain.removesuffix("s")))


@cache
def _role_nouns() -> frozenset[str]:
    return words("turn_roles", "person_nouns", "roles")


def is_office(printed: str) -> bool:
    """Whether a label is an office rather than a name: "The Minister for Railways", "Chair", not "Senator Ruiz"."""
    parts = printed.split()
    if not parts:
        return False
    if key(parts[0]) == "the":
        return True
    plain = [
        is_role_noun(part) or key(part) in words("titles") or (n > 0 and _is_number(part))
        for n, part in enumerate(parts)
    ]
    small = len(parts) > 1 and parts[1].islower() and key(parts[1]) not in PARTICLES  # not "Mr. van Lyle"
    return all(plain) or (plain[0] and small) or (is_role_noun(parts[-1]) and not is_titled(parts))


def _is_number(word: str) -> bool:
    """Whether a word tells one unnamed speaker from others: "Witness [C]", "Juror [No.] [4]"."""
    return word.isdigit() or (len(word) == 1 and word.isupper()) or key(word) == "no"


def kind_of(printed: str) -> SpeakerKind:
    """The kind of speaker that a label names: a person by name, somebody by office or role, or several people."""
    parts = printed.split()
    if not is_office(printed) and not (is_role_noun(parts[-1]) and not is_given_name(parts[0])):
        return SpeakerKind.PERSON
    noun = key(parts[-1])
    many = noun.endswith("s") and not noun.endswith("ss") and is_role_noun(noun)
    return SpeakerKind.GROUP if many else SpeakerKind.ANONYMOUS


def is_person(printed: str) -> bool:
    """Whether words are the name of a person in full or with a title: "Sir Peter Oduya", "Mr. Dunmore"."""
    parts = printed.replace(",", " ").split()
    capital = [part for part in parts if part[0].isupper()]
    if not 2 <= len(parts) <= 6 or len(capital) < len([p for p in parts if key(p) not in SMALL_WORDS]):
        return False
    return is_titled(parts) or is_given_name(parts[0]) or len(capital) in (2, 3)


def is_titled(parts: list[str]) -> bool:
    """Whether a name begins with a title: "Mr Ruiz"."""
    return len(parts) > 1 and key(parts[0]) in words("titles")


def is_given_name(word: str) -> bool:
    """Whether a word is known as a given name."""
    return key(word) in words("female_names") or key(word) in words("male_names")
