"""Bring reports and marked passages together: who owns which passage, and what goes on from where."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..article.passages import Passage
from ..model import Span
from ..rules.registry import Rules, beside
from ..rules.report import Report

Spans = tuple[Span, ...]
SCRAP = 40  # characters of content that count beside a spoken passage
MAX_PASSAGES = 60  # a quotation with more passages is a list of quotations
REACH = 40  # ends of reports to look back over


@dataclass(frozen=True, slots=True)
class Linked:
    """Reports with the passages they hold, and the passages that nobody is found for."""

    reports: list[Report]
    alone: list[int]


def size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def overlap(spans: Spans, other: Span) -> int:
    """How many characters of ``other`` lie in ``spans``."""
    return sum(max(0, min(s.end, other.end) - max(s.start, other.start)) for s in spans)


def union(first: Spans, second: Spans) -> Spans:
    """Both sets of spans in order, those that touch or overlap joined."""
    merged: list[Span] = []
    for span in sorted(first + second):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def link(article: Article, reports: list[Report], rules: Rules) -> Linked:
    """Give each marked passage to the report that covers it, stands beside it, or goes on in it."""
    first, last = ([rule for rule in rules if rule.beside and rule.last_resort is late] for late in (False, True))
    by_verb = {r.verb: r for r in reports}
    owned: set[int] = set()
    for number, verb in _covering(article.passages, reports).items():
        report = by_verb[verb]
        if report.source is not None and overlap((report.source.span,), article.passages[number].outer):
            continue  # a title in the speaker's own description
        if article.passages[number].closed and not article.passages[number].has_closing_mark:
            continue  # closed by the cue beside it
        by_verb[verb] = _with(article.text, report, article.passages[number], number)
        owned.add(number)
    alone = []
    ends = Ends(list(by_verb.values()))
    for number, passage in enumerate(article.passages):
        if number in owned:
            continue
        found = beside(article, number, first)
        if found is not None:
            known = by_verb.get(found.verb)
            # Where nothing closes it but the cue itself, that cue settles it.
            joins = known if passage.has_closing_mark else None
            by_verb[found.verb] = _with(article.text, joins, passage, number) if joins else found
            ends.add(by_verb[found.verb])
            continue
        earlier = _goes_on_from(article, number, ends, by_verb)
        if earlier is not None:
            by_verb[earlier] = _with(article.text, by_verb[earlier], passage, number)
            ends.add(by_verb[earlier])
            continue
        shown = beside(article, number, last)
        if shown is not None and shown.verb not in by_verb:
            by_verb[shown.verb] = shown
            ends.add(shown)
        else:
            alone.append(number)
    return Linked(sorted(by_verb.values(), key=lambda r: (r.content[0].start, r.cue.start)), alone)


def taken_over(article: Article, kept: list[Report], passages: set[int]) -> Linked:
    """The reports that stay, with the passages that others held before they went; what nobody takes is alone."""
    by_verb = {r.verb: r for r in kept}
    alone = passages - {n for r in kept for n in r.passages}
    for number, verb in _covering(article.passages, kept).items():
        report, outer = by_verb[verb], article.passages[number].outer
        if number in alone and 2 * overlap(report.content, outer) > outer.end - outer.start:
            by_verb[verb] = _with(article.text, report, article.passages[number], number)
            alone.discard(number)
    return Linked(list(by_verb.values()), sorted(alone))


def _with(text: str, report: Report, passage: Passage, number: int) -> Report:
    """The report with a passage as part of its content.

    What lies within the passage gives way to it: a span with the outer marks loses them. A few words elsewhere
    that are no passage go too, beside a spoken one: "..., Trump told [Britain's ITV]".
    """
    outer = passage.outer
    rest = tuple(s for s in report.content if not (outer.start <= s.start and s.end <= outer.end + 1))
    if not report.passages and is_utterance(text, passage) and text[passage.start].isupper():
        rest = tuple(s for s in rest if s.end - s.start >= SCRAP or _touches(s, outer))
    content = tuple(_with_both_marks(s, passage) for s in union(rest, passage.spans))
    return report._replace(content=content, passages=(*report.passages, number))


def _with_both_marks(span: Span, passage: Passage) -> Span:
    """A span that goes beyond the passage on one side has the mark on the other side as well."""
    outer = passage.outer
    if span.start < outer.start and span.end == passage.end:
        return Span(span.start, outer.end)
    if span.end > outer.end and span.start == passage.start:
        return Span(outer.start, span.end)
    return span


def _touches(span: Span, outer: Span) -> bool:
    return span.end >= outer.start - 2 and span.start <= outer.end + 2


def _closeness(report: Report) -> int:
    """The less, the closer: the inner one of a chain; what a whole clause is "according to" comes last."""
    return size(report.content) + (1_000_000 if report.rule.wraps else 0)


def _covering(passages: list[Passage], reports: list[Report]) -> dict[int, int]:
    """For each passage the innermost report whose content reaches into it: passage number -> verb."""
    places = sorted(
        ((s.start, s.end, _closeness(r), r.verb, r.cue.start) for r in reports for s in r.content), key=lambda p: p[0]
    )  # fmt: skip
    found: dict[int, int] = {}
    active: list[tuple[int, int, int, int, int]] = []
    at = 0
    for number, passage in enumerate(passages):
        while at < len(places) and places[at][0] < passage.outer.end:
            active.append(places[at])
            at += 1
        active = [p for p in active if p[1] > passage.outer.start]
        inside = [p for p in active if p[1] > passage.start and not passage.outer.start <= p[4] < passage.outer.end]
        if inside:
            found[number] = min(inside, key=lambda p: p[2])[3]
    return found


def _goes_on_from(article: Article, number: int, ends: Ends, by_verb: dict[int, Report]) -> int | None:
    """ "A," he said. "B." / a paragraph that is all quotation, after one with an attributed quotation."""
    passage, text = article.passages[number], article.text
    if not is_utterance(text, passage):
        return None
    paragraph = article.paragraph_at(passage.outer.start)
    before = text[paragraph.start : passage.outer.start].rstrip()
    if before and before[-1] not in ".!?”\"’'):":
        return None
    last = _last_report(article, passage.outer.start, ends, by_verb)
    if last is None or len(last.passages) >= MAX_PASSAGES:
        return None
    place = article.paragraph_at(max(last.cue.start, last.content[-1].start))
    if place == paragraph:
        return last.verb
    rest = text[passage.outer.end : paragraph.end].strip()
    gap = text[place.end : paragraph.start]
    if before or any(c.isalnum() for c in rest) or any(c.isalnum() for c in gap):
        return None
    asked = last.passages and text[article.passages[last.passages[-1]].end - 1] == "?"
    return None if asked else last.verb


def _inside_marks(article: Article, report: Report) -> bool:
    """Whether the cue itself stands in quotation marks: it reports within somebody's words."""
    return article.passage_at(report.cue.start) is not None


def _last_report(article: Article, at: int, ends: Ends, by_verb: dict[int, Report]) -> Report | None:
    """The report whose cue or content ends last before the offset ``at``."""
    for verb in ends.before(at):
        report = by_verb[verb]
        if report.cue.start < at and not _inside_marks(article, report):
            return report
    return None


class Ends:
    """Where reports end, ascending, so that the last one before a place is found without a look at all."""

    def __init__(self, reports: list[Report]) -> None:
        self.places = sorted((end, r.verb) for r in reports for end in (r.cue.end, *(s.end for s in r.content)))

    def add(self, report: Report) -> None:
        for span in report.content:
            insort(self.places, (span.end, report.verb))

    def before(self, at: int) -> Iterator[int]:
        """The reports that end at or before ``at``, the nearest first, ``REACH`` ends at most."""
        place = bisect_right(self.places, (at, 1 << 60))
        for index in range(place - 1, max(-1, place - 1 - REACH), -1):
            yield self.places[index][1]
