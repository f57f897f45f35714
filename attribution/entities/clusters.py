"""Cluster the named mentions of an article into persons and organizations."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span, Token

from ..language.lexicon import table, words
from ..language.name_key import key
from ..language.names import GENERATIONS, PARTICLES, Name, is_initial
from ..language.noun_genders import gender_by_title
from ..language.person_words import is_given_name
from ..model import SpeakerKind
from .descriptions import describe
from .entity import Entities, Entity, SharedName
from .gender import assign_genders, gender_by_name
from .name_index import NameIndex
from .named_mentions import Mention
from .nicknames import join_nicknames
from .offices import represented_name
from .organizations import LEADING_THERE, LOCATIVE, reclassify_organizations

MAX_DESCRIBED = 8  # mentions of an entity that are searched for descriptions, which come early in an article
WAYS = frozenset("avenue bridge lane river road street".split())  # last words of the names of ways
SHIPS = frozenset("mv mt ms ss rv fv rms hms uss hmas hmcs hmnzs ins usns".split())  # before the names of ships
MIN_WORDS = 3  # words in a name whose middle word may be used alone


def entities_of(mentions: list[Mention], tokens: list[Token]) -> Entities:
    """The entities that mentions name. Longer names come first, so that short forms find the name they abbreviate."""
    clusters = _cluster(mentions)
    at: dict[int, Entity] = {}
    for entity, name, span in sorted(clusters.assigned, key=lambda f: f[2].start):
        entity.add(name, span.start)
        if len(entity.mentions) <= MAX_DESCRIBED:
            describe(entity, span, tokens, _titles(name, span))
        named_company = len(name.words) > 1 and name.keys[-1] in _company_endings()
        place = (span.label_ in ("LOC", "GPE") and not named_company) or name.keys[-1] in WAYS or _is_ship(name)
        entity.is_place = entity.is_place or (entity.kind != SpeakerKind.PERSON and place)
        at.update((index, entity) for index in range(span.start, span.end))
    for entity in clusters.organizations:
        if not entity.descriptions.isdisjoint(words("company_nouns")):
            entity.is_place = False  # "the firm is called Volta", "the airline Volta"
    for entity in clusters.persons:
        if entity.spokesperson is not None:
            entity.speaks_for = represented_name(entity.spokesperson, at)
    kept = join_nicknames(clusters.persons + clusters.organizations, at, tokens)
    entities = Entities(kept, at, _shared_names(clusters, {id(entity) for entity in kept}))
    assign_genders(tokens, entities)
    reclassify_organizations(entities, tokens)
    entities.build_index()
    return entities


@dataclass(slots=True)
class Clusters:
    """The clusters while they are built. ``ambiguous`` mentions fit several entities; the context decides later."""

    persons: list[Entity] = field(default_factory=list)
    organizations: list[Entity] = field(default_factory=list)
    assigned: list[tuple[Entity, Name, Span]] = field(default_factory=list)
    ambiguous: list[tuple[Name, Span, list[Entity]]] = field(default_factory=list)
    by_key: dict[tuple[SpeakerKind, tuple[str, ...], str], Entity] = field(default_factory=dict)
    index: NameIndex = field(default_factory=NameIndex)

    def entity_for(self, name: Name, kind: SpeakerKind, span: Span) -> Entity | None:
        """The entity that a name refers to, created if it is new; None, and noted as ambiguous, if several fit."""
        generation = key(name.suffix) if key(name.suffix) in GENERATIONS else ""
        gender = gender_by_title(name.title.split()) if len(name.words) == 1 else ""
        known = self.by_key.get((kind, name.keys, generation))
        if known is not None and not _is_other_gender(known, gender):
            return known
        options = [m for m in self.index.options(name, kind) if not _is_other_gender(m, gender)]
        if len(options) > 1:
            self.ambiguous.append((name, span, options))  # "Lopez" beside Anna and Maria Lopez
            return None
        body = self._body_of_one_word(name, kind, span) if not options and len(name.words) == 1 else None
        known = options[0] if options else body or Entity(kind, full_name=name)
        if not options and body is None:
            (self.persons if kind == SpeakerKind.PERSON else self.organizations).append(known)
            self.index.add(known)
        if not gender:  # "Mrs Pugh" does not tell who Pugh is
            self.by_key[kind, name.keys, generation] = known
        return known

    def _body_of_one_word(self, name: Name, kind: SpeakerKind, span: Span) -> Entity | None:
        """The body of which a name is the first or last word: "Volta" for Volta Minerals, "the Owls" for Ardle Owls.

        Not "Ms Volta", nor "in Ardle" for Ardle Dairies.
        """
        if name.title or kind == SpeakerKind.GROUP or span.label_ in ("LOC", "GPE") or is_given_name(name.words[0]):
            return None
        before = span.doc[span.start - 1].lower_ if span.start else ""
        opened = self.index.body_called(name.keys[0], 0) if before not in LOCATIVE | LEADING_THERE else None
        return opened or (self.index.body_called(name.keys[0], -1) if before == "the" else None)


def _shared_names(clusters: Clusters, kept: set[int]) -> dict[int, SharedName]:
    """The ambiguous mentions by their first token; ``kept`` are the ids of the entities of the article."""
    return {
        span.start: SharedName(name, span.end, tuple(option for option in options if id(option) in kept))
        for name, span, options in clusters.ambiguous
    }


def _is_other_gender(entity: Entity, gender: str) -> bool:
    """Whether a title's gender contradicts an entity's given name: "Mrs Pugh" is not Owen Pugh."""
    return bool(gender) and gender_by_name(entity.full_name.words) not in ("", gender)


def _cluster(mentions: list[Mention]) -> Clusters:
    """Assign the mentions to entities, longer names first."""
    clusters = Clusters()
    for name, kind, span in sorted(mentions, key=lambda m: (-len(m[0].words), m[2].start)):
        entity = clusters.entity_for(name, kind, span)
        if entity is not None:
            clusters.assigned.append((entity, name, span))
    _merge_by_middle_word(clusters.assigned, clusters.persons)
    return clusters


def _merge_by_middle_word(found: list[tuple[Entity, Name, Span]], persons: list[Entity]) -> None:
    """Merge "Ms. Lopez" into Ana Lopez Reyes: a middle word used as the family name, if it is unique to one person.

    Changes ``found`` and ``persons`` in place.
    """
    bearers: dict[str, list[Entity]] = {}
    for entity in persons:
        if len(entity.full_name.words) >= MIN_WORDS:
            for word, middle in zip(entity.full_name.words[1:-1], entity.full_name.keys[1:-1], strict=True):
                if word not in PARTICLES and not is_initial(word):
                    bearers.setdefault(middle, []).append(entity)
    if not bearers:
        return
    edges = {
        word for m in persons if len(m.full_name.words) > 1 for word in (m.full_name.keys[0], m.full_name.keys[-1])
    }
    merged: set[int] = set()  # ids of the entities that were merged into another one
    for place, (entity, name, span) in enumerate(found):
        if entity.kind != SpeakerKind.PERSON or len(name.words) > 1 or len(entity.full_name.words) > 1:
            continue
        known = bearers.get(name.keys[0], [])
        if len(known) == 1 and name.keys[0] not in edges and (name.title or known[0] is not entity):
            found[place] = known[0], name, span
            merged.add(id(entity))
    persons[:] = [entity for entity in persons if id(entity) not in merged]


def _is_ship(name: Name) -> bool:
    """Whether a name is that of a ship or boat, which is in no list of bodies: "MV Petrel"."""
    return len(name.words) > 1 and name.words[0].isupper() and name.keys[0] in SHIPS


@cache
def _company_endings() -> frozenset[str]:
    """The last words of the names of companies that no place has: "foods", but not "bank"."""
    rows = {row[0]: row[1] for row in table("body_synonyms")}
    return frozenset(rows["company"].split()) - frozenset(rows["bank"].split())


def _titles(name: Name, span: Span) -> int:
    """The number of tokens of a mention that are its title."""
    title = len(name.title.split())
    return title if len(span) >= title + len(name.words) else 0
