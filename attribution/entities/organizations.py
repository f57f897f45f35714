"""Which names that the recognizer takes for people name a body or a place, by all that the article shows."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import is_noun
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .entity import Entities, Entity
from .gender import by_name
from .noun_phrases import noun

ENOUGH = 2  # points that make a body
MOST = 8  # mentions to look at
WITHIN = frozenset("in at inside across throughout near".split())
LEADERS = frozenset(
    """chief executive chairman chairwoman chair president director head founder employee employees member members
    shares minister capital government king queen parliament premier manager owner owners ceo""".split()
)
PEOPLE = 3  # points against: a title, an age, "who"


def find_bodies(entities: Entities, tokens: list[Token]) -> None:
    """Turn those people into bodies whom the article treats as bodies."""
    for entity in entities.all:
        if entity.kind == SpeakerKind.PERSON and not entity.regnal and _score(entity, entities, tokens) >= ENOUGH:
            entity.kind, entity.gender, entity.hint = SpeakerKind.ORGANIZATION, "", ""


def _score(entity: Entity, entities: Entities, tokens: list[Token]) -> int:
    given = by_name(entity.fullest.words)
    if (entity.gender and not given) or entity.hint:
        return -PEOPLE
    called = entity.descriptions
    if called and not (called.isdisjoint(words("person_nouns")) and called.isdisjoint(words("titles"))):
        return -PEOPLE
    score = (-1 if given else 0) + (2 if called and not called.isdisjoint(words("body_nouns")) else 0)
    for at in entity.places[:MOST]:
        score += _points(entity, at, entities, tokens)
    return score


def _points(entity: Entity, at: int, entities: Entities, tokens: list[Token]) -> int:
    """What one mention tells: "the Greens", "chief executive of Acme", "Acme's roles", but not "Acme, 43"."""
    end = entities.end_of_mention(at)
    before = tokens[at - 1] if at else tokens[at]
    after = tokens[end] if end < len(tokens) else tokens[end - 1]
    following = tokens[end + 1] if end + 1 < len(tokens) else after
    if key(tokens[at].text) in words("titles") or key(before.text) in words("titles"):
        return -PEOPLE
    if after.lower_ == "who" or (after.text == "," and (following.lower_ in ("who", "whose") or _is_age(following))):
        return -PEOPLE
    if after.tag_ == "POS":
        return 2 if following.lower_ in LEADERS else 0
    if after.text[:1].isupper() and key(after.text) in words("titles"):
        return 2  # "Velmont Foreign Minister"
    if is_noun(after) or after.pos_ == "PROPN":
        return 0  # "the Lopez plan"
    if before.lower_ == "the":
        return 2
    if before.lower_ in ("of", "at") and at > 1 and noun(tokens[at - 2]) in LEADERS:
        return 2
    return 1 if before.lower_ in WITHIN else 0


def _is_age(token: Token) -> bool:
    return token.like_num and len(token) == 2
