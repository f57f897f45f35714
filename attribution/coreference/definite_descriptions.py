"""Resolve definite descriptions ("the minister", "the company") to entities by how the article described them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import islice

from spacy.tokens import Token

from ..article.mention_roles import OWNERS
from ..entities.entity import FEMALE_NOUNS, MALE_NOUNS, Entity
from ..entities.noun_phrases import Phrase, age_phrase_start, first_word, noun_lemma
from ..entities.offices import GENERIC_NOUNS
from ..language.lexicon import table, words
from ..language.name_key import key
from ..model import SpeakerKind
from .discourse_state import DiscourseState

AGE = re.compile(r"\d+-year(?:-old)?$")
MAX_DISTANCE = 400  # tokens searched backwards for an organization
MANY, MAX_RECENT = 60, 60  # entities with one description, and the mentions searched backwards if there are more
MAX_SINCE_SPEAKER = 60  # tokens since the last mention of the company that spoke last
AGE_ADJECTIVES = frozenset({"old", "young", "elderly", "older", "younger"})
MAX_AHEAD = 150  # tokens searched forwards for a person who is named after the description
COMPANY_NOUNS = frozenset(
    "company firm business group organization organisation developer operator corporation startup agency".split()
)
NOT_COMPANIES = frozenset(
    """hospital university college school court police parliament senate congress council house ministry department
    street church museum library station office army navy""".split()
)  # an organization whose name ends in one of these is not "the company"


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """The nouns that may be used for each role noun."""
    return {word: frozenset(others.split()) for word, others in table("role_synonyms")}


def modifiers(head: Token) -> set[str]:
    """The keys of the distinctive modifiers before a noun: "kenyan" and "water" in "the Kenyan water minister"."""
    kept = ("amod", "compound", "nmod", "nmod:desc", "nummod", "flat")
    return {key(c.text) for c in head.lefts if c.dep_ in kept and (c.is_alpha or "-" in c.text)} - UNINFORMATIVE


COMMON_ROLES = frozenset(
    """official officer judge source aide adviser advisor diplomat lawyer attorney prosecutor spokesman spokeswoman
    spokesperson minister president governor mayor police magistrate coroner witness expert analyst man woman""".split()
)  # often mentioned without ever being named: "the federal judge said"
UNINFORMATIVE = frozenset("former then current new late own same first senior top young old outgoing incoming".split())


def possessor(state: DiscourseState, head: Token) -> Entity | None:
    """The named possessor of a noun, or None: Lopez in "Lopez's lawyer"."""
    return next(
        (m for c in head.children if c.dep_ in OWNERS and (m := state.entities.by_token.get(c.i)) is not None), None
    )


def described_entity(state: DiscourseState, phrase: Phrase) -> Entity | None:
    """The entity that a definite description refers to, among those mentioned before it; None if none fits."""
    head, at = phrase.head, phrase.head.i
    if noun_lemma(head) in GENERIC_NOUNS:
        return None
    if phrase.kind not in (SpeakerKind.ANONYMOUS, SpeakerKind.ORGANIZATION) or head.tag_ in ("NNS", "NNPS"):
        return None
    persons = phrase.kind == SpeakerKind.ANONYMOUS
    owner, own = possessor(state, head), modifiers(head)
    for exact in (True, False):
        word = key(noun_lemma(head))
        pool = _entities_described_as(state, {word} if exact else synonyms().get(word, frozenset()))
        fitting = [
            m
            for m in pool
            if m is not owner
            and (m.kind == SpeakerKind.PERSON) == persons
            and m.last_mention_before(at) >= 0
            and _fits(m, head, own)
        ]
        if fitting:
            return max(fitting, key=lambda m: (len(own & _known_words(m)), m.last_mention_before(at)))
    if persons and key(noun_lemma(head)) not in COMPANY_NOUNS:
        return None
    if owner is not None or any(c.dep_ in OWNERS for c in head.children):
        return None
    return _organization(state, head)


def _entities_described_as(state: DiscourseState, names: AbstractSet[str]) -> list[Entity]:
    """The entities described by one of the nouns; if there are too many, only recently mentioned ones."""
    lists = [state.entities.by_description.get(name, []) for name in sorted(names)]
    if sum(map(len, lists)) <= MANY:
        return list({id(m): m for entities in lists for m in entities}.values())
    recent = (r.entity for r in islice(reversed(state.recent.values()), MAX_RECENT))
    return [m for m in recent if m is not None and not m.descriptions.isdisjoint(names)]


def _known_words(entity: Entity) -> set[str]:
    """All words by which the article describes an entity."""
    return entity.modifiers | entity.descriptions


def _fits(entity: Entity, head: Token, own: set[str]) -> bool:
    """Whether gender and modifiers agree: not a woman as "the spokesman", or a Kenyan as "the Ugandan minister"."""
    word = key(noun_lemma(head))
    gender = "f" if word in FEMALE_NOUNS else "m" if word in MALE_NOUNS else ""
    if gender and entity.gender and gender != entity.gender:
        return False
    capital = {key(c.text) for c in head.lefts if key(c.text) in own and c.text[:1].isupper()}
    return not (capital and entity.proper_modifiers and not capital & _known_words(entity))


def _organization(state: DiscourseState, head: Token) -> Entity | None:
    """The organization whose name ends in the noun ("the union"), or the most salient company ("the company")."""
    at, word = head.i, key(noun_lemma(head))
    bodies = [
        m
        for m in state.entities.recently_mentioned(at, MAX_DISTANCE)
        if m.kind == SpeakerKind.ORGANIZATION and not m.is_place
    ]
    alike = [m for m in bodies if m.full_name.words and m.full_name.keys[-1] in (word, word + "s")]
    if alike:
        return alike[0]
    if word not in COMPANY_NOUNS or modifiers(head):
        return None
    firms = [
        m
        for m in bodies
        if m.full_name.words and m.full_name.keys[-1] not in NOT_COMPANIES and not m.descriptions & NOT_COMPANIES
    ]
    last = state.speakers[-1].entity if state.speakers else None
    if last is not None and any(m is last for m in firms) and at - last.last_mention_before(at) < MAX_SINCE_SPEAKER:
        return last
    return max(firms, key=lambda m: (bisect_left(m.mentions, at), m.last_mention_before(at)), default=None)


def named_later(state: DiscourseState, phrase: Phrase) -> Entity | None:
    """The only person with this description, if first named soon after it.

    "A minister has resigned, ... Ana Lopez, the minister, said".
    """
    head = phrase.head
    if phrase.kind != SpeakerKind.ANONYMOUS or head.tag_ in ("NNS", "NNPS") or possessor(state, head) is not None:
        return None
    own = modifiers(head) | {key(c.text) for c in head.lefts if c.dep_ in OWNERS}
    described = state.entities.find_by_description(head)
    if len(described) > MANY:
        return None
    pool = [m for m in described if m.kind == SpeakerKind.PERSON and _fits(m, head, own)]
    soon = [m for m in pool if m.mentions and head.i < m.mentions[0] <= head.i + MAX_AHEAD]
    return soon[0] if len(soon) == 1 == len(pool) else None


def is_epithet(phrase: Phrase, *, speaks: bool = False) -> bool:
    """Whether a description is an epithet of a person mentioned before: "the actress", "the self-described socialist".

    It must not have a restrictive modifier after it. A speaker (``speaks``) must be human, so that a modified noun like
    "the retired neurosurgeon" suffices.
    """
    head = phrase.head
    if phrase.kind != SpeakerKind.ANONYMOUS or head.tag_ in ("NNS", "NNPS") or first_word(head).lower_ != "the":
        return False
    if any(c.dep_ in ("nmod", "prep", "acl", "acl:relcl", "relcl", "appos") for c in head.rights):
        return False
    if speaks and noun_lemma(head) in ("man", "woman"):  # "the old man", but not "the French man"
        return any(c.lower_ in AGE_ADJECTIVES for c in head.lefts)
    if key(noun_lemma(head)) in COMPANY_NOUNS or key(noun_lemma(head)) in words("body_words"):
        return False
    if noun_lemma(head) in words("epithet_nouns") or AGE.match(head.lower_) or age_phrase_start(head) is not None:
        return True
    return speaks and noun_lemma(head) not in COMMON_ROLES and any(c.dep_ in ("amod", "compound") for c in head.lefts)
