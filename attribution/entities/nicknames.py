"""Nicknames that an article introduces: "Ana Lopez, known as 'the Hammer', ... The Hammer said"."""

from __future__ import annotations

from spacy.tokens import Token

from ..model import SpeakerKind
from .entity import Entity

NAMING_VERBS = frozenset({"known", "nicknamed", "dubbed", "called"})
BETWEEN = frozenset({"as", "the", "simply", "by", "fans", "locals", "just", '"', "“", "‘", "'", "``"})
MAX_DISTANCE = 5  # tokens between the verb and the nickname
MAX_BEARER_DISTANCE = 20  # tokens between the verb and the person's name before it


def join_nicknames(entities: list[Entity], at: dict[int, Entity], tokens: list[Token]) -> list[Entity]:
    """The entities, with those that are nicknames merged into the person they belong to. Updates ``at`` in place."""
    kept: list[Entity] = []
    places: dict[int, list[int]] = {}  # by the entity's id
    for index, entity in at.items():
        places.setdefault(id(entity), []).append(index)
    for entity in entities:
        bearer = _bearer(entity, at, tokens) if len(entity.full_name.words) == 1 else None
        if bearer is None:
            kept.append(entity)
            continue
        bearer.mentions = sorted({*bearer.mentions, *entity.mentions})
        for index in places.get(id(entity), ()):
            at[index] = bearer
    return kept


def _bearer(entity: Entity, at: dict[int, Entity], tokens: list[Token]) -> Entity | None:
    first = entity.mentions[0] if entity.mentions else 0
    verb = first - 1
    while verb > 0 and first - verb <= MAX_DISTANCE and tokens[verb].lower_ in BETWEEN:
        verb -= 1
    if verb <= 0 or tokens[verb].lower_ not in NAMING_VERBS or tokens[verb].tag_ != "VBN":
        return None
    marked = any(token.text in ('"', "“", "‘", "'") for token in tokens[verb:first])
    if not marked or tokens[verb - 1].lower_ in ("is", "was", "are", "were", "be"):
        return None
    for index in range(verb - 1, max(-1, verb - MAX_BEARER_DISTANCE), -1):
        if tokens[index + 1].is_sent_start:
            return None
        found = at.get(index)
        if found is not None and found.kind == SpeakerKind.PERSON:
            return found
    return None
