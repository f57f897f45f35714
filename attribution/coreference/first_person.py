"""Resolve "I" and "we" to the speaker of the enclosing quotation, or to the author named in the byline."""

from __future__ import annotations

from ..article.article import Article
from ..language.letter_case import in_ordinary_case
from ..language.names import Name, parse_name
from ..language.pronouns import FIRST_PERSON, WE
from ..model import Speaker, SpeakerKind
from ..rules.report import Report
from .discourse_state import DiscourseState, LinkForm, Resolution, chain


def resolve_first_person(state: DiscourseState, reports: list[Report], found: list[Resolution]) -> list[Resolution]:
    """The resolutions, completed for "I" and "we", which require that all other sources are resolved."""
    resolved, tokens = list(found), state.article.tokens
    spoken = {
        n: source
        for n, report in enumerate(reports)
        if (source := report.source) is not None and found[n].speaker is None
        if tokens[source.head].lower_ in FIRST_PERSON
    }
    enclosing = (
        _enclosing_speakers(reports, found, {n: tokens[s.head].idx for n, s in spoken.items()}) if spoken else {}
    )
    for number, source in spoken.items():
        speaker, head = enclosing.get(number), tokens[source.head]
        if head.lower_ in WE:
            speaker = _organization_of(speaker)
        elif speaker is None and state.article.passage_at(head.idx) is None:
            speaker = _author(state)
        if speaker is not None:
            forms = chain(state.printed(source), speaker.name)
            resolved[number] = Resolution(speaker, forms, form=LinkForm.FIRST_PERSON)
    return resolved


def _enclosing_speakers(reports: list[Report], found: list[Resolution], offsets: dict[int, int]) -> dict[int, Speaker]:
    """The speaker of the smallest report that encloses each source; ``offsets`` are the sources' by report index."""
    spans = sorted(
        (span.start, span.end, sum(s.end - s.start for s in report.content), n)
        for n, report in enumerate(reports)
        if found[n].speaker is not None
        for span in report.content
    )
    holders: dict[int, Speaker] = {}
    begun = 0
    active: list[tuple[int, int, int, int]] = []  # those that may contain a later offset
    for number, at in sorted(offsets.items(), key=lambda item: item[1]):
        while begun < len(spans) and spans[begun][0] <= at:
            active.append(spans[begun])
            begun += 1
        active = [span for span in active if span[1] > at]
        holding = [(size, n) for _, _, size, n in active if n != number]
        speaker = found[min(holding)[1]].speaker if holding else None
        if speaker is not None:
            holders[number] = speaker
    return holders


def _organization_of(speaker: Speaker | None) -> Speaker | None:
    """Who "we" is: the organization or group that speaks, or the one that a spokesperson represents; else None."""
    if speaker is None or speaker.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.GROUP):
        return speaker
    return Speaker(speaker.speaks_for, SpeakerKind.ORGANIZATION) if speaker.speaks_for else None


def byline_name(article: Article) -> Name | None:
    """The name in the byline ("By NAME"), or None."""
    author = article.structure.author
    return parse_name(article.text[author.start : author.end]) if author is not None else None


def _author(state: DiscourseState) -> Speaker | None:
    """The author named in the byline as a speaker, or None."""
    if state.author is not None:
        return state.author.speaker
    name = byline_name(state.article)
    return Speaker(in_ordinary_case(name).text, SpeakerKind.PERSON) if name is not None else None
