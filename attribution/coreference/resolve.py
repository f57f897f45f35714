"""Resolve the source of each report to a speaker, with the chain from mention to name.

Reports are taken in order of the text; who spoke last weighs most for a pronoun.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ..cues.beside import Layout
from ..cues.report import Report, Source
from ..grammar import SUBJECTS, is_verb, relative_head
from ..model import Reason, Speaker, SpeakerKind
from ..names.forms import parse_body, parse_name, without_possessive
from .assembly import assemble
from .cast import Cast, Member
from .phrases import Form, Phrase, classify

SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
THING = frozenset({"it", "its", "itself"})
RECENT = 60  # sources that a definite phrase can take up again
FAR = 220  # tokens: further back nobody is meant by a pronoun
CLOSE = 0.85  # a second candidate with so much of the first one's score makes a pronoun ambiguous


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a source is: the speaker, or the reason for silence, and the chain of forms that led there."""

    speaker: Speaker | None
    chain: tuple[str, ...]
    reason: Reason | None = None


@dataclass
class Referent:
    """Somebody a later pronoun or nominal can mean: a member of the cast or an unnamed source."""

    speaker: Speaker
    member: Member | None
    head: Token
    spoke: int  # token index of the last cue; -1 if only mentioned


@dataclass
class State:
    """What has been said so far, while the reports are read in order."""

    doc: Doc
    cast: Cast
    layout: Layout
    spoken: list[Referent] = field(default_factory=list)


def resolve(layout: Layout, reports: list[Report]) -> list[Resolution]:
    """One resolution per report, in the reports' order."""
    spans = [r.source.span for r in reports if r.rule == "transcript_label" and r.source]
    named = [s for span in spans if (s := layout.doc.char_span(span.start, span.end, alignment_mode="expand")) is not None]
    state = State(layout.doc, assemble(layout.doc, named), layout)
    order = sorted(range(len(reports)), key=lambda i: reports[i].cue.start)
    found: dict[int, Resolution] = {}
    for index in order:
        report = reports[index]
        if report.source is None:
            found[index] = Resolution(None, (), Reason.NO_SOURCE)
        else:
            found[index] = _resolve(state, report, report.source)
    return [found[i] for i in range(len(reports))]


def _resolve(state: State, report: Report, source: Source) -> Resolution:
    head = state.doc[source.head]
    printed = state.layout.text[source.span.start : source.span.end]
    phrase = classify(head)
    if phrase.form == Form.RELATIVE:
        noun = relative_head(state.doc[report.verb])
        if noun is None:
            return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
        phrase = classify(noun)
        if phrase.form == Form.RELATIVE:
            return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    if phrase.form == Form.NOMINAL and phrase.head.i in state.cast.at:
        member = state.cast.at[phrase.head.i]
        phrase = Phrase(Form.NAME, phrase.head, phrase.head.text, member.kind, True, state.doc[phrase.head.i : phrase.head.i + 1])
    if phrase.form == Form.PRONOUN:
        return _pronoun(state, report, phrase, printed)
    if phrase.form == Form.NAME:
        return _name(state, report, phrase, printed)
    return _nominal(state, report, phrase, printed, source)


def _remember(state: State, report: Report, speaker: Speaker, member: Member | None, head: Token) -> None:
    said = Referent(speaker, member, head, report.verb)
    last = state.spoken[-1] if state.spoken else None
    if report.rule == "according_to" and last and state.doc[last.spoke].sent == state.doc[report.verb].sent:
        state.spoken.insert(-1, said)  # "..., Xi said, according to Xinhua": the next "he" is Xi
    else:
        state.spoken.append(said)


def _name(state: State, report: Report, phrase: Phrase, printed: str) -> Resolution:
    span = phrase.entity
    assert span is not None
    member = state.cast.of(span)
    if member is None or member.kind == SpeakerKind.PERSON:
        named, ambiguous = state.cast.named(parse_name(phrase.name), phrase.head.i)
        if ambiguous:
            return Resolution(None, (printed,), Reason.AMBIGUOUS_NAME)
        member = named or member
    if member is not None:
        speaker = Speaker(member.name, member.kind)
    else:
        parse = parse_name if phrase.kind == SpeakerKind.PERSON else parse_body
        speaker = Speaker(parse(phrase.name).text or phrase.name, phrase.kind)
    _remember(state, report, speaker, member, phrase.head)
    return Resolution(speaker, _chain(printed, speaker.name))


def _chain(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for f in forms if f))


def _nominal(state: State, report: Report, phrase: Phrase, printed: str, source: Source) -> Resolution:
    if phrase.kind == SpeakerKind.ANONYMOUS and phrase.definite:
        meant = _described(state, phrase)
        if meant is not None:
            speaker = Speaker(meant.name, meant.kind)
            _remember(state, report, speaker, meant, phrase.head)
            return Resolution(speaker, _chain(printed, speaker.name))
    if phrase.definite or phrase.kind in (SpeakerKind.DOCUMENT, SpeakerKind.GROUP):
        for earlier in reversed(state.spoken[-RECENT:]):
            if earlier.member is None and earlier.head.lemma_ == phrase.head.lemma_ and earlier.head.tag_ == phrase.head.tag_:
                _remember(state, report, earlier.speaker, None, phrase.head)
                return Resolution(earlier.speaker, _chain(printed, earlier.speaker.name))
    speaker = Speaker(_description(state, phrase, source), phrase.kind)
    _remember(state, report, speaker, None, phrase.head)
    return Resolution(speaker, _chain(printed, speaker.name))


def _description(state: State, phrase: Phrase, source: Source) -> str:
    """The name of an unnamed source, as printed up to its head noun; its article only where it stands for a person."""
    first = phrase.head.left_edge
    while first.i < phrase.head.i and (first.idx < source.span.start or first.pos_ in ("ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE")):
        first = state.doc[first.i + 1]
    words = state.doc[first.i : phrase.head.i + 1].text.split()
    if len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:] if phrase.kind != SpeakerKind.ANONYMOUS else [words[0].lower(), *words[1:]]
    elif words and first.pos_ != "PROPN" and not first.text.isupper() and not first.ent_type_:
        words = [words[0][:1].lower() + words[0][1:], *words[1:]]
    return without_possessive(" ".join(words)).strip("\"“”'‘’,;:—- ") or state.layout.text[source.span.start : source.span.end]


def _described(state: State, phrase: Phrase) -> Member | None:
    """The named person that "the minister" means: the last one before it who was called a minister."""
    options = [
        m for m in state.cast.described(phrase.head)
        if m.kind == SpeakerKind.PERSON and m.last_before(phrase.head.i) >= 0
    ]  # fmt: skip
    owner = [c for c in phrase.head.children if c.dep_ in ("nmod:poss", "poss")]
    owned = {id(m) for c in owner if (m := state.cast.at.get(c.i)) is not None}
    options = [m for m in options if id(m) not in owned]
    return max(options, key=lambda m: m.last_before(phrase.head.i)) if options else None


def _pronoun(state: State, report: Report, phrase: Phrase, printed: str) -> Resolution:
    word = phrase.head.lower_
    if word in ("i", "we", "you", "me", "us", "my", "our"):
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    scored = sorted(_candidates(state, report, phrase), key=lambda c: c[0], reverse=True)
    if not scored:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    best, referent = scored[0]
    others = [s for s, r in scored[1:] if r.speaker != referent.speaker]
    if others and others[0] >= CLOSE * best:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    _remember(state, report, referent.speaker, referent.member, referent.head)
    return Resolution(referent.speaker, _chain(printed, referent.head.text, referent.speaker.name))


def _candidates(state: State, report: Report, phrase: Phrase) -> list[tuple[float, Referent]]:
    """Everybody whom the pronoun can mean, scored by closeness, grammatical role and having just spoken."""
    word, at = phrase.head.lower_, phrase.head.i
    verb = state.doc[report.verb]
    found: list[tuple[float, Referent]] = []
    for member in state.cast.near(at, FAR):
        place = member.last_before(at)
        if place < 0 or not _agrees(word, member.kind, member.gender):
            continue
        head = state.doc[place]
        score = _salience(state, head, place, at, verb)
        found.append((score, Referent(Speaker(member.name, member.kind), member, head, -1)))
    seen: set[Speaker] = set()
    for referent in reversed(state.spoken[-12:]):
        if referent.speaker in seen or at - referent.spoke > FAR:
            continue
        seen.add(referent.speaker)
        gender = referent.member.gender if referent.member else ""
        if not _agrees(word, referent.speaker.kind, gender):
            continue
        bonus = 2.2 if len(seen) == 1 else 0.5
        score = bonus * _nearness(at - referent.spoke)
        known = next((i for i, (_, r) in enumerate(found) if r.speaker == referent.speaker), None)
        if known is not None:
            found[known] = (found[known][0] + score, found[known][1])
        else:
            found.append((score + 0.5 * _nearness(at - referent.head.i), referent))
    return found


def _nearness(distance: int) -> float:
    return 1.0 / (1.0 + max(distance, 0) / 60.0)


def _salience(state: State, head: Token, place: int, at: int, verb: Token) -> float:
    score = _nearness(at - place)
    top = head
    while top.dep_ in ("compound", "flat", "flat:name", "appos", "nmod:poss", "poss") and top.head != top:
        if top.dep_ in ("nmod:poss", "poss"):
            score *= 0.7
        top = top.head
    if top.dep_ in SUBJECTS:
        score *= 1.8
        if is_verb(top.head) and top.head.dep_ in ("ROOT", "conj", "ccomp") and top.head.sent == verb.sent:
            score *= 1.2
    elif top.dep_ in ("obj", "dobj", "iobj", "dative"):
        score *= 0.7
    if state.layout.passage_at(head.idx) is not None:
        score *= 0.4
    return score


def _agrees(word: str, kind: SpeakerKind, gender: str) -> bool:
    if word in SINGULAR:
        female = word in ("she", "her", "herself")
        if gender and (gender == "f") != female:
            return False
        return kind in (SpeakerKind.PERSON, SpeakerKind.ANONYMOUS)
    if word in THING:
        return kind in (SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT)
    if word in PLURAL:
        return kind in (SpeakerKind.GROUP, SpeakerKind.ORGANIZATION)
    return False
