"""Resolve the source of each report to a speaker, with the chain from mention to name.

The article is gone through in order: every name, description and pronoun is a mention that a later one can take up,
and who has spoken is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.strings import get_string_id

from ..article.article import Article
from ..article.mention_roles import EMBEDDED, NAME, SUBJECT, mention_role
from ..entities.clusters import collect_entities
from ..entities.entity import Entity
from ..entities.ner_repair import COUNTRY_KEYS
from ..entities.noun_phrases import Form, Phrase, classify, name_phrase, nominal_phrase
from ..language.grammar import relative_head
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import parse_name, parse_organization
from ..language.token_ids import isin
from ..model import Reason, Speaker, SpeakerKind
from ..rules.report import Report, Source
from .cataphora import introduced
from .discourse_state import Referent, Resolution, State, chain, remember, seen
from .first_person import first_persons
from .mention_heads import body_beside, named_beside, reads_as_name, source_head
from .nominals import described_tokens, read_nominal, resolve_nominal
from .pronouns import Decide, likeliest, read_pronoun, resolve_pronoun
from .ranker import SINGULAR

__all__ = ["Resolution", "resolve"]

PRONOUNS = numpy.array(sorted(get_string_id(word) for word in SINGULAR), dtype="uint64")


def resolve(article: Article, reports: list[Report], decide: Decide = likeliest) -> list[Resolution]:
    """One resolution per report, in the reports' order; ``decide`` chooses among a pronoun's candidates."""
    spans = [r.source.span for r in reports if r.rule.source_is_label and r.source]
    named = [
        s for span in spans if (s := article.doc.char_span(span.start, span.end, alignment_mode="expand")) is not None
    ]
    state = State(article.doc, collect_entities(article.doc, named, article.tokens, article.paragraphs), article)
    sources: dict[int, list[int]] = {}
    found: dict[int, Resolution] = {}
    for index in sorted(range(len(reports)), key=lambda i: reports[i].cue.start):
        source = reports[index].source
        if source is None:
            found[index] = Resolution(None, (), Reason.NO_SOURCE)
        else:
            sources.setdefault(source.head, []).append(index)
            state.reports.setdefault(source.head, reports[index])
    for at, event in _events(state, sources):
        if isinstance(event, Entity):
            _note_name(state, event, at)
        elif event is None:
            for index in sources[at]:
                source = reports[index].source
                assert source is not None
                found[index] = _resolve(state, reports[index], source, decide)
        elif event == "pronoun":
            if at in sources or not state.article.is_quoted(at):
                read_pronoun(state, at, at in sources, decide)
        elif not state.article.is_quoted(at):
            read_nominal(state, article.tokens[at])
    _name_later(state, reports, found)
    return first_persons(state, reports, [found[i] for i in range(len(reports))])


def _name_later(state: State, reports: list[Report], found: dict[int, Resolution]) -> None:
    """Give those a name who spoke before the article named them."""
    later = {id(report): referent for report, referent in state.voiced if referent.entity is not None}
    for index, report in enumerate(reports):
        referent = later.get(id(report))
        if referent is not None:
            found[index] = Resolution(referent.speaker, chain(found[index].chain[0], referent.speaker.name))


def _events(state: State, sources: dict[int, list[int]]) -> Iterator[tuple[int, Entity | str | None]]:
    """What there is to read, in order of the text: names, descriptions, pronouns, and then the sources there."""
    lowers = state.doc.to_array([LOWER]).ravel()
    named = state.entities.by_token
    events: list[tuple[int, int, Entity | str | None]] = [
        (place, 0, entity) for entity in state.entities.all for place in entity.mentions
    ]
    events += [(at, 1, "pronoun") for at in numpy.flatnonzero(isin(lowers, PRONOUNS)).tolist()]
    events += [(at, 1, "description") for at in described_tokens(state.doc) if at not in named]
    events += [(at, 2, None) for at in sources]
    for at, _, event in sorted(events, key=lambda e: e[:2]):
        yield at, event


def _note_name(state: State, entity: Entity, at: int) -> None:
    token = state.article.tokens[at]
    role = mention_role(state.article, token)
    referent = introduced(state, entity, at) or state.of(entity, token)
    seen(state, referent, at, role, NAME)
    if role in (SUBJECT, EMBEDDED):
        state.leaders.setdefault(state.article.narrative_sentence(at), referent)


def _resolve(state: State, report: Report, source: Source, decide: Decide) -> Resolution:
    head = source_head(state, report, source)
    printed = state.article.text[source.span.start : source.span.end]
    phrase = classify(head)
    if phrase.form == Form.RELATIVE:
        described = _antecedent(state, report)
        if described is None:
            return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
        phrase = described
    phrase = _as_name(state, _beside(state, phrase, source))
    if phrase.form == Form.PRONOUN:
        return resolve_pronoun(state, report, phrase, printed, decide)
    if phrase.form == Form.NAME:
        return _name(state, report, phrase, printed)
    return resolve_nominal(state, report, phrase, printed, source)


def _antecedent(state: State, report: Report) -> Phrase | None:
    """ "Lopez, a lawyer who said": the noun that the relative clause of the cue describes, or whom it stands beside."""
    noun = relative_head(state.article.tokens[report.cue_head])
    if noun is None:
        return None
    beside = noun.dep_ == "appos" and noun.head.i in state.entities.by_token
    phrase = classify(noun.head if beside else noun)
    return phrase if phrase.form != Form.RELATIVE else None


def _beside(state: State, phrase: Phrase, source: Source) -> Phrase:
    """The name that stands beside an office or a description in the source, or else the phrase itself."""
    titled = _is_title(phrase)
    unnamed = phrase.form == Form.NOMINAL and phrase.kind == SpeakerKind.ANONYMOUS
    if unnamed or (titled and phrase.head.i not in state.entities.by_token):
        plain = nominal_phrase(phrase.head) if titled else phrase
        return named_beside(state, phrase, source, titled=titled) or plain
    if phrase.form == Form.NOMINAL and phrase.kind == SpeakerKind.ORGANIZATION:
        return body_beside(state, phrase, source) or phrase
    return phrase


def _as_name(state: State, phrase: Phrase) -> Phrase:
    """A description whose head is a part of a name, or reads as one, as that name."""
    if phrase.form == Form.NOMINAL and phrase.head.i in state.entities.by_token:
        return name_phrase(phrase.head, state.entities.by_token[phrase.head.i].kind)
    if phrase.form == Form.NOMINAL and reads_as_name(state, phrase.head):
        return name_phrase(phrase.head, SpeakerKind.PERSON)
    return phrase


def _is_title(phrase: Phrase) -> bool:
    """ "Secretary" of "Secretary of State Lopez", where the parse takes the office for a name."""
    keys = tuple(key(w) for w in phrase.name.split())
    return phrase.form == Form.NAME and keys != COUNTRY_KEYS and all(word in words("titles") for word in keys)


def _name(state: State, report: Report, phrase: Phrase, printed: str) -> Resolution:
    span = phrase.entity
    assert span is not None
    entity = state.entities.of_span(span)
    if entity is None:
        named, ambiguous = state.entities.find_by_name(parse_name(phrase.name), phrase.head.i)
        if ambiguous:
            return Resolution(None, (printed,), Reason.AMBIGUOUS_NAME)
        entity = named
    if entity is None:
        parse = parse_name if phrase.kind == SpeakerKind.PERSON else parse_organization
        name = parse(phrase.name).text or phrase.name
        referent = _unlisted(state, phrase, name)
    else:
        referent = state.of(entity, phrase.head)
    remember(state, report, referent)
    speaker: Speaker = referent.speaker
    return Resolution(speaker, chain(printed, speaker.name))


def _unlisted(state: State, phrase: Phrase, name: str) -> Referent:
    """The referent of a name that belongs to no entity."""
    known = state.unlisted.setdefault(name.casefold(), [])
    if not known:
        known.append(Referent(phrase.kind, phrase.head, name=name))
    seen(state, known[0], phrase.head.i, mention_role(state.article, phrase.head), NAME)
    return known[0]
