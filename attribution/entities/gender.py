"""The grammatical gender of the cast, where the text itself shows it."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .entity import Cast, Member

HER = frozenset({"she", "her", "hers", "herself"})
HIS = frozenset({"he", "him", "his", "himself"})
PRONOUNS = HER | HIS
MARGIN = 2  # votes that one gender must have more than the other where no title decides


def vote(tokens: list[Token], cast: Cast) -> None:
    """Give each person the gender of the pronouns that can only mean them.

    "Iwu said she ...": a pronoun later in a sentence whose only person so far is its subject is a vote.
    """
    votes: dict[int, int] = {}
    alone: Member | None = None
    several = False
    end = -1
    for first in sorted(i for i, m in cast.at.items() if m.kind == SpeakerKind.PERSON):
        if first < end:
            continue
        alone, several = None, False
        for end in range(first, len(tokens)):
            token = tokens[end]
            if end > first and token.is_sent_start:
                break
            member = cast.at.get(end)
            if member is not None and member.kind == SpeakerKind.PERSON:
                several = several or (alone is not None and alone is not member)
                if alone is None and (token.dep_ in SUBJECTS or token.head.dep_ in SUBJECTS):
                    alone = member
                elif alone is None:
                    several = True
            elif alone is not None and not several and token.lower_ in PRONOUNS:
                votes[id(alone)] = votes.get(id(alone), 0) + (1 if token.lower_ in HER else -1)
    for member in cast.members:
        if member.kind == SpeakerKind.PERSON and not member.gender:
            balance = votes.get(id(member), 0)
            counted = ("f" if balance > 0 else "m") if abs(balance) >= MARGIN else ""
            member.gender = by_name(member.fullest.words) or member.hint or counted


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
