"""Pronouns: who "she" is, by number, gender, and what the trained table makes of place and role."""

from __future__ import annotations

from collections.abc import Callable

from ..article.mention_roles import PRONOUN
from ..entities.noun_phrases import Phrase
from ..model import Reason
from ..rules.report import Report
from .discourse_state import Referent, Resolution, State, chain, remember, seen
from .nominals import call
from .ranker import FEMININE, Place, candidates, place_of, ranked

TELLING = frozenset({"he", "she"})
FIRST_PERSON = frozenset({"i", "we", "you", "me", "us", "my", "our"})
SURE = 0.34  # how likely the likeliest must be for a pronoun to mean anybody

Decide = Callable[[State, Place, list[Referent]], Referent | None]


def likeliest(state: State, place: Place, options: list[Referent]) -> Referent | None:
    """The likeliest candidate; nobody where none is likely enough."""
    order = ranked(state, place, options)
    return order[0][1] if order and order[0][0] >= SURE else None


def read_pronoun(state: State, at: int, source: bool, decide: Decide = likeliest) -> Referent | None:
    """Whom the pronoun at a token means; it counts as a mention of them."""
    if at not in state.pronouns:
        token = state.article.tokens[at]
        place = place_of(state, token, source)
        found = decide(state, place, candidates(state, token.lower_, at))
        state.pronouns[at] = found
        if found is not None:
            seen(state, found, at, place.role, PRONOUN)
            if not found.gender and token.lower_ in TELLING:
                found.gender = "f" if token.lower_ in FEMININE else "m"  # who was "she" once is "she" again
    return state.pronouns[at]


def resolve_pronoun(state: State, report: Report, phrase: Phrase, printed: str, decide: Decide) -> Resolution:
    """The speaker that a pronoun beside a cue means, or silence."""
    at = phrase.head.i
    if phrase.head.lower_ in FIRST_PERSON:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    found = read_pronoun(state, at, True, decide)
    if found is None:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    call(state, found)
    remember(state, report, found)
    name = found.speaker.name
    known = found.head.text if found.entity is None and found.head.text not in name.split() else ""
    return Resolution(found.speaker, chain(printed, known, name))
