"""Reclassify names labelled as persons that the article treats as organizations or places."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import DIRECT_OBJECTS, is_noun, lemma
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .entity import Entities, Entity
from .gender import gender_by_name
from .noun_phrases import noun_lemma

MIN_SCORE = 2  # points that make an organization
MAX_MENTIONS = 8  # mentions to examine
LOCATIVE = frozenset("in at inside across throughout near".split())
LEADING_THERE = frozenset("from into through outside around towards toward via".split())  # and "out of"
VISITING = frozenset("visit reach leave enter tour flee cross".split())
POSSESSED_NOUNS = frozenset(
    """chief executive chairman chairwoman chair president director head founder employee employees member members
    shares minister capital government king queen parliament premier manager owner owners ceo""".split()
)
PERSON_PENALTY = 3  # points deducted for a title, an age or "who"


def reclassify_organizations(entities: Entities, tokens: list[Token]) -> None:
    """Change the kind of entities that were labelled as persons but are organizations or places by their contexts."""
    for entity in entities.all:
        if entity.kind != SpeakerKind.PERSON or entity.regnal:
            continue
        place = _is_place(entity, entities, tokens)
        if place or _score(entity, entities, tokens) >= MIN_SCORE:
            entity.kind, entity.gender, entity.noun_gender = SpeakerKind.ORGANIZATION, "", ""
            entity.is_place = entity.is_place or place


def _is_place(entity: Entity, entities: Entities, tokens: list[Token]) -> bool:
    """Whether one word, no given name, only stands where places do: "drove from ARDLE", "reached ARDLE"."""
    name = entity.full_name
    bare = len(name.words) == 1 and not name.title and not entity.descriptions and not entity.gender
    if not bare or name.keys[0] in words("female_names", "male_names"):
        return False
    return all(_stands_as_place(entities, at, tokens) for at in entity.mentions[:MAX_MENTIONS])


def _stands_as_place(entities: Entities, at: int, tokens: list[Token]) -> bool:
    """Whether a name at a token is where something is, where it leads, or what somebody visits."""
    end = entities.end_of_mention(at)
    if not at or (end < len(tokens) and (tokens[end].tag_ == "POS" or tokens[end].pos_ == "PROPN")):
        return False
    before = tokens[at - 1]
    if before.lower_ == "of":
        return at > 1 and tokens[at - 2].lower_ == "out"
    visited = tokens[at].dep_ in DIRECT_OBJECTS and lemma(tokens[at].head) in VISITING
    return visited or before.lower_ in LOCATIVE or before.lower_ in LEADING_THERE


def _score(entity: Entity, entities: Entities, tokens: list[Token]) -> int:
    given = gender_by_name(entity.full_name.words)
    if (entity.gender and not given) or entity.noun_gender:
        return -PERSON_PENALTY
    called, companies = entity.descriptions, words("company_nouns")
    if called and not companies.issuperset(called & words("person_nouns", "titles")):
        return -PERSON_PENALTY
    score = -1 if given else 0
    if called:
        score += 2 if not called.isdisjoint(words("body_nouns")) else 0 if called.isdisjoint(companies) else 1
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
    if after.text == "," and following.lower_ == "which":
        return 2
    if is_noun(after) or after.pos_ == "PROPN":
        return 0  # "the Lopez plan"
    if before.lower_ == "the":
        return 2
    if before.lower_ in ("of", "at") and at > 1 and noun_lemma(tokens[at - 2]) in POSSESSED_NOUNS:
        return 2
    return 1 if before.lower_ in LOCATIVE else 0


def _is_age(token: Token) -> bool:
    return token.like_num and len(token) == 2
