"""Reclassify names labelled as persons that the article treats as organizations or places."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import is_noun
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .entity import Entities, Entity
from .gender import gender_by_name
from .noun_phrases import noun_lemma

MIN_SCORE = 2  # points that make an organization
MAX_MENTIONS = 8  # mentions to examine
LOCATIVE = frozenset("in at inside across throughout near".split())
POSSESSED_NOUNS = frozenset(
    """chief executive chairman chairwoman chair president director head founder employee employees member members
    shares minister capital government king queen parliament premier manager owner owners ceo""".split()
)
PERSON_PENALTY = 3  # points deducted for a title, an age or "who"


def reclassify_organizations(entities: Entities, tokens: list[Token]) -> None:
    """Change the kind of entities that were labelled as persons but are organizations by their contexts."""
    for entity in entities.all:
        if entity.kind == SpeakerKind.PERSON and not entity.regnal and _score(entity, entities, tokens) >= MIN_SCORE:
            entity.kind, entity.gender, entity.noun_gender = SpeakerKind.ORGANIZATION, "", ""


def _score(entity: Entity, entities: Entities, tokens: list[Token]) -> int:
    given = gender_by_name(entity.full_name.words)
    if (entity.gender and not given) or entity.noun_gender:
        return -PERSON_PENALTY
    called = entity.descriptions
    if called and not (called.isdisjoint(words("person_nouns")) and called.isdisjoint(words("titles"))):
        return -PERSON_PENALTY
    score = (-1 if given else 0) + (2 if called and not called.isdisjoint(words("body_nouns")) else 0)
    for at in entity.mentions[:MAX_MENTIONS]:
        score += _mention_score(entity, at, entities, tokens)
    return score


def _mention_score(entity: Entity, at: int, entities: Entities, tokens: list[Token]) -> int:
    """The points of one mention: for "the Greens", "chief executive of Acme", "Acme's shares"; against "Acme, 43"."""
    end = entities.end_of_mention(at)
    before = tokens[at - 1] if at else tokens[at]
    after = tokens[end] if end < len(tokens) else tokens[end - 1]
    following = tokens[end + 1] if end + 1 < len(tokens) else after
    if key(tokens[at].text) in words("titles") or key(before.text) in words("titles"):
        return -PERSON_PENALTY
    if after.lower_ == "who" or (after.text == "," and (following.lower_ in ("who", "whose") or _is_age(following))):
        return -PERSON_PENALTY
    if after.tag_ == "POS":
        return 2 if following.lower_ in POSSESSED_NOUNS else 0
    if after.text[:1].isupper() and key(after.text) in words("titles"):
        return 2  # "Velmont Foreign Minister"
    if is_noun(after) or after.pos_ == "PROPN":
        return 0  # "the Lopez plan"
    if before.lower_ == "the":
        return 2
    if before.lower_ in ("of", "at") and at > 1 and noun_lemma(tokens[at - 2]) in POSSESSED_NOUNS:
        return 2
    return 1 if before.lower_ in LOCATIVE else 0


def _is_age(token: Token) -> bool:
    return token.like_num and len(token) == 2
