"""Resolve the source of each report to a speaker, with the chain from mention to name.

The article is processed in text order: every name, description and pronoun is recorded as a mention to which later
ones may refer, and so is every speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..article.article import Article
from ..article.mention_roles import LEADING, NAME, mention_role
from ..entities.clusters import collect_entities
from ..entities.demonyms import is_demonym
from ..entities.entity import Entity
from ..entities.ner_repair import COUNTRY_KEYS
from ..entities.noun_phrases import Form, Phrase, classify, name_phrase, nominal_phrase
from ..entities.speaker_labels import Labelled, speakers_of_labels
from ..language.grammar import ARTICLES
from ..language.letter_case import in_ordinary_case
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import parse_name, parse_organization
from ..language.person_words import is_person_word
from ..model import Reason, SpeakerKind
from ..rules.report import Report, Source
from .adjacent_names import adjacent_name, adjacent_organization, closing_name, name_after_addition
from .discourse_state import Choice, DiscourseState, LinkForm, Referent, Resolution, chain, note_mention, note_speaker
from .first_person import byline_name, resolve_first_person
from .groups import note_group, resolve_group
from .identity import note_identity
from .kin import note_kin
from .links import Calibrate, calibrated
from .mention_heads import looks_like_name, names_one, source_head
from .mentions import SINGULAR, description_tokens, is_description, pronoun_tokens
from .ranker import choose
from .references import Choose, forget, note_noun, note_pronoun, resolve_description, resolve_pronoun
from .relatives import relative_antecedent
from .shared_names import namesakes, settle_shared_name, shared_name_mention

__all__ = ["Resolution", "resolve"]


def resolve(
    article: Article, reports: list[Report], decide: Choose = choose, calibrate: Calibrate = calibrated
) -> list[Resolution]:
    """One resolution per report, in the same order.

    ``decide`` picks one of a mention's candidates, ``calibrate`` sets the probabilities in the end.
    """
    labelled = speakers_of_labels(article)
    entities = collect_entities(
        article.doc, labelled.persons, article.tokens, article.paragraphs, article.structure.names_nobody
    )
    state = DiscourseState(article.doc, entities, article)
    state.author = _author(state)
    sources: dict[int, list[int]] = {}
    found: dict[int, Resolution] = {}
    for index in sorted(range(len(reports)), key=lambda i: reports[i].cue.start):
        source = reports[index].source
        if source is None:
            found[index] = Resolution(None, (), Reason.NO_SOURCE)
        else:
            sources.setdefault(source.head, []).append(index)
            state.reports.setdefault(source.head, reports[index])
            state.quoted_by.update((article.passages[n].start, source.head) for n in reports[index].passages)
            if reports[index].rule.source_is_label:
                turn = (article.paragraph_at(span.start).start for span in reports[index].content)
                state.quoted_by.update((start, source.head) for start in turn)
    for at, event in _events(state, sources):
        if isinstance(event, Entity):
            _note_name(state, event, at)
        elif event is None:
            for index in sources[at]:
                found[index] = _resolve_source(state, labelled, reports[index], decide)
        else:
            _note_mention(state, event, at, at in sources, decide)
    _leave_own_pronouns_open(state, reports, found)
    named = resolve_first_person(state, reports, [_named(found[i]) for i in range(len(reports))])
    return calibrate(state, reports, named)


def _leave_own_pronouns_open(state: DiscourseState, reports: list[Report], found: dict[int, Resolution]) -> None:
    """Leave a pronoun open that came to mean who speaks around it: nobody says "[she] told me" of herself.

    Where the cue follows the quotation, its speaker is not known before.
    """
    by_head = {report.source.head: n for n, report in enumerate(reports) if report.source is not None}
    for index, made in found.items():
        source = reports[index].source
        if source is None or made.form != LinkForm.PRONOUN or made.referent is None:
            continue
        token = state.article.tokens[source.head]
        passage = state.article.passage_at(token.idx)
        outer = by_head.get(state.quoted_by.get(passage.start, -1)) if passage is not None else None
        if outer not in (None, index) and found[outer].referent is made.referent:
            found[index] = Resolution(None, made.chain[:1], Reason.AMBIGUOUS_PRONOUN)


def _author(state: DiscourseState) -> Entity | None:
    """The person named in the byline, or None."""
    name = byline_name(state.article)
    named = state.entities.find_by_name(name) if name is not None else []
    return named[0] if len(named) == 1 else None


def _named(found: Resolution) -> Resolution:
    """The resolution with the name that its referent got after it spoke, if so."""
    referent = found.referent
    if referent is None or referent.entity is None or found.speaker == referent.speaker:
        return found
    return replace(found, speaker=referent.speaker, chain=chain(found.chain[0], referent.speaker.name))


def _events(state: DiscourseState, sources: dict[int, list[int]]) -> Iterator[tuple[int, Entity | str | None]]:
    """All mentions as (token, event) in text order, at each token the source last.

    The event is an entity for a name, "shared name", "description", "pronoun", or None for a source.
    """
    named = state.entities.by_token
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
    role = mention_role(state.article, token)
    referent = state.referent_of(entity, token)
    note_mention(state, referent, at, role, NAME)
    note_group(state, at)
    note_kin(state, referent, at)
    note_identity(state, referent, at)
    if role in LEADING:
        state.sentence_subjects.setdefault(state.article.narrative_sentence(at), referent)


def _note_mention(state: DiscourseState, event: str, at: int, source: bool, decide: Choose) -> None:
    """Record a mention that is no name of its own; pronouns and descriptions in quotations only if they are sources."""
    token = state.article.tokens[at]
    if event == "shared name":
        _note_shared_name(state, at, decide)
    elif event == "pronoun":
        if source or not state.article.is_quoted(at):
            note_pronoun(state, token, source, decide)
    elif is_description(state, token) and (not state.article.is_quoted(at) or _tells_of_speech(state, at)):
        note_noun(state, token, decide)


def _tells_of_speech(state: DiscourseState, at: int) -> bool:
    """Whether "he" or "she" speaks in the quotation around a token: "[Mum] rang. She said, ‘Come.’" """
    passage = state.article.passage_at(state.article.starts[at])
    first, end = state.article.token_range(passage.outer) if passage is not None else (0, 0)
    return any(first < head < end and state.article.tokens[head].lower_ in SINGULAR for head in state.reports)


def _note_shared_name(state: DiscourseState, at: int, decide: Choose) -> None:
    """Decide whom a shared name means. What tells in prose does not tell whose turn a label opens in a transcript."""
    mention, shared = shared_name_mention(state, at), state.entities.shared_names[at]
    report = state.reports.get(mention.token.i)
    is_label = report is not None and report.rule.source_is_label
    options = namesakes(state, mention, shared)
    made = Choice(None, 0.0) if is_label and len(options) > 1 else decide(state, mention, options)
    entity = settle_shared_name(state, at, made)
    if entity is not None:
        _note_name(state, entity, at)


def _resolve_source(state: DiscourseState, labelled: Labelled, report: Report, decide: Choose) -> Resolution:
    source = report.source
    assert source is not None
    unnamed = labelled.others.get(source.span.start) if report.rule.source_is_label else None
    if unnamed is not None:
        return Resolution(unnamed, chain(state.printed(source), unnamed.name))

    def resolve_one(part: Source) -> Resolution:
        return _resolve(state, report, part, decide)

    one = names_one(state, source) or closing_name(state, source) is not None
    group = None if one else resolve_group(state, report, source, resolve_one)
    return group or resolve_one(source)


def _resolve(state: DiscourseState, report: Report, source: Source, decide: Choose) -> Resolution:
    head = closing_name(state, source) or source_head(state, report, source)
    printed = state.printed(source)
    phrase = classify(head)
    if phrase.form == Form.RELATIVE:
        described = relative_antecedent(state, report, head)
        if described is None:
            return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
        phrase = described
    phrase = _as_name(state, _with_adjacent_name(state, phrase, source))
    if phrase.form == Form.NAME and phrase.head.i != source.head:
        _name_described(state, source.head, phrase)
    if phrase.form == Form.PRONOUN:
        return resolve_pronoun(state, report, phrase, printed, decide)
    if phrase.form == Form.NAME:
        return _resolve_name(state, report, phrase, printed)
    return resolve_description(state, report, phrase, printed, source, decide)


def _name_described(state: DiscourseState, noun: int, name: Phrase) -> None:
    """Record that a noun means the one who is named beside it: "A [guest], who would only be known as Ana, said"."""
    entity, known = state.entities.by_token.get(name.head.i), state.described.get(noun)
    if entity is None or noun in state.entities.by_token:
        return
    if known is not None and known.entity is None:
        forget(state, known)
    state.described[noun] = state.referent_of(entity, name.head)
    state.choices[noun] = Choice(None, 1.0)


def _with_adjacent_name(state: DiscourseState, phrase: Phrase, source: Source) -> Phrase:
    """The name next to an office or description in the source, or else the phrase itself."""
    holder = name_after_addition(state, phrase.head)
    if holder is not None:
        return holder
    titled = _is_title(phrase)
    unnamed = phrase.form == Form.NOMINAL and phrase.kind == SpeakerKind.ANONYMOUS
    if unnamed or (titled and phrase.head.i not in state.entities.by_token):
        plain = nominal_phrase(phrase.head) if titled else phrase
        named = adjacent_name(state, phrase, source, titled=titled)
        return named or adjacent_organization(state, phrase, source) or plain  # "the publisher, [Volta Books]"
    if phrase.form == Form.NOMINAL and phrase.kind == SpeakerKind.ORGANIZATION:
        return adjacent_organization(state, phrase, source) or phrase
    return phrase


def _as_name(state: DiscourseState, phrase: Phrase) -> Phrase:
    """The phrase as a name, if its head is part of an entity or looks like a name; else the phrase itself."""
    if phrase.form == Form.NOMINAL and phrase.head.i in state.entities.by_token:
        return name_phrase(phrase.head, state.entities.by_token[phrase.head.i].kind)
    if phrase.form == Form.NAME and is_demonym(state.entities, phrase.head):
        return nominal_phrase(phrase.head)  # "the Kenyan"
    if phrase.form == Form.NOMINAL and looks_like_name(state, phrase.head):
        return name_phrase(phrase.head, SpeakerKind.PERSON)
    return phrase


def _is_title(phrase: Phrase) -> bool:
    """Whether a name phrase is only an office: "Secretary" in "Secretary of State Lopez", "the Bus Driver, Lopez"."""
    keys = tuple(key(w) for w in phrase.name.split())
    if phrase.form != Form.NAME or keys == COUNTRY_KEYS or not keys or phrase.entity is None:
        return False
    start = phrase.entity.start
    role = start > 0 and phrase.entity.doc[start - 1].lower_ in ARTICLES and is_person_word(phrase.name.split()[-1])
    return role or all(word in words("titles") for word in keys)


def _resolve_name(state: DiscourseState, report: Report, phrase: Phrase, printed: str) -> Resolution:
    span = phrase.entity
    assert span is not None
    made = state.choices.get(phrase.head.i)
    if made is not None and made.candidate is None:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_NAME)
    entity = state.entities.by_token.get(phrase.head.i) or state.entities.of_span(span)
    if entity is None:
        options = state.entities.find_by_name(parse_name(phrase.name))
        if len(options) > 1:
            return Resolution(None, (printed,), Reason.AMBIGUOUS_NAME)
        entity = next(iter(options), None)
    if entity is None:
        person = phrase.kind == SpeakerKind.PERSON
        parsed = in_ordinary_case(parse_name(phrase.name)) if person else parse_organization(phrase.name)
        name = parsed.text or phrase.name
        referent = _unlisted(state, phrase, name)
    else:
        referent = state.referent_of(entity, phrase.head)
    note_speaker(state, report, referent)
    found = Resolution(referent.speaker, chain(printed, referent.speaker.name), referent=referent)
    if made is None or made.candidate is None:
        return found
    return replace(
        found, probability=made.probability, factors=made.factors, form=LinkForm.SHARED_NAME, options=made.options,
        antecedent=made.candidate.at,
    )  # fmt: skip


def _unlisted(state: DiscourseState, phrase: Phrase, name: str) -> Referent:
    """The referent of a name that is not among the entities, with this mention recorded."""
    known = state.unlisted.setdefault(name.casefold(), [])
    if not known:
        known.append(Referent(phrase.kind, phrase.head, name=name))
    note_mention(state, known[0], phrase.head.i, mention_role(state.article, phrase.head), NAME)
    return known[0]
