"""Passages with nothing between them, as in a dialogue: "Tea?" "Please," said Xi. They are two speakers'."""

from __future__ import annotations

from bisect import bisect_left

from ..article.article import Article
from ..model import Span
from ..rules.report import Report

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


def without_answer(article: Article, report: Report) -> Report:
    """The report of a question without the sentence after its clause: "Why?" she asked. "[It rained.]"

    It may be the answer of somebody else; if it is not, the question continues in it.
    """
    clause = min(report.cue.start, report.source.span.start) if report.source is not None else report.cue.start
    asked = article.passage_before(clause)
    if asked is None or report.rule.min_probability or article.text[asked.end - 1] != "?":
        return report
    content = tuple(span for span in report.content if not _may_answer(article, report, span))
    return report if content == report.content else report._replace(content=content or asked.spans)


def _may_answer(article: Article, report: Report, span: Span) -> bool:
    passage = article.passage_at(span.start) if span.start > report.cue.end else None
    return passage is not None and article.char_before(passage.outer.start) == "."


def _after_other_turn(article: Article, report: Report, span: Span) -> Span:
    if report.cue.start < span.end:
        return span
    number = bisect_left(article.openings, span.end) - 1
    inside = number > 0 and article.passages[number - 1].outer.start >= span.start - 1
    return Span(article.openings[number], span.end) if inside and adjoins_next(article, number - 1) else span
