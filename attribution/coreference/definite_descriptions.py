"""Which entity is called so: "the minister", "the lawmaker", "the company", by what the article said of them."""

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
from .discourse_state import State

AGED = re.compile(r"\d+-year(?:-old)?$")
REACH = 400  # tokens to look back for the body that "the company" means
MANY, LATELY = 60, 200  # entities called by one noun, and the mentions to look back over where there are more
NEAR = 60  # tokens after what a firm has said
AGES = frozenset({"old", "young", "elderly", "older", "younger"})
AHEAD = 150  # and ahead for who is named only after the description
ANY_FIRM = frozenset(
    "company firm business group organization organisation developer operator corporation startup agency".split()
)
PUBLIC = frozenset(
    """hospital university college school court police parliament senate congress council house ministry department
    street church museum library station office army navy""".split()
)  # a body whose name ends so is no firm


@cache
def synonyms() -> dict[str, frozenset[str]]:
    return {word: frozenset(others.split()) for word, others in table("role_synonyms")}


def modifiers(head: Token) -> set[str]:
    """The keys of what stands before a noun and tells which: "Kenyan" and "water" of "the Kenyan water minister"."""
    kept = ("amod", "compound", "nmod", "nmod:desc", "nummod", "flat")
    return {key(c.text) for c in head.lefts if c.dep_ in kept and (c.is_alpha or "-" in c.text)} - IDLE


OF_MANY = frozenset(
    """official officer judge source aide adviser advisor diplomat lawyer attorney prosecutor spokesman spokeswoman
    spokesperson minister president governor mayor police magistrate coroner witness expert analyst man woman""".split()
)  # an article without their name still has them: "the federal judge said"
IDLE = frozenset("former then current new late own same first senior top young old outgoing incoming".split())


def owner_of(state: State, head: Token) -> Entity | None:
    """Whose "lawyer" it is, if a name says so."""
    return next(
        (m for c in head.children if c.dep_ in OWNERS and (m := state.entities.by_token.get(c.i)) is not None), None
    )


def called_so(state: State, phrase: Phrase) -> Entity | None:
    """The entity that a definite description means, by what the article calls them up to there."""
    head, at = phrase.head, phrase.head.i
    if noun_lemma(head) in GENERIC_NOUNS:
        return None
    if phrase.kind not in (SpeakerKind.ANONYMOUS, SpeakerKind.ORGANIZATION) or head.tag_ in ("NNS", "NNPS"):
        return None
    persons = phrase.kind == SpeakerKind.ANONYMOUS
    owner, own = owner_of(state, head), modifiers(head)
    for exact in (True, False):
        word = key(noun_lemma(head))
        pool = _called(state, {word} if exact else synonyms().get(word, frozenset()))
        fitting = [
            m
            for m in pool
            if m is not owner
            and (m.kind == SpeakerKind.PERSON) == persons
            and m.last_mention_before(at) >= 0
            and _fits(m, head, own)
        ]
        if fitting:
            return max(fitting, key=lambda m: (len(own & _said(m)), m.last_mention_before(at)))
    if persons and key(noun_lemma(head)) not in ANY_FIRM:
        return None
    if owner is not None or any(c.dep_ in OWNERS for c in head.children):
        return None
    return _body(state, head)


def _called(state: State, names: AbstractSet[str]) -> list[Entity]:
    """The entities that the article calls by one of the nouns; of very many those mentioned lately."""
    lists = [state.entities.by_description.get(name, []) for name in sorted(names)]
    if sum(map(len, lists)) <= MANY:
        return list({id(m): m for entities in lists for m in entities}.values())
    lately = (r.entity for r in islice(reversed(state.recent.values()), LATELY))
    return [m for m in lately if m is not None and not m.descriptions.isdisjoint(names)]


def _said(entity: Entity) -> set[str]:
    return entity.modifiers | entity.descriptions


def _fits(entity: Entity, head: Token, own: set[str]) -> bool:
    """Not a woman as "the spokesman", and not the Kenyan minister as "the Ugandan minister"."""
    word = key(noun_lemma(head))
    gender = "f" if word in FEMALE_NOUNS else "m" if word in MALE_NOUNS else ""
    if gender and entity.gender and gender != entity.gender:
        return False
    capital = {key(c.text) for c in head.lefts if key(c.text) in own and c.text[:1].isupper()}
    return not (capital and entity.proper_modifiers and not capital & _said(entity))


def _body(state: State, head: Token) -> Entity | None:
    """The body whose name ends with the noun ("the union"), or the firm at hand ("the company")."""
    at, word = head.i, key(noun_lemma(head))
    bodies = [
        m for m in state.entities.recently_mentioned(at, REACH) if m.kind == SpeakerKind.ORGANIZATION and not m.is_place
    ]
    alike = [m for m in bodies if m.full_name.words and m.full_name.keys[-1] in (word, word + "s")]
    if alike:
        return alike[0]
    if word not in ANY_FIRM or modifiers(head):
        return None
    firms = [
        m for m in bodies if m.full_name.words and m.full_name.keys[-1] not in PUBLIC and not m.descriptions & PUBLIC
    ]
    last = state.spoken[-1].entity if state.spoken else None
    if last is not None and any(m is last for m in firms) and at - last.last_mention_before(at) < NEAR:
        return last
    return max(firms, key=lambda m: (bisect_left(m.mentions, at), m.last_mention_before(at)), default=None)


def named_ahead(state: State, phrase: Phrase) -> Entity | None:
    """ "A minister has resigned, ... Ana Lopez, the minister, said": the only one so called, named soon after."""
    head = phrase.head
    if phrase.kind != SpeakerKind.ANONYMOUS or head.tag_ in ("NNS", "NNPS") or owner_of(state, head) is not None:
        return None
    own = modifiers(head) | {key(c.text) for c in head.lefts if c.dep_ in OWNERS}
    described = state.entities.find_by_description(head)
    if len(described) > MANY:
        return None
    pool = [m for m in described if m.kind == SpeakerKind.PERSON and _fits(m, head, own)]
    soon = [m for m in pool if m.mentions and head.i < m.mentions[0] <= head.i + AHEAD]
    return soon[0] if len(soon) == 1 == len(pool) else None


def is_epithet(phrase: Phrase, *, speaks: bool = False) -> bool:
    """ "the actress", "the self-described socialist": without a restriction after it, whoever was just named.

    Who ``speaks`` is a human being: then "the retired neurosurgeon" is one too, whatever the noun.
    """
    head = phrase.head
    if phrase.kind != SpeakerKind.ANONYMOUS or head.tag_ in ("NNS", "NNPS") or first_word(head).lower_ != "the":
        return False
    if any(c.dep_ in ("nmod", "prep", "acl", "acl:relcl", "relcl", "appos") for c in head.rights):
        return False
    if speaks and noun_lemma(head) in ("man", "woman"):  # "the old man", but not "the French man"
        return any(c.lower_ in AGES for c in head.lefts)
    if key(noun_lemma(head)) in ANY_FIRM or key(noun_lemma(head)) in words("body_words"):
        return False
    if noun_lemma(head) in words("epithet_nouns") or AGED.match(head.lower_) or age_phrase_start(head) is not None:
        return True
    return speaks and noun_lemma(head) not in OF_MANY and any(c.dep_ in ("amod", "compound") for c in head.lefts)
