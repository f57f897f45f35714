"""Resolve pronouns and descriptions to referents, and record each as a mention."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from ..article.mention_roles import DESCRIPTION, LEADING, PRONOUN
from ..entities.noun_phrases import Phrase, nominal_phrase
from ..entities.offices import represented_name
from ..entities.unnamed_sources import source_description
from ..model import Reason
from ..rules.report import Report, Source
from .candidates import candidates
from .deaths import MAX_TO_VERB, verb_of_death
from .discourse_state import (
    Candidate,
    Choice,
    DiscourseState,
    LinkForm,
    Referent,
    Resolution,
    chain,
    note_mention,
    note_speaker,
)
from .mentions import NEGATIVE_WORDS, Mention, description_mention, pronoun_mention
from .ranker import choose

SURE = 0.8  # probability of a pronoun's antecedent that tells the antecedent's gender
FIRST_PERSON = frozenset({"i", "we", "you", "me", "us", "my", "our"})

Choose = Callable[[DiscourseState, Mention, list[Candidate]], Choice]


def note_pronoun(state: DiscourseState, token: Token, source: bool, decide: Choose = choose) -> Choice:
    """Whom the pronoun means; it is recorded as a mention of it. The result is cached in the state."""
    known = state.choices.get(token.i)
    if known is not None:
        return known
    mention = pronoun_mention(state, token, source)
    made = state.choices[token.i] = decide(state, mention, candidates(state, mention))
    if made.candidate is not None:
        found = made.candidate.referent
        note_mention(state, found, token.i, mention.role, PRONOUN)
        after = state.article.tokens[token.i + 1 : token.i + MAX_TO_VERB]
        found.died = found.died or (mention.role in LEADING and verb_of_death(after) is not None)
        if made.probability >= SURE:
            found.gender = found.gender or mention.gender  # later pronouns must agree
    return made


def note_description(
    state: DiscourseState, phrase: Phrase, source: bool, decide: Choose = choose
) -> tuple[Referent, Choice]:
    """The referent of a description, known or new, with this mention recorded."""
    at = phrase.head.i
    known = state.described.get(at)
    if known is not None and not (source and known.mention_count == 1 and known.entity is None):
        return known, state.choices[at]
    if known is not None:
        forget(state, known)  # a speaker may be known where a mere mention would be new
    mention = description_mention(state, phrase, source)
    options = candidates(state, mention)
    made = decide(state, mention, options)
    found = _chosen(state, made.candidate) if made.candidate is not None else _new(state, mention, phrase)
    following = [option for option in options if option.follows]
    if made.candidate is not None and found.entity is None and following:
        named = decide(state, mention, following)  # the unnamed source met before may get its name now
        made = made._replace(probability=made.probability * named.probability) if named.candidate is not None else made
        _give_name(state, found, named.candidate)
    state.choices[at], state.described[at] = made, found
    note_mention(state, found, at, mention.role, DESCRIPTION)
    if mention.role in LEADING:
        state.sentence_subjects.setdefault(mention.sentence, found)
    return found, made


def _chosen(state: DiscourseState, candidate: Candidate) -> Referent:
    entity = candidate.referent.entity
    return state.referents.setdefault(id(entity), candidate.referent) if entity is not None else candidate.referent


def _give_name(state: DiscourseState, referent: Referent, candidate: Candidate | None) -> None:
    entity = candidate.referent.entity if candidate is not None else None
    if entity is not None:
        referent.entity, referent.kind, referent.gender = entity, entity.kind, entity.gender or referent.gender
        state.referents[id(entity)] = referent


def _new(state: DiscourseState, mention: Mention, phrase: Phrase) -> Referent:
    assert mention.description is not None
    found = Referent(phrase.kind, phrase.head, gender=mention.gender)
    state.unnamed.setdefault(mention.description.noun, []).append(found)
    return found


def forget(state: DiscourseState, referent: Referent) -> None:
    state.recent.pop(id(referent), None)
    for same in state.unnamed.values():
        if referent in same:
            same.remove(referent)
    for sentence in [n for n, subject in state.sentence_subjects.items() if subject is referent]:
        del state.sentence_subjects[sentence]


def resolve_pronoun(
    state: DiscourseState, report: Report, phrase: Phrase, printed: str, decide: Choose = choose
) -> Resolution:
    """The resolution of a pronoun that is the source of a cue; ``AMBIGUOUS_PRONOUN`` if it has no antecedent."""
    ambiguous = Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    if phrase.head.lower_ in FIRST_PERSON:
        return ambiguous
    made = note_pronoun(state, phrase.head, True, decide)
    if made.candidate is None:
        return ambiguous
    found = made.candidate.referent
    name_unnamed(state, found)
    note_speaker(state, report, found)
    name = found.speaker.name
    known = found.head.text if found.entity is None and found.head.text not in name.split() else ""
    return _resolution(found, made, LinkForm.PRONOUN, chain(printed, known, name))


def resolve_description(
    state: DiscourseState, report: Report, phrase: Phrase, printed: str, source: Source, decide: Choose = choose
) -> Resolution:
    """The resolution of a description: the speaker it means, or an unnamed one; ``NO_SOURCE`` for "nobody"."""
    if phrase.head.lower_ in NEGATIVE_WORDS or phrase.head.left_edge.lower_ in NEGATIVE_WORDS:
        return Resolution(None, (printed,), Reason.NO_SOURCE)
    found, made = note_description(state, phrase, True, decide)
    name_unnamed(state, found, source.span.start if found.head.i == phrase.head.i else -1)
    note_speaker(state, report, found)
    return _resolution(found, made, LinkForm.DESCRIPTION, chain(printed, found.speaker.name))


def _resolution(found: Referent, made: Choice, form: LinkForm, forms: tuple[str, ...]) -> Resolution:
    at = made.candidate.at if made.candidate is not None else -1
    return Resolution(found.speaker, forms, None, made.probability, made.factors, found, form, made.options, at)


def note_noun(state: DiscourseState, token: Token, decide: Choose = choose) -> None:
    """Record the description headed by a noun."""
    note_description(state, nominal_phrase(token), False, decide)


def name_unnamed(state: DiscourseState, referent: Referent, start: int = -1) -> None:
    """Set the name of an unnamed referent from its description, if it has none yet.

    ``start`` is the offset at which its source begins, -1 if unknown.
    """
    if referent.entity is None and not referent.name:
        referent.speaks_for = represented_name(referent.head, state.entities.by_token)
        referent.name = source_description(state.doc, referent.head, referent.kind, start) or referent.head.text
