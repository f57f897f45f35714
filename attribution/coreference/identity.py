"""Who the text says that somebody is: "A woman stood up. She was [Ana Lopez]", "a girl named [Ana] feeds the hens"."""

from __future__ import annotations

from ..entities.naming import gender_when_named, noun_named_by
from ..language.grammar import OBJECTS, lemma
from ..language.lexicon import words
from ..language.name_key import key
from ..language.person_words import is_person_word
from ..model import SpeakerKind
from .discourse_state import DiscourseState, Referent, forget, give_name

COPULAS = frozenset({"was", "is", "'s", "’s"})
IDENTIFYING_VERBS = frozenset({"name", "identify"})
MAX_ROLE = 3  # words of a role before the name: "was the trainer Ana Lopez"


def note_identity(state: DiscourseState, named: Referent, at: int) -> None:
    """Give the unnamed one who is said to be called by the name at a token that name."""
    noun = noun_named_by(state.article.tokens, at)
    place = noun.i if noun is not None else _subject_of(state, at)
    if place is None or named.entity is None:
        return
    choice = state.choices.get(place)
    meant = choice.candidate.referent if choice is not None and choice.candidate is not None else None
    meant = meant or state.described.get(place)
    named.gender = gender_when_named(state.article.tokens, at) or named.gender
    if meant is None or meant.entity is not None or meant.kind != SpeakerKind.ANONYMOUS:
        return
    if meant.gender and named.gender and meant.gender != named.gender:
        return
    give_name(state, meant, named.entity)
    if named.mention_count == 1:
        state.recent.pop(id(named), None)
        return
    forget(state, meant)  # the name's earlier mentions count
    state.referents[id(named.entity)] = state.described[place] = named


def _subject_of(state: DiscourseState, at: int) -> int | None:
    """The token of whom a verb says that it is called by the name at a token, or None.

    "[She] was Ana Lopez", "Police named the [driver] as Ana Lopez".
    """
    tokens, before = state.article.tokens, at - 1
    while before > 0 and at - before <= MAX_ROLE and _is_of_role(tokens[before].text):
        before -= 1
    if before > 0 and tokens[before].lower_ in COPULAS:
        return before - 1
    noun = tokens[before - 1] if before > 1 and tokens[before].lower_ == "as" else None
    identified = noun is not None and noun.dep_ in OBJECTS and lemma(noun.head) in IDENTIFYING_VERBS
    return noun.i if noun is not None and identified else None


def _is_of_role(word: str) -> bool:
    return word == "the" or is_person_word(word) or key(word) in words("titles")
