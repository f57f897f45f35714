"""Infer the gender of each person from titles, given names, descriptions and pronouns."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from ..language.grammar import SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import is_initial
from ..language.pronouns import FEMININE, HE_OR_SHE
from ..language.token_ids import places
from ..model import SpeakerKind
from .entity import Entities, Entity

THEY = frozenset({"they"})
MIN_MARGIN = 2  # lead in pronoun votes that decides the gender


def assign_genders(tokens: list[Token], entities: Entities) -> None:
    """Set the gender of each person without one: by given name, else by descriptions, else by pronouns.

    "Iwu said she ...": a pronoun is a vote if the subject is the only person mentioned before it in the sentence.
    """
    votes: Counter[int] = Counter()
    neutral = _called_they(tokens, entities)
    end = -1
    for first in sorted(i for i, m in entities.by_token.items() if m.kind == SpeakerKind.PERSON):
        if first >= end:
            end = _count_pronouns(tokens, entities, first, votes)
    for entity in entities.all:
        if entity.kind == SpeakerKind.PERSON and not entity.gender:
            balance = votes[id(entity)]
            if id(entity) in neutral:
                entity.gender = "n"
                continue
            counted = ("f" if balance > 0 else "m") if abs(balance) >= MIN_MARGIN else ""
            entity.gender = gender_by_name(entity.full_name.words) or entity.noun_gender or counted


def _called_they(tokens: list[Token], entities: Entities) -> set[int]:
    """The ids of the persons for whom the article gives the pronouns: "Ana Lopez, who uses they/them pronouns"."""
    found: set[int] = set()
    for at in places(tokens[0].doc, THEY) if tokens else ():
        if at + 2 < len(tokens) and tokens[at + 2].lower_ in ("them", "their"):
            named = (entities.by_token.get(i) for i in range(at, tokens[at].sent.start - 1, -1))
            person = next((m for m in named if m is not None and m.kind == SpeakerKind.PERSON), None)
            found.update({id(person)} if person is not None else ())
    return found


def _count_pronouns(tokens: list[Token], entities: Entities, first: int, votes: Counter[int]) -> int:
    """Count the pronouns of a sentence from the person at token ``first`` on, and return the last token examined.

    Votes are kept by the entity's id: positive for feminine, negative for masculine.
    """
    only: Entity | None = None
    several, end = False, first
    for end in range(first, len(tokens)):
        token = tokens[end]
        if end > first and token.is_sent_start:
            break
        entity = entities.by_token.get(end)
        if entity is not None and entity.kind == SpeakerKind.PERSON:
            subject = token.dep_ in SUBJECTS or token.head.dep_ in SUBJECTS
            several = several or (only is not entity if only is not None else not subject)
            only = only or (entity if subject else None)
        elif only is not None and not several and token.lower_ in HE_OR_SHE:
            votes[id(only)] += 1 if token.lower_ in FEMININE else -1
    return end


def gender_by_name(name: tuple[str, ...]) -> str:
    """The gender of a given name: "f" (Maria), "m" (Kwame), or "" if it is unknown or used for both.

    A hyphenated second word is a given name too, as the family name may come first: Park Ji-woo.
    """
    name = name[1:] if len(name) > 1 and is_initial(name[0]) else name  # "K. Anjali Rao"
    if len(name) < 2:
        return ""
    given = [key(name[0])] + [key(word) for word in name[1:2] if "-" in word]
    if any(word in words("female_names") for word in given):
        return "f"
    return "m" if any(word in words("male_names") for word in given) else ""
