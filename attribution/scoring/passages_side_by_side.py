"""Passages with nothing between them, as in a dialogue: "Tea?" "Please," said Xi. They are two speakers'."""

from __future__ import annotations

from bisect import bisect_left

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..model import Span
from ..rules.report import Report
from .earlier_turns import seldom_reports

BEFORE_SENTENCE = ".!?”\"’'):"
MAX_BETWEEN = 3  # characters of white space


def adjoins_next(article: Article, number: int) -> bool:
    """Whether a passage is a sentence of its own and nothing stands between it and the next in its paragraph."""
    if not 0 <= number < len(article.passages) - 1:
        return False
    first, second = article.passages[number : number + 2]
    between = article.text[first.outer.end : second.outer.start]
    sentence = article.text[first.end - 1] in ".?!" and article.char_before(first.outer.start) in BEFORE_SENTENCE
    return sentence and len(between) <= MAX_BETWEEN and between.isspace() and "\n" not in between


def without_other_turn(article: Article, report: Report) -> Report:
    """The report without the passage that is side by side with the one before its cue."""
    content = tuple(_after_other_turn(article, report, span) for span in report.content)
    return report if content == report.content else report._replace(content=content)


def without_next_sentence(article: Article, report: Report) -> Report:
    """The report of words before its cue without the sentence after its clause: "Why?" she asked. "[It rained.]"

    It may be the answer of somebody else; if it is not, the quotation continues in it.
    """
    clause = min(report.cue.start, report.source.span.start) if report.source is not None else report.cue.start
    said = article.passage_before(clause)
    if said is None or report.rule.min_probability:
        return report
    asked = article.text[said.end - 1] == "?"
    if seldom_reports(report) and not asked:
        return report  # a gesture may tell who speaks after it
    content = tuple(span for span in report.content if not _may_be_anothers(article, report, span, asked=asked))
    if content == report.content or not (content or asked):
        return report
    return report._replace(content=content or said.spans)


def _may_be_anothers(article: Article, report: Report, span: Span, *, asked: bool) -> bool:
    """Whether a span is a sentence of its own after the cue, which the report would get back if it continues in it."""
    passage = article.passage_at(span.start) if span.start > report.cue.end else None
    if passage is None or article.char_before(passage.outer.start) != ".":
        return False
    return asked or is_utterance(article.text, passage)


def _after_other_turn(article: Article, report: Report, span: Span) -> Span:
    if report.cue.start < span.end:
        return span
    number = bisect_left(article.openings, span.end) - 1
    inside = number > 0 and article.passages[number - 1].outer.start >= span.start - 1
    return Span(article.openings[number], span.end) if inside and adjoins_next(article, number - 1) else span
