"""Cluster the named mentions of an article into persons and bodies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from ..language.name_key import key
from ..language.names import GENERATIONS, Name, is_initial, parse_name
from ..model import Span as Stretch
from ..model import SpeakerKind
from .descriptions import describe
from .entity import Entities, Entity
from .gender import vote
from .headline_names import headline_ends
from .name_index import NameIndex
from .named_mentions import Mention, mentions_of
from .namesakes import bearer, introductions
from .nicknames import join_nicknames
from .noun_phrases import PARTICLES
from .offices import represented
from .organizations import find_bodies

TELLING = 8  # mentions of somebody that are searched for what they are called: articles say it early
LONG_NAME = 3  # words of a name from which on one in the middle can be the one that is used


def assemble(
    doc: Doc, labels: Iterable[Span] = (), tokens: list[Token] | None = None, paragraphs: list[Stretch] | None = None
) -> Entities:
    """Collect the entities of an article: longer names first, so that every shorter form finds the one it abbreviates.

    ``labels`` are the names of a transcript's turns ("DR. OKAFOR:"): each is a person, in whatever case.
    ``tokens`` and ``paragraphs``: those of the Doc, where the caller has them.
    """
    tokens = list(doc) if tokens is None else tokens
    labelled = _labelled(list(labels))
    taken = {i for _, _, s in labelled for i in range(s.start, s.end)}
    found_in_text = mentions_of(doc, tokens, headline_ends(tokens, paragraphs or []))
    unlabelled = [m for m in found_in_text if not taken.intersection(range(m[2].start, m[2].end))]
    mentions = [m for m in unlabelled + labelled if any(m[0].keys)]  # what has no letter in it is no name
    clusters = _clustered(mentions)
    at: dict[int, Entity] = {}
    for entity, name, span in sorted(clusters.found, key=lambda f: f[2].start):
        entity.add(name, span.start)
        if len(entity.places) <= TELLING:
            describe(entity, span, tokens, _titles(name, span))
        entity.place = entity.place or (entity.kind != SpeakerKind.PERSON and span.label_ in ("LOC", "GPE"))
        at.update((index, entity) for index in range(span.start, span.end))
    for entity in clusters.persons:
        if entity.spokes is not None:
            entity.speaks_for = represented(entity.spokes, at)
    entities = Entities(join_nicknames(clusters.persons + clusters.bodies, at, tokens), at)
    vote(tokens, entities)
    find_bodies(entities, tokens)
    entities.index()
    return entities


@dataclass(slots=True)
class Clusters:
    """Mentions gathered into persons and bodies; ``unclear`` ones could be several, and their place must tell."""

    persons: list[Entity] = field(default_factory=list)
    bodies: list[Entity] = field(default_factory=list)
    found: list[tuple[Entity, Name, Span]] = field(default_factory=list)
    unclear: list[tuple[Name, Span, list[Entity]]] = field(default_factory=list)
    by_key: dict[tuple[SpeakerKind, tuple[str, ...], str], Entity] = field(default_factory=dict)
    index: NameIndex = field(default_factory=NameIndex)

    def bearer(self, name: Name, kind: SpeakerKind, span: Span) -> Entity | None:
        """Whom a name means, made where nobody has it yet; None where several could be meant."""
        generation = key(name.suffix) if key(name.suffix) in GENERATIONS else ""
        known = self.by_key.get((kind, name.keys, generation))
        if known is not None:
            return known
        options = self.index.options(name, kind)
        if len(options) > 1:
            self.unclear.append((name, span, options))  # "Lopez" beside Anna and Maria Lopez
            return None
        known = options[0] if options else Entity(kind, fullest=name)
        if not options:
            (self.persons if kind == SpeakerKind.PERSON else self.bodies).append(known)
            self.index.add(known)
        self.by_key[kind, name.keys, generation] = known
        return known


def _clustered(mentions: list[Mention]) -> Clusters:
    """The mentions by whom they mean, the longer names first; then those whose place tells which namesake it is."""
    clusters = Clusters()
    for name, kind, span in sorted(mentions, key=lambda m: (-len(m[0].words), m[2].start)):
        entity = clusters.bearer(name, kind, span)
        if entity is not None:
            clusters.found.append((entity, name, span))
    _by_middle_word(clusters.found, clusters.persons)
    if clusters.unclear:
        full = sorted(((s.start, m, len(n.words) > 1) for m, n, s in clusters.found), key=lambda place: place[0])
        introduced = introductions(full)
        for name, span, options in clusters.unclear:
            meant = bearer(name, span.start, options, full, introduced)
            if meant is not None:
                clusters.found.append((meant, name, span))
    return clusters


def _by_middle_word(found: list[tuple[Entity, Name, Span]], persons: list[Entity]) -> None:
    """ "Ms. Lopez" of Ana Lopez Reyes: the family name before another, where nobody else bears it."""
    bearers: dict[str, list[Entity]] = {}
    for entity in persons:
        if len(entity.fullest.words) >= LONG_NAME:
            for word, middle in zip(entity.fullest.words[1:-1], entity.fullest.keys[1:-1], strict=True):
                if word not in PARTICLES and not is_initial(word):
                    bearers.setdefault(middle, []).append(entity)
    if not bearers:
        return
    edges = {word for m in persons if len(m.fullest.words) > 1 for word in (m.fullest.keys[0], m.fullest.keys[-1])}
    gone: set[int] = set()  # ids of those who are somebody else
    for place, (entity, name, span) in enumerate(found):
        if entity.kind != SpeakerKind.PERSON or len(name.words) > 1 or len(entity.fullest.words) > 1:
            continue
        known = bearers.get(name.keys[0], [])
        if len(known) == 1 and name.keys[0] not in edges and (name.title or known[0] is not entity):
            found[place] = known[0], name, span
            gone.add(id(entity))
    persons[:] = [entity for entity in persons if id(entity) not in gone]


def _titles(name: Name, span: Span) -> int:
    """How many tokens of a mention are its title."""
    title = len(name.title.split())
    return title if len(span) >= title + len(name.words) else 0


def _labelled(labels: list[Span]) -> list[Mention]:
    """The people of a transcript: "LEILA PRIDEAUX, MODERATOR:" also is who "MODERATOR:" is later."""
    roles: dict[str, Name] = {}
    found: list[Mention] = []
    for span in labels:
        name = _plain_case(parse_name(span.text))
        doc, at = span.doc, span.end
        role = []
        while at < len(doc) and doc[at].text != ":" and at - span.end < 6:
            role.append(doc[at].text)
            at += 1
        if len(role) > 1 and role[0] == ",":
            roles["".join(key(w) for w in role)] = name
        found.append((roles.get("".join(key(w) for w in span.text.split()), name), SpeakerKind.PERSON, span))
    return found


def _plain_case(name: Name) -> Name:
    """ "CHIDI OKAFOR" -> Chidi Okafor; particles stay small."""
    if not all(w.isupper() for w in name.words):
        return name
    plain = tuple(w.lower() if w.lower() in PARTICLES and n else w.title() for n, w in enumerate(name.words))
    return Name(plain, name.title, name.suffix)
