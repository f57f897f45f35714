"""Who the text says that somebody is: "A woman stood up. She was [Ana Lopez]", "the first witness was Ana Lopez"."""

from __future__ import annotations

from ..language.lexicon import words
from ..language.name_key import key
from ..language.person_words import is_person_word
from ..model import SpeakerKind
from .discourse_state import DiscourseState, Referent

COPULAS = frozenset({"was", "is", "'s", "’s"})
MAX_ROLE = 3  # words of a role before the name: "was the trainer Ana Lopez"


def note_identity(state: DiscourseState, named: Referent, at: int) -> None:
    """Give the unnamed one of whom the name at a token is the predicate that name, unless its bearer is known."""
    tokens, before = state.article.tokens, at - 1
    while before > 0 and at - before <= MAX_ROLE and _is_of_role(tokens[before].text):
        before -= 1
    if before < 1 or tokens[before].lower_ not in COPULAS or named.mention_count > 1 or named.entity is None:
        return
    choice = state.choices.get(before - 1)
    meant = choice.candidate.referent if choice is not None and choice.candidate is not None else None
    meant = meant or state.described.get(before - 1)
    if meant is None or meant.entity is not None or meant.kind != SpeakerKind.ANONYMOUS:
        return
    if meant.gender and named.gender and meant.gender != named.gender:
        return
    meant.entity, meant.kind, meant.gender = named.entity, named.kind, named.gender or meant.gender
    state.referents[id(named.entity)] = meant
    state.recent.pop(id(named), None)


def _is_of_role(word: str) -> bool:
    return word == "the" or is_person_word(word) or key(word) in words("titles")
