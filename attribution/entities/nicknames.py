"""By-names: "Ana Lopez, known as 'the Hammer', ... The Hammer said"."""

from __future__ import annotations

from spacy.tokens import Token

from ..model import SpeakerKind
from .entity import Entity

GIVES = frozenset({"known", "nicknamed", "dubbed", "called"})
BETWEEN = frozenset({"as", "the", "simply", "by", "fans", "locals", "just", '"', "“", "‘", "'", "``"})
REACH = 5  # tokens between the verb and the by-name
FAR = 20  # and back to the bearer


def join_nicknames(entities: list[Entity], at: dict[int, Entity], tokens: list[Token]) -> list[Entity]:
    """The entities without those who are but a by-name of another; their mentions are the other's."""
    kept: list[Entity] = []
    places: dict[int, list[int]] = {}  # by the entity's id
    for index, entity in at.items():
        places.setdefault(id(entity), []).append(index)
    for entity in entities:
        bearer = _bearer(entity, at, tokens) if len(entity.fullest.words) == 1 else None
        if bearer is None:
            kept.append(entity)
            continue
        bearer.places = sorted({*bearer.places, *entity.places})
        for index in places.get(id(entity), ()):
            at[index] = bearer
    return kept


def _bearer(entity: Entity, at: dict[int, Entity], tokens: list[Token]) -> Entity | None:
    first = entity.places[0] if entity.places else 0
    verb = first - 1
    while verb > 0 and first - verb <= REACH and tokens[verb].lower_ in BETWEEN:
        verb -= 1
    if verb <= 0 or tokens[verb].lower_ not in GIVES or tokens[verb].tag_ != "VBN":
        return None
    marked = any(token.text in ('"', "“", "‘", "'") for token in tokens[verb:first])
    if not marked or tokens[verb - 1].lower_ in ("is", "was", "are", "were", "be"):
        return None
    for index in range(verb - 1, max(-1, verb - FAR), -1):
        if tokens[index + 1].is_sent_start:
            return None
        found = at.get(index)
        if found is not None and found.kind == SpeakerKind.PERSON:
            return found
    return None
