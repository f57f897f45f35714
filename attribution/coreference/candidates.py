"""The referents that a mention may have: those mentioned before it and, for a description, people named after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from spacy.tokens import Token

from ..article.mention_roles import QUOTED, mention_role
from ..entities.common_nouns import NEGATIVE_WORDS, Description, modifiers
from ..entities.entity import Entity, SharedName
from ..entities.noun_phrases import noun_lemma
from ..language.animacy import is_human, is_thing
from ..language.grammar import OWNERS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.pronouns import HE_OR_SHE, THEY
from ..language.synonyms import synonyms
from ..model import SpeakerKind
from .discourse_state import Candidate, DiscourseState, Referent
from .groups import group_of_size, without_members
from .kin import SIBLINGS, kin
from .mentions import Mention

MAX_DISTANCE = 260  # tokens between a pronoun and a candidate
MAX_DISTANCE_OF_DESCRIPTION = 400
MAX_CANDIDATES = 10  # the most recent ones
MAX_AHEAD = 150  # tokens from a description to the name that follows it
MAX_FOLLOWING = 2
MAX_SAME_NOUN = 60  # earlier descriptions with the same noun, and entities with one description
UNNAMED = frozenset(
    "anonymity anonymous named identified authorised authorized".split()
)  # "a guard, who was not NAMED"
PEOPLE = frozenset({SpeakerKind.PERSON, SpeakerKind.ANONYMOUS})
BODIES = frozenset({SpeakerKind.ORGANIZATION})


def candidates(state: DiscourseState, mention: Mention) -> list[Candidate]:
    """The candidates for a mention, the most recent first, then those that follow."""
    quoting = state.speaker_around(mention.token)
    if mention.shared is not None:
        return _namesakes(state, mention, mention.shared, quoting)
    described = mention.description
    if described is None:
        relatives = _relatives(state, mention.token)

        def agrees(referent: Referent) -> bool:
            own = referent is quoting or referent.entity in relatives
            return not own and _agrees(mention, referent)

        referents = _recent(state, mention, MAX_DISTANCE, agrees)
        return _ranked(without_members(referents) if mention.word in THEY else referents)
    known = [r for r in _called_alike(state, mention.token, described) if _same_owner(described, r)]
    relative = kin(state, mention)
    known += [relative] if relative is not None else []
    if _is_open(mention, described):
        known += _recent(state, mention, MAX_DISTANCE_OF_DESCRIPTION, _fitting(described))
    earlier = [r for r in dict.fromkeys(known) if r is not quoting and _may_be(mention, described, r)]
    return [*_ranked(_by_recency(earlier)), *_following(state, mention, described, quoting)]


def _namesakes(
    state: DiscourseState, mention: Mention, shared: SharedName, quoting: Referent | None
) -> list[Candidate]:
    """The bearers of a shared name who were mentioned before, or else those who are named later.

    A form of address excludes people of the other gender, unless nobody is left.
    """
    bearers = list(shared.options)
    bearers = [e for e in bearers if e.gender in ("", mention.gender)] or bearers if mention.gender else bearers
    earlier = [r for e in bearers if (r := state.referents.get(id(e))) is not None]
    if earlier:
        return _ranked(_by_recency([r for r in earlier if r is not quoting] or earlier))
    later = sorted((e for e in bearers if e.mentions), key=lambda e: e.mentions[0])[:MAX_CANDIDATES]
    return [_named_later(state, entity, rank) for rank, entity in enumerate(later)]


def _named_later(state: DiscourseState, entity: Entity, rank: int) -> Candidate:
    token = state.article.tokens[entity.mentions[0]]
    referent = Referent(entity.kind, token, entity, entity.gender)
    return Candidate(referent, token.i, mention_role(state.article, token), rank, follows=True)


def _relatives(state: DiscourseState, pronoun: Token) -> list[Entity]:
    """Who is called by the relation that a possessive stands before: nobody is the father in "[his] father"."""
    noun = noun_lemma(pronoun.head)
    if pronoun.dep_ not in OWNERS or noun not in words("kin_nouns") or noun in SIBLINGS:
        return []  # a sister has a sister
    return state.entities.find_by_description(pronoun.head)


def _by_recency(referents: list[Referent]) -> list[Referent]:
    return sorted(referents, key=lambda r: r.last_mention, reverse=True)[:MAX_CANDIDATES]


def _ranked(referents: list[Referent]) -> list[Candidate]:
    return [Candidate(r, r.last_mention, r.role, rank) for rank, r in enumerate(referents)]


def _recent(state: DiscourseState, mention: Mention, reach: int, fits: Callable[[Referent], bool]) -> list[Referent]:
    """The last referents that fit, of at most ``reach`` tokens before; the reporter, who is "I", is none."""
    near = takewhile(lambda r: mention.token.i - r.last_mention <= reach, reversed(state.recent.values()))
    others = (r for r in near if r.entity is None or r.entity is not state.author)
    return list(islice(filter(fits, others), MAX_CANDIDATES))


def _fitting(described: Description) -> Callable[[Referent], bool]:
    """What a description may mean: people, bodies, or either ("the operator", "the start-up")."""
    if not described.may_be_body:
        return _is_person
    person = described.is_of_unknown_kind
    return (lambda r: _is_person(r) or _is_body(r)) if person else _is_body


def _is_person(referent: Referent) -> bool:
    spoke = referent.last_cue >= 0  # "the whistle-blower", whose noun is in no list
    return referent.kind in PEOPLE and (referent.entity is not None or spoke or is_human(noun_lemma(referent.head)))


def _is_body(referent: Referent) -> bool:
    entity = referent.entity
    named = entity is not None or referent.head.pos_ == "PROPN"
    return referent.kind in BODIES and named and not (entity is not None and entity.is_place and referent.last_cue < 0)


def _agrees(mention: Mention, referent: Referent) -> bool:
    """Whether a pronoun agrees with a referent.

    Not "he" for "the raid", nor "they" for a place, unless the place spoke for its government.
    """
    kind, own = referent.kind, referent.gender
    if mention.word in HE_OR_SHE:
        return _is_person(referent) and (not own or not mention.gender or own == mention.gender)
    if kind == SpeakerKind.ORGANIZATION:
        return referent.entity is None or not referent.entity.is_place or referent.last_cue >= 0
    if mention.word in THEY:
        return kind == SpeakerKind.GROUP or (own in ("", "n") and _is_person(referent))
    return kind == SpeakerKind.DOCUMENT


def _called_alike(state: DiscourseState, head: Token, described: Description) -> Iterator[Referent]:
    """The referents described by the noun or a synonym so far, and the last speaker for "the group"."""
    group = group_of_size(state, head)
    if group is not None:
        yield group
    if described.opening in ("a", "") and described.kind not in (SpeakerKind.DOCUMENT, SpeakerKind.GROUP):
        return
    if described.opening not in ("a", ""):
        for entity in described_entities(state, described.noun):
            referent = state.referents.get(id(entity))
            if referent is not None:
                yield referent
        if described.noun in words("company_nouns"):
            spoke = (r for r in state.speakers[-3:] if r.kind == SpeakerKind.GROUP and not r.members)
            yield from (r for r in spoke if r.head.pos_ == "PROPN")
    for referent in state.unnamed.get(described.noun, ())[-MAX_SAME_NOUN:]:
        own = modifiers(referent.head)
        alike = described.modifiers <= own if described.opening not in ("a", "") else described.modifiers == own
        if alike and (referent.head.tag_ in ("NNS", "NNPS")) == described.plural:
            yield referent


def described_entities(state: DiscourseState, noun: str) -> list[Entity]:
    """The entities described by a noun or a synonym of it; if there are too many, only recently mentioned ones."""
    names = {noun} | synonyms().get(noun, frozenset())
    lists = [state.entities.by_description.get(name, []) for name in sorted(names)]
    if sum(map(len, lists)) <= MAX_SAME_NOUN:
        return list({id(m): m for entities in lists for m in entities}.values())
    recent = (r.entity for r in islice(reversed(state.recent.values()), MAX_SAME_NOUN))
    return [m for m in recent if m is not None and not m.descriptions.isdisjoint(names)]


def _is_open(mention: Mention, described: Description) -> bool:
    """Whether a description may mean somebody who was not described like that before: "the actress", "the company"."""
    if described.plural or described.opening not in ("the", "this"):
        return False
    if described.kind == SpeakerKind.ORGANIZATION:
        return not described.restricted
    human = _is_somebody(mention, described) or described.may_be_body
    return described.kind == SpeakerKind.ANONYMOUS and human


def _is_somebody(mention: Mention, described: Description) -> bool:
    """Whether a description is of a person: by its age or noun, or because it speaks and its noun is of no thing."""
    return described.is_of_person or (mention.source and not is_thing(described.noun))


def _same_owner(described: Description, referent: Referent) -> bool:
    """Whether the possessors match: not "Lopez's campaign" and "her rival's campaign"; none matches any."""
    if not described.owner or any(key(c.text) == described.owner for c in referent.head.lefts):
        return True
    return referent.entity is not None and is_owned_alike(described, referent.entity)


def is_owned_alike(described: Description, entity: Entity) -> bool:
    """Whether somebody who is named may be a possessor's: "Volta's chief" may be who is called "chief of Volta".

    "The company's chief" may be anybody so called; a relative is not.
    """
    if not described.owner:
        return True
    if described.noun in words("kin_nouns"):
        return False
    if described.owner in words("body_nouns", "company_nouns", "document_nouns"):
        return True  # "the utility's chief", "the report's author"
    return any(key(word) == described.owner for word in entity.office.split())


def _may_be(mention: Mention, described: Description, referent: Referent) -> bool:
    """Whether kind and gender agree and the candidate is no part of the description: not Lopez for "Lopez's lawyer"."""
    if described.first <= referent.last_mention <= described.last:
        return False
    if any(span.start <= mention.token.idx < span.end for span in referent.said):
        return False  # "Lopez said [the doctor] had told her"
    if mention.gender and referent.gender and mention.gender != referent.gender:
        return False
    if referent.entity is None:  # what is described only within a quotation is not the article's own
        negated = referent.head.left_edge.lower_ in NEGATIVE_WORDS
        return not negated and (referent.role != QUOTED or mention.role == QUOTED)
    if _stays_unnamed(mention.token):
        return False
    person = referent.kind in PEOPLE
    if described.kind == SpeakerKind.ANONYMOUS:
        return person or described.may_be_body
    return not person and described.kind != SpeakerKind.DOCUMENT


def _following(
    state: DiscourseState, mention: Mention, described: Description, quoting: Referent | None
) -> Iterator[Candidate]:
    """The next people named for the first time: "The neighbour was angry. [Ana Lopez] had lost her house"."""
    if described.kind != SpeakerKind.ANONYMOUS or described.plural or not _is_somebody(mention, described):
        return
    if mention.role == QUOTED and not mention.source:
        return
    alike = [r.head for r in state.unnamed.get(described.noun, ())[-MAX_SAME_NOUN:]]
    if any(map(_stays_unnamed, [mention.token, *alike])):
        return
    if state.first_names is None:
        firsts = ((m.mentions[0], m) for m in state.entities.all if m.kind == SpeakerKind.PERSON)
        state.first_names = sorted((f for f in firsts if len(f[1].full_name.words) > 1), key=lambda f: f[0])
    start = bisect_right(state.first_names, described.last, key=lambda f: f[0])
    end = bisect_left(state.first_names, mention.token.i + MAX_AHEAD, key=lambda f: f[0])
    outside = (entity for at, entity in state.first_names[start:end] if not state.article.is_quoted(at))
    for rank, entity in enumerate(islice(outside, MAX_FOLLOWING)):
        agrees = not mention.gender or entity.gender in ("", mention.gender)
        speaks_around = quoting is not None and quoting.entity is entity
        if agrees and not speaks_around and id(entity) not in state.referents and entity is not state.author:
            yield _named_later(state, entity, rank)


def _stays_unnamed(head: Token) -> bool:
    """Whether a description says that its person is not named: "a guard, who asked not to be named"."""
    return any(token.lower_ in UNNAMED for token in head.doc[head.left_edge.i : head.right_edge.i + 1])
