"""Resolve the source of each report to a speaker, with the chain from mention to name.

The article is processed in text order: every name, description and pronoun is recorded as a mention to which later
ones may refer, and so is every speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..article.article import Article
from ..article.mention_roles import NAME, mention_role
from ..entities.article_names import names_in
from ..entities.clusters import entities_of
from ..entities.demonyms import is_demonym
from ..entities.entity import Entity
from ..entities.noun_phrases import Form, nominal_phrase
from ..entities.speaker_labels import Labelled, speakers_of_labels
from ..language.pronouns import HE_OR_SHE
from ..model import Reason
from ..rules.authors import author_of, is_words
from ..rules.report import Report, Source
from ..rules.sources.phrase import owner_phrase
from .discourse_state import Choose, DiscourseState, LinkForm, Resolution, chain, note_mention
from .first_person import byline_name, resolve_first_person
from .groups import note_group, resolve_group
from .identity import note_identity
from .kin import note_kin
from .links import Calibrate, calibrated
from .mentions import description_tokens, is_description, pronoun_tokens
from .ranker import choose
from .references import (
    note_described,
    note_description,
    note_pronoun,
    note_shared_name,
    resolve_description,
    resolve_name,
    resolve_pronoun,
)
from .source_names import Tie, name_in_source
from .source_phrase import source_phrase

__all__ = ["Resolution", "named", "resolve", "resolve_by_source"]


def resolve(
    article: Article, reports: list[Report], decide: Choose = choose, calibrate: Calibrate = calibrated
) -> list[Resolution]:
    """One resolution per report, in the same order.

    ``decide`` picks one of a mention's candidates, ``calibrate`` sets the probabilities in the end.
    """
    state = _state(article, reports, decide)
    found = [Resolution(None, (), Reason.NO_SOURCE)] * len(reports)
    for _, index, resolution in _by_source(state, reports):
        found[index] = resolution
    _leave_own_pronouns_open(state, reports, found)
    return calibrate(state, reports, resolve_first_person(state, reports, list(map(named, found))))


def resolve_by_source(article: Article, reports: list[Report]) -> Iterator[tuple[int, Resolution]]:
    """The head of each source and what the text up to there tells of it, in text order, each when it is asked for.

    "I" and "we" are not resolved.
    """
    for head, _, resolution in _by_source(_state(article, reports, choose), reports):
        yield head, resolution


def _by_source(state: DiscourseState, reports: list[Report]) -> Iterator[tuple[int, int, Resolution]]:
    """The head of the source, the number and the resolution of each report that has a source, in text order."""
    labelled = state.article.once(speakers_of_labels)
    at_source: dict[int, list[int]] = {}
    for index in sorted(range(len(reports)), key=lambda i: reports[i].cue.start):
        source = reports[index].source
        if source is not None:
            at_source.setdefault(source.head, []).append(index)
    for at, event in _events(state):
        if isinstance(event, Entity):
            _note_name(state, event, at)
        elif event is None:
            for index in at_source[at]:
                yield at, index, _resolve_source(state, labelled, reports[index])
        else:
            _note_mention(state, event, at)


def _state(article: Article, reports: list[Report], decide: Choose) -> DiscourseState:
    """The state before the first mention: the entities, the author, and the source of each passage and turn."""
    entities = entities_of(article.once(names_in), article.tokens)
    state = DiscourseState(article.doc, entities, article, decide)
    name = byline_name(article)
    authors = entities.find_by_name(name) if name is not None else []
    state.author = authors[0] if len(authors) == 1 else None
    for report in sorted(reports, key=lambda report: report.cue.start):
        if report.source is not None:
            state.reports.setdefault(report.source.head, report)
            starts = [article.passages[n].start for n in report.passages]
            if report.rule.source_is_label:
                starts += [article.paragraph_at(span.start).start for span in report.content]
            state.quoted_by.update(dict.fromkeys(starts, report.source.head))
    return state


def _events(state: DiscourseState) -> Iterator[tuple[int, Entity | str | None]]:
    """All mentions as (token, event) in text order, at each token the source last.

    The event is an entity for a name, "shared name", "description", "pronoun", or None for a source.
    """
    named, sources = state.entities.by_token, state.reports
    events: list[tuple[int, int, Entity | str | None]] = [
        (place, 0, entity)
        for entity in state.entities.all
        for place in entity.mentions
        if not is_demonym(state.entities, state.article.tokens[place])
    ]
    events += [(at, 0, "shared name") for at in state.entities.shared_names]
    events += [(at, 1, "pronoun") for at in pronoun_tokens(state.doc)]
    events += [(at, 1, "description") for at in description_tokens(state.doc) if at not in named and at not in sources]
    events += [(at, 2, None) for at in sources]
    for at, _, event in sorted(events, key=lambda e: e[:2]):
        yield at, event


def _note_name(state: DiscourseState, entity: Entity, at: int) -> None:
    token = state.article.tokens[at]
    referent = state.referent_of(entity, token)
    note_mention(state, referent, at, mention_role(state.article, token), NAME)
    note_group(state, at)
    note_kin(state, referent, at)
    note_identity(state, referent, at)


def _note_mention(state: DiscourseState, event: str, at: int) -> None:
    """Record a mention that is no name of its own; pronouns and descriptions in quotations only if they are sources."""
    token, quoted = state.article.tokens[at], state.article.is_quoted(at)
    if event == "shared name":
        entity = note_shared_name(state, at)
        if entity is not None:
            _note_name(state, entity, at)
    elif event == "pronoun":
        if at in state.reports or not quoted:
            note_pronoun(state, token, at in state.reports)
    elif is_description(state, token) and (not quoted or _tells_of_speech(state, at)):
        note_description(state, nominal_phrase(token), False)


def _tells_of_speech(state: DiscourseState, at: int) -> bool:
    """Whether "he" or "she" speaks in the quotation around a token: "[Mum] rang. She said, ‘Come.’" """
    passage = state.article.passage_at(state.article.starts[at])
    first, end = state.article.token_range(passage.outer) if passage is not None else (0, 0)
    return any(first < head < end and state.article.tokens[head].lower_ in HE_OR_SHE for head in state.reports)


def _resolve_source(state: DiscourseState, labelled: Labelled, report: Report) -> Resolution:
    source = report.source
    assert source is not None
    unnamed = labelled.others.get(source.span.start) if report.rule.source_is_label else None
    if unnamed is not None:
        return Resolution(unnamed, chain(state.printed(source), unnamed.name))
    beside = name_in_source(state, source)
    one = beside is not None and (beside.tie == Tie.CLOSING or (beside.tie == Tie.ROLE and beside.joined))
    group = None if one else resolve_group(state, report, source, lambda part: _resolve(state, report, part))
    return group or _resolve(state, report, source)


def _resolve(state: DiscourseState, report: Report, source: Source) -> Resolution:
    source = _author(state, source) or source
    phrase = source_phrase(state, report, source, name_in_source(state, source))
    if phrase is None:
        return Resolution(None, (state.printed(source),), Reason.AMBIGUOUS_PRONOUN)
    if phrase.form == Form.PRONOUN:
        return resolve_pronoun(state, report, phrase, source)
    if phrase.form == Form.NOMINAL:
        return resolve_description(state, report, phrase, source)
    if phrase.head.i != source.head:
        note_described(state, source.head, phrase)
    return resolve_name(state, report, phrase, source)


def _author(state: DiscourseState, source: Source) -> Source | None:
    """The person whose words a source is: [her] note said so, a message from [Ana Lopez] read; None if it is none."""
    noun = state.article.tokens[source.head]
    author = author_of(noun) if is_words(noun) and noun.i not in state.entities.by_token else None
    return Source(owner_phrase(state.article.text, author, noun), author.i, source.rule) if author is not None else None


def _leave_own_pronouns_open(state: DiscourseState, reports: list[Report], found: list[Resolution]) -> None:
    """Leave a pronoun open that came to mean who speaks around it: nobody says "[she] told me" of herself.

    Where the cue follows the quotation, its speaker is not known before.
    """
    by_head = {report.source.head: n for n, report in enumerate(reports) if report.source is not None}
    for head, index in by_head.items():
        made, passage = found[index], state.article.passage_at(state.article.starts[head])
        if made.form != LinkForm.PRONOUN or made.referent is None or passage is None:
            continue
        outer = by_head.get(state.quoted_by.get(passage.start, -1), index)
        if outer != index and found[outer].referent is made.referent:
            found[index] = Resolution(None, made.chain[:1], Reason.AMBIGUOUS_PRONOUN)


def named(found: Resolution) -> Resolution:
    """The resolution with the name that its referent got after it spoke, if so."""
    referent = found.referent
    if referent is None or referent.entity is None or found.speaker == referent.speaker:
        return found
    return replace(found, speaker=referent.speaker, chain=chain(found.chain[0], referent.speaker.name))
