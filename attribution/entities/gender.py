"""The grammatical gender of each person, where the text shows it."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from ..language.grammar import SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .entity import Entities, Entity

HER = frozenset({"she", "her", "hers", "herself"})
HIS = frozenset({"he", "him", "his", "himself"})
PRONOUNS = HER | HIS
MARGIN = 2  # votes that one gender must have more than the other where no title decides


def vote(tokens: list[Token], entities: Entities) -> None:
    """Give each person the gender of the pronouns that can only mean them.

    "Iwu said she ...": a pronoun later in a sentence whose only person so far is its subject is a vote.
    """
    votes: Counter[int] = Counter()
    end = -1
    for first in sorted(i for i, m in entities.at.items() if m.kind == SpeakerKind.PERSON):
        if first >= end:
            end = _count(tokens, entities, first, votes)
    for entity in entities.all:
        if entity.kind == SpeakerKind.PERSON and not entity.gender:
            balance = votes[id(entity)]
            counted = ("f" if balance > 0 else "m") if abs(balance) >= MARGIN else ""
            entity.gender = by_name(entity.fullest.words) or entity.hint or counted


def _count(tokens: list[Token], entities: Entities, first: int, votes: Counter[int]) -> int:
    """Count the pronouns of the sentence from the person at ``first`` on; returns the last token looked at."""
    alone: Entity | None = None
    several, end = False, first
    for end in range(first, len(tokens)):
        token = tokens[end]
        if end > first and token.is_sent_start:
            break
        entity = entities.at.get(end)
        if entity is not None and entity.kind == SpeakerKind.PERSON:
            subject = token.dep_ in SUBJECTS or token.head.dep_ in SUBJECTS
            several = several or (alone is not entity if alone is not None else not subject)
            alone = alone or (entity if subject else None)
        elif alone is not None and not several and token.lower_ in PRONOUNS:
            votes[id(alone)] += 1 if token.lower_ in HER else -1
    return end


def by_name(name: tuple[str, ...]) -> str:
    """The gender that a given name tells: Maria, Kwame; "" for a name of both genders or of neither list.

    The second word counts where the name is written family name first: Park Ji-woo.
    """
    if len(name) < 2:
        return ""
    given = [key(name[0])] + [key(word) for word in name[1:2] if "-" in word]
    if any(word in words("female_names") for word in given):
        return "f"
    return "m" if any(word in words("male_names") for word in given) else ""
