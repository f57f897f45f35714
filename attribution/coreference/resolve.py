"""Resolve the source of each report to a speaker, with the chain from mention to name.

Reports are taken in order of the text; who spoke last weighs most for a pronoun.
"""

from __future__ import annotations

from ..cues.beside import Layout
from ..cues.report import Report, Source
from ..grammar import relative_head
from ..model import Reason, Speaker, SpeakerKind
from ..names.forms import parse_body, parse_name
from .assembly import assemble
from .nominals import resolve_nominal
from .phrases import Form, Phrase, classify
from .pronouns import resolve_pronoun
from .state import Resolution, State, chain, remember

__all__ = ["Resolution", "resolve"]


def resolve(layout: Layout, reports: list[Report]) -> list[Resolution]:
    """One resolution per report, in the reports' order."""
    spans = [r.source.span for r in reports if r.rule == "transcript_label" and r.source]
    named = [
        s for span in spans if (s := layout.doc.char_span(span.start, span.end, alignment_mode="expand")) is not None
    ]
    state = State(layout.doc, assemble(layout.doc, named, layout.tokens), layout)
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
    if phrase.form == Form.NOMINAL and phrase.kind == SpeakerKind.ANONYMOUS:
        phrase = _in_apposition(state, phrase, source) or phrase
    if phrase.form == Form.NOMINAL and phrase.head.i in state.cast.at:
        member = state.cast.at[phrase.head.i]
        phrase = Phrase(
            Form.NAME, phrase.head, phrase.head.text, member.kind, True, state.doc[phrase.head.i : phrase.head.i + 1]
        )
    if phrase.form == Form.PRONOUN:
        return resolve_pronoun(state, report, phrase, printed)
    if phrase.form == Form.NAME:
        return _name(state, report, phrase, printed)
    return resolve_nominal(state, report, phrase, printed, source)


def _in_apposition(state: State, phrase: Phrase, source: Source) -> Phrase | None:
    """ "His chief of staff, MIRELA HADDAD": the name behind the comma, where the parse hangs it elsewhere."""
    doc = state.doc
    for index in range(phrase.head.i + 1, len(doc)):
        if doc[index].idx >= source.span.end:
            return None
        member = state.cast.at.get(index)
        if member is not None and member.kind == SpeakerKind.PERSON and doc[index - 1].text == ",":
            return Phrase(Form.NAME, doc[index], doc[index].text, member.kind, True, doc[index : index + 1])
    return None


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
    remember(state, report, speaker, member, phrase.head)
    return Resolution(speaker, chain(printed, speaker.name))
