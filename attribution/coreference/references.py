"""Resolve names, pronouns and descriptions to referents, and record each as a mention."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.mention_roles import DESCRIPTION, LEADING, NAME, PRONOUN, mention_role
from ..entities.common_nouns import NEGATIVE_WORDS
from ..entities.entity import Entity
from ..entities.noun_phrases import Phrase, noun_lemma
from ..entities.offices import represented_name
from ..entities.unnamed_sources import source_description
from ..language.deaths import MAX_TO_VERB, verb_of_death
from ..language.letter_case import in_ordinary_case
from ..language.name_key import key
from ..language.names import parse_name, parse_organization
from ..language.pronouns import FIRST_PERSON
from ..model import Reason, Span, SpeakerKind
from ..rules.report import Report, Source
from .candidates import candidates
from .discourse_state import (
    Choice,
    DiscourseState,
    LinkForm,
    Referent,
    Resolution,
    chain,
    forget,
    give_name,
    note_mention,
    note_speaker,
)
from .mentions import description_mention, pronoun_mention, shared_name_mention

SURE = 0.8  # probability of a pronoun's antecedent that tells the antecedent's gender
UNRESOLVED = FIRST_PERSON | {"you"}


def note_pronoun(state: DiscourseState, token: Token, source: bool) -> Choice:
    """Whom the pronoun means; it is recorded as a mention of it. The result is cached in the state."""
    known = state.choices.get(token.i)
    if known is not None:
        return known
    mention = pronoun_mention(state, token, source)
    made = state.choices[token.i] = state.decide(state, mention, candidates(state, mention))
    if made.candidate is not None:
        found = made.candidate.referent
        note_mention(state, found, token.i, mention.role, PRONOUN)
        after = state.article.tokens[token.i + 1 : token.i + MAX_TO_VERB]
        found.died = found.died or (mention.role in LEADING and verb_of_death(after) is not None)
        if made.probability >= SURE:
            found.gender = found.gender or mention.gender  # later pronouns must agree
    return made


def note_shared_name(state: DiscourseState, at: int) -> Entity | None:
    """Whom the shared name at a token means, None if that is unclear.

    What tells in prose does not tell whose turn a label opens in a transcript.
    """
    mention, shared = shared_name_mention(state, at), state.entities.shared_names[at]
    report = state.reports.get(mention.token.i)
    options = candidates(state, mention)
    is_label = report is not None and report.rule.source_is_label and len(options) > 1
    made = Choice(None, 0.0) if is_label else state.decide(state, mention, options)
    state.choices.update(dict.fromkeys(range(at, shared.end), made))
    entity = made.candidate.referent.entity if made.candidate is not None else None
    if entity is not None:
        state.entities.settle(at, entity)
    return entity


def note_description(state: DiscourseState, phrase: Phrase, source: bool) -> tuple[Referent, Choice]:
    """The referent of a description, known or new, with this mention recorded."""
    at = phrase.head.i
    known = state.described.get(at)
    if known is not None and not (source and known.mention_count == 1 and known.entity is None):
        return known, state.choices[at]
    if known is not None:
        forget(state, known)  # a speaker may be known where a mere mention would be new
    mention = description_mention(state, phrase, source)
    options = candidates(state, mention)
    made = state.decide(state, mention, options)
    found = Referent(phrase.kind, phrase.head, gender=mention.gender)
    if made.candidate is None:
        state.unnamed.setdefault(key(noun_lemma(phrase.head)), []).append(found)
    else:
        found = made.candidate.referent
        if found.entity is not None:
            found = state.referents.setdefault(id(found.entity), found)
        following = [option for option in options if option.follows] if found.entity is None else []
        named = state.decide(state, mention, following) if following else Choice(None, 1.0)
        if named.candidate is not None and named.candidate.referent.entity is not None:
            made = made._replace(probability=made.probability * named.probability)
            give_name(state, found, named.candidate.referent.entity)  # of the unnamed source met before
    state.choices[at], state.described[at] = made, found
    note_mention(state, found, at, mention.role, DESCRIPTION)
    return found, made


def note_described(state: DiscourseState, noun: int, name: Phrase) -> None:
    """Record that a noun means the one who is named beside it: "A [guest], who would only be known as Ana, said"."""
    entity, known = state.entities.by_token.get(name.head.i), state.described.get(noun)
    if entity is None or noun in state.entities.by_token:
        return
    if known is not None and known.entity is None:
        forget(state, known)
    state.described[noun] = state.referent_of(entity, name.head)
    state.choices[noun] = Choice(None, 1.0)


def resolve_pronoun(state: DiscourseState, report: Report, phrase: Phrase, source: Source) -> Resolution:
    """The resolution of a pronoun that is the source of a cue; ``AMBIGUOUS_PRONOUN`` if it has no antecedent."""
    printed = state.printed(source)
    made = note_pronoun(state, phrase.head, True) if phrase.head.lower_ not in UNRESOLVED else Choice(None, 0.0)
    if made.candidate is None:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    found = made.candidate.referent
    _name_unnamed(state, found)
    name = found.speaker.name
    known = found.head.text if found.entity is None and found.head.text not in name.split() else ""
    return _resolution(state, report, found, made, LinkForm.PRONOUN, chain(printed, known, name))


def resolve_description(state: DiscourseState, report: Report, phrase: Phrase, source: Source) -> Resolution:
    """The resolution of a description: the speaker it means, or an unnamed one; ``NO_SOURCE`` for "nobody"."""
    printed = state.printed(source)
    if phrase.head.lower_ in NEGATIVE_WORDS or phrase.head.left_edge.lower_ in NEGATIVE_WORDS:
        return Resolution(None, (printed,), Reason.NO_SOURCE)
    found, made = note_description(state, phrase, True)
    _name_unnamed(state, found, source.span if found.head.i == phrase.head.i else None)
    return _resolution(state, report, found, made, LinkForm.DESCRIPTION, chain(printed, found.speaker.name))


def resolve_name(state: DiscourseState, report: Report, phrase: Phrase, source: Source) -> Resolution:
    """The resolution of a name; ``AMBIGUOUS_NAME`` if it may be several people's."""
    span, printed, made = phrase.entity, state.printed(source), state.choices.get(phrase.head.i)
    assert span is not None
    entity = state.entities.by_token.get(phrase.head.i) or state.entities.of_span(span)
    options = [entity] if entity is not None else state.entities.find_by_name(parse_name(phrase.name))
    if (made is not None and made.candidate is None) or len(options) > 1:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_NAME)
    referent = state.referent_of(options[0], phrase.head) if options else _unlisted(state, phrase)
    form, made = (LinkForm.NAME, Choice(None, 1.0)) if made is None else (LinkForm.SHARED_NAME, made)
    return _resolution(state, report, referent, made, form, chain(printed, referent.speaker.name))


def _unlisted(state: DiscourseState, phrase: Phrase) -> Referent:
    """The referent of a name that is not among the entities, with this mention recorded."""
    person = phrase.kind == SpeakerKind.PERSON
    parsed = in_ordinary_case(parse_name(phrase.name)) if person else parse_organization(phrase.name)
    name = parsed.text or phrase.name
    found = state.unlisted.setdefault(name.casefold(), Referent(phrase.kind, phrase.head, name=name))
    note_mention(state, found, phrase.head.i, mention_role(state.article, phrase.head), NAME)
    return found


def _resolution(
    state: DiscourseState, report: Report, found: Referent, made: Choice, form: LinkForm, forms: tuple[str, ...]
) -> Resolution:
    """The resolution to a referent, which is recorded as the speaker."""
    note_speaker(state, report, found)
    at = made.candidate.at if made.candidate is not None else -1
    return Resolution(found.speaker, forms, None, made.probability, made.factors, found, form, made.options, at)


def _name_unnamed(state: DiscourseState, referent: Referent, printed: Span | None = None) -> None:
    """Set the name of an unnamed referent from its description, ``printed`` as a source, if it has none yet."""
    if referent.entity is None and not referent.name:
        referent.speaks_for = represented_name(referent.head, state.entities.by_token)
        referent.name = source_description(state.doc, referent.head, referent.kind, printed) or referent.head.text
