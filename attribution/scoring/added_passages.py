"""The content of a report with a quoted passage added to it."""

from __future__ import annotations

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..article.passages import Passage
from ..language.grammar import FINITE_TAGS
from ..model import Span
from ..rules.report import Report
from .spans import Spans, union

MIN_FRAGMENT = 40  # characters from which unquoted content is kept beside a quoted utterance


def add_passage(article: Article, report: Report, number: int) -> Report:
    """The report with a passage added to its content."""
    content = merged_content(article.text, report.content, article.passages[number], not report.passages)
    return report._replace(content=content, passages=(*report.passages, number))


def add_sentence(article: Article, report: Report, number: int) -> Report:
    """The report with a passage in which the speaker goes on; what was said before it is kept if it is a clause."""
    if report.passages or not any(_has_finite_verb(article, span) for span in report.content):
        return add_passage(article, report, number)
    content = union(report.content, article.passages[number].spans)
    return report._replace(content=content, passages=(number,))


def _has_finite_verb(article: Article, span: Span) -> bool:
    return any(token.tag_ in FINITE_TAGS for token in article.tokens[slice(*article.token_range(span))])


def merged_content(text: str, content: Spans, passage: Passage, first: bool) -> Spans:
    """The content with a passage added; ``first`` if it is the first one.

    Content inside the passage is replaced by it, so that a span with the outer marks loses them. Short content
    elsewhere is dropped if the passage is an utterance: "..., Trump told [Britain's ITV]".
    """
    outer = passage.outer
    rest = tuple(s for s in content if not (outer.start <= s.start and s.end <= outer.end + 1))
    if first and is_utterance(text, passage) and text[passage.start].isupper():
        least = MIN_FRAGMENT if text[passage.end - 1] != "," else len(text)
        rest = tuple(s for s in rest if s.end - s.start >= least or _touches(s, outer))
    return tuple(_with_both_marks(s, passage) for s in union(rest, passage.spans))


def _with_both_marks(span: Span, passage: Passage) -> Span:
    """The span, extended by a mark if it includes only one of the passage's two marks."""
    outer = passage.outer
    if span.start < outer.start and span.end == passage.end:
        return Span(span.start, outer.end)
    if span.end > outer.end and span.start == passage.start:
        return Span(outer.start, span.end)
    return span


def _touches(span: Span, outer: Span) -> bool:
    return span.end >= outer.start - 2 and span.start <= outer.end + 2
