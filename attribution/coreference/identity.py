"""Who the text says that somebody is: "A woman stood up. She was [Ana Lopez]", "a girl named [Ana] feeds the hens"."""

from __future__ import annotations

from ..language.grammar import is_noun
from ..language.lexicon import words
from ..language.name_key import key
from ..language.person_words import is_person_word
from ..model import SpeakerKind
from .adjacent_names import NAMING, WITHIN_NAMING
from .discourse_state import DiscourseState, Referent

COPULAS = frozenset({"was", "is", "'s", "’s"})
MAX_ROLE = 3  # words of a role before the name: "was the trainer Ana Lopez"


def note_identity(state: DiscourseState, named: Referent, at: int) -> None:
    """Give the unnamed one who is said to be called by the name at a token that name, unless its bearer is known."""
    place = _before_copula(state, at) or _before_participle(state, at)
    if place is None or named.mention_count > 1 or named.entity is None:
        return
    choice = state.choices.get(place)
    meant = choice.candidate.referent if choice is not None and choice.candidate is not None else None
    meant = meant or state.described.get(place)
    if meant is None or meant.entity is not None or meant.kind != SpeakerKind.ANONYMOUS:
        return
    if meant.gender and named.gender and meant.gender != named.gender:
        return
    meant.entity, meant.kind, meant.gender = named.entity, named.kind, named.gender or meant.gender
    state.referents[id(named.entity)] = meant
    state.recent.pop(id(named), None)


def _before_copula(state: DiscourseState, at: int) -> int | None:
    """The token before the copula of which the name at a token is the predicate, or None."""
    tokens, before = state.article.tokens, at - 1
    while before > 0 and at - before <= MAX_ROLE and _is_of_role(tokens[before].text):
        before -= 1
    return before - 1 if before > 0 and tokens[before].lower_ in COPULAS else None


def _before_participle(state: DiscourseState, at: int) -> int | None:
    """The noun that a participle names: "a [girl] named Ana", "one [passenger], known only as Ana"; or None."""
    tokens, before = state.article.tokens, at - 1
    while before > 0 and tokens[before].lower_ in WITHIN_NAMING:
        before -= 1
    if before < 1 or tokens[before].lower_ not in NAMING or tokens[before].tag_ != "VBN":
        return None
    noun = tokens[max(before - 2, 0) if tokens[before - 1].text == "," else before - 1]
    if noun.head.lower_ == "one":
        return noun.head.i  # "[one] of the tenants, known as Ana"
    return noun.i if is_noun(noun) else None


def _is_of_role(word: str) -> bool:
    return word == "the" or is_person_word(word) or key(word) in words("titles")
