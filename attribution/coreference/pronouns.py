"""Resolve pronouns: candidates that agree in number and gender, ranked by a trained model."""

from __future__ import annotations

from collections.abc import Callable

from ..article.mention_roles import PRONOUN
from ..entities.noun_phrases import Phrase
from ..model import Reason
from ..rules.report import Report
from .discourse_state import DiscourseState, Referent, Resolution, chain, note_mention, note_speaker
from .nominals import name_unnamed
from .ranker import FEMININE, PronounContext, antecedent_candidates, pronoun_context, rank_candidates

GENDERED = frozenset({"he", "she"})
FIRST_PERSON = frozenset({"i", "we", "you", "me", "us", "my", "our"})
MIN_PROBABILITY = 0.34  # probability that the best candidate needs

ChooseAntecedent = Callable[[DiscourseState, PronounContext, list[Referent]], Referent | None]


def most_likely(state: DiscourseState, context: PronounContext, options: list[Referent]) -> Referent | None:
    """The most likely candidate, or None if none is likely enough."""
    order = rank_candidates(state, context, options)
    return order[0][1] if order and order[0][0] >= MIN_PROBABILITY else None


def antecedent_of(
    state: DiscourseState, at: int, source: bool, choose_antecedent: ChooseAntecedent = most_likely
) -> Referent | None:
    """The antecedent of the pronoun at a token, or None; the pronoun is recorded as a mention of it.

    ``source``: the pronoun is the source of a cue. The result is cached in the state.
    """
    if at not in state.antecedents:
        token = state.article.tokens[at]
        context = pronoun_context(state, token, source)
        found = choose_antecedent(state, context, antecedent_candidates(state, token.lower_, at))
        state.antecedents[at] = found
        if found is not None:
            note_mention(state, found, at, context.role, PRONOUN)
            if not found.gender and token.lower_ in GENDERED:
                found.gender = "f" if token.lower_ in FEMININE else "m"  # later pronouns must agree
    return state.antecedents[at]


def resolve_pronoun(
    state: DiscourseState, report: Report, phrase: Phrase, printed: str, choose_antecedent: ChooseAntecedent
) -> Resolution:
    """The resolution of a pronoun that is the source of a cue; ``AMBIGUOUS_PRONOUN`` if it has no antecedent."""
    at = phrase.head.i
    if phrase.head.lower_ in FIRST_PERSON:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    found = antecedent_of(state, at, True, choose_antecedent)
    if found is None:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    name_unnamed(state, found)
    note_speaker(state, report, found)
    name = found.speaker.name
    known = found.head.text if found.entity is None and found.head.text not in name.split() else ""
    return Resolution(found.speaker, chain(printed, known, name))
