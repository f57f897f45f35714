"""Keep what another cue of the sentence reports out of a content: "[It rained," said XI;] "it snowed," said WANG."""

from __future__ import annotations

from bisect import bisect_left

from ..article.article import Article
from ..language.grammar import FINITE_TAGS, subject
from ..model import Span
from ..rules.beside_marks import continuation, cue_verb_after, words_of
from ..rules.report import Report
from ..rules.sources.registry import source_of

SET_OFF = frozenset(",?!—–…")

Spans = tuple[Span, ...]


def in_own_turn(article: Article, report: Report, spans: Spans, start: int, end: int) -> Spans:
    """A content without quoted words that have a cue of their own; cue and source are at ``start`` to ``end``."""
    first, last = bisect_left(article.openings, spans[0].start - 1), bisect_left(article.openings, spans[-1].end)
    if last - first < 2 or not report.source:
        return spans
    low, high = 0, len(article.text)
    for number in range(first, last):
        passage = article.passages[number]
        if passage.outer.end <= start:
            follows = number + 1 < last and article.passages[number + 1].outer.end <= start
            if follows and _has_other_cue(article, report, number):
                low = article.passages[number + 1].outer.start
        elif passage.outer.start >= end:
            if number > first and _has_other_cue(article, report, number):
                high = passage.outer.start
            break
    if low == 0 and high == len(article.text):
        return spans
    kept = (Span(max(span.start, low), min(span.end, high)) for span in spans)
    return tuple(span for span in kept if span.start < span.end)


def _has_other_cue(article: Article, report: Report, number: int) -> bool:
    """Whether a finite verb with another source, or one that the parser missed, follows a passage: ", *said* WANG"."""
    if article.text[article.passages[number].end - 1] not in SET_OFF:
        return False
    verb = cue_verb_after(article, number)
    if verb is None or verb.i == report.cue_head or verb.tag_ not in FINITE_TAGS:
        return False
    first = words_of(continuation(article, number))[0]
    own = subject(verb)
    if first != verb and (own is None or own.left_edge != first):
        return False
    source = source_of(verb)
    return source is None or source != report.source
