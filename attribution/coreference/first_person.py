"""Resolve "I" and "we" to the speaker of the enclosing quotation, or to the author named in the byline."""

from __future__ import annotations

from functools import cache

from ..article.article import Article
from ..language.letter_case import in_ordinary_case
from ..language.names import Name, parse_name
from ..model import Speaker, SpeakerKind
from ..rules.report import Report
from .discourse_state import DiscourseState, LinkForm, Resolution, chain

SINGULAR = frozenset({"i", "me", "my", "myself"})
PLURAL = frozenset({"we", "us", "our", "ourselves"})


def resolve_first_person(state: DiscourseState, reports: list[Report], found: list[Resolution]) -> list[Resolution]:
    """The resolutions, completed for "I" and "we", which require that all other sources are resolved."""
    unresolved = [n for n, r in enumerate(reports) if r.source is not None and found[n].speaker is None]
    return _resolved(state, reports, found, unresolved) if unresolved else found


def _resolved(
    state: DiscourseState, reports: list[Report], found: list[Resolution], places: list[int]
) -> list[Resolution]:
    resolved, tokens = list(found), state.article.tokens
    heads = {n: source.head for n in places if (source := reports[n].source) is not None}
    spoken = {n: head for n, head in heads.items() if tokens[head].lower_ in SINGULAR | PLURAL}
    enclosing = _enclosing_speakers(reports, found, {n: tokens[head].idx for n, head in spoken.items()})
    cached_author = cache(lambda: _author(state))
    for number, head in spoken.items():
        source, outer = reports[number].source, enclosing.get(number)
        assert source is not None
        singular = tokens[head].lower_ in SINGULAR
        if outer is None and singular and state.article.passage_at(tokens[head].idx) is None:
            outer = cached_author()
        speaker = outer if singular else _organization_of(outer)
        if speaker is not None:
            printed = state.printed(source)
            resolved[number] = Resolution(speaker, chain(printed, speaker.name), form=LinkForm.FIRST_PERSON)
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
    if name is None:
        return None
    return Speaker(in_ordinary_case(name).text, SpeakerKind.PERSON)
