"""Who "I" and "we" are: the speaker of the quotation that they stand in, or the author whom a byline names."""

from __future__ import annotations

import re
from functools import cache

from ..language.names import parse_name
from ..model import Span, Speaker, SpeakerKind
from ..rules.report import Report
from .discourse_state import Resolution, State, chain

SINGULAR = frozenset({"i", "me", "my", "myself"})
PLURAL = frozenset({"we", "us", "our", "ourselves"})
BYLINE = re.compile(r"(?:[Bb]y|BY|[Ww]ords by|[Ss]tory by)[ :]\s*(\S.{2,60}?)(?:,.*|\s+(?:in|for|and)\s.*)?$")
FIRST = 6  # paragraphs in which a byline may stand


def first_persons(state: State, reports: list[Report], found: list[Resolution]) -> list[Resolution]:
    """The resolutions, with those of "I" and "we" that could not be told while the article was read."""
    open_ones = [n for n, r in enumerate(reports) if r.source is not None and found[n].speaker is None]
    return _told(state, reports, found, open_ones) if open_ones else found


def _told(state: State, reports: list[Report], found: list[Resolution], places: list[int]) -> list[Resolution]:
    told, tokens = list(found), state.article.tokens
    heads = {n: source.head for n in places if (source := reports[n].source) is not None}
    spoken = {n: head for n, head in heads.items() if tokens[head].lower_ in SINGULAR | PLURAL}
    around = _around(reports, found, {n: tokens[head].idx for n, head in spoken.items()})
    by_author = cache(lambda: author(state))
    for number, head in spoken.items():
        source, outer = reports[number].source, around.get(number)
        assert source is not None
        singular = tokens[head].lower_ in SINGULAR
        if outer is None and singular and state.article.passage_at(tokens[head].idx) is None:
            outer = by_author()
        speaker = outer if singular else _body(outer)
        if speaker is not None:
            printed = state.article.text[source.span.start : source.span.end]
            told[number] = Resolution(speaker, chain(printed, speaker.name))
    return told


def _around(reports: list[Report], found: list[Resolution], offsets: dict[int, int]) -> dict[int, Speaker]:
    """For reports by number with the offsets of their sources: the speaker of the smallest report that holds each."""
    spans = sorted(
        (span.start, span.end, sum(s.end - s.start for s in report.content), n)
        for n, report in enumerate(reports)
        if found[n].speaker is not None
        for span in report.content
    )
    holders: dict[int, Speaker] = {}
    begun = 0
    still: list[tuple[int, int, int, int]] = []  # those that may hold an offset yet to come
    for number, at in sorted(offsets.items(), key=lambda item: item[1]):
        while begun < len(spans) and spans[begun][0] <= at:
            still.append(spans[begun])
            begun += 1
        still = [span for span in still if span[1] > at]
        holding = [(size, n) for _, _, size, n in still if n != number]
        speaker = found[min(holding)[1]].speaker if holding else None
        if speaker is not None:
            holders[number] = speaker
    return holders


def _body(speaker: Speaker | None) -> Speaker | None:
    """ "We" of a spokesperson is the body, of a body it is the body; of anybody else it is not told."""
    if speaker is None or speaker.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.GROUP):
        return speaker
    return Speaker(speaker.speaks_for, SpeakerKind.ORGANIZATION) if speaker.speaks_for else None


def author(state: State) -> Speaker | None:
    """The one person whom a line "By NAME" at the head of the article names."""
    for paragraph in state.article.paragraphs[:FIRST]:
        for line in _lines(state.article.text, paragraph):
            match = BYLINE.match(line)
            name = parse_name(match[1]) if match else None
            if name is not None and 1 < len(name.words) < 5 and all(w[0].isupper() for w in name.words[-1:]):
                known, _ = state.entities.find_by_name(name, 0)
                if known is not None:
                    return known.speaker
                return Speaker(name.text.title() if name.text.isupper() else name.text, SpeakerKind.PERSON)
    return None


def _lines(text: str, paragraph: Span) -> list[str]:
    return [line.strip() for line in text[paragraph.start : paragraph.end].splitlines()]
