"""The grammatical gender of the cast, where the text itself shows it."""

from __future__ import annotations

from spacy.tokens import Token

from ..grammar import SUBJECTS
from ..model import SpeakerKind
from .cast import Cast, Member

HER = frozenset({"she", "her", "hers", "herself"})
HIS = frozenset({"he", "him", "his", "himself"})
PRONOUNS = HER | HIS
MARGIN = 2  # votes that one gender must have more than the other where no title decides


def vote(tokens: list[Token], cast: Cast) -> None:
    """Give each person the gender of the pronouns that can only mean them.

    "Iwu said she ...": a pronoun later in a sentence whose only person so far is its subject is a vote.
    """
    votes: dict[int, int] = {}
    members: dict[int, Member] = {}
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
                members[id(alone)] = alone
                votes[id(alone)] = votes.get(id(alone), 0) + (1 if token.lower_ in HER else -1)
    for number, balance in votes.items():
        if not members[number].gender and abs(balance) >= MARGIN:
            members[number].gender = "f" if balance > 0 else "m"
