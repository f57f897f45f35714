"""Start an indirect content after whom it was told: "Xi told [her captain, Wang], that it rained"."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import OBJECTS, lemma
from ..language.lexicon import words
from ..model import Span
from ..rules.addressees import addressee
from ..rules.content import trim_punctuation
from ..rules.report import Report


def without_addressee(article: Article, report: Report) -> Report:
    """The report with its content without the addressee, if that was taken in.

    Xi told [her captain, Wang,] that it rained / Xi tells [him] it rains / Xi will tell [you]: “Rain.” / “Rain,” [Wang]
    was told.
    """
    if not report.content or report.rule.verbatim or report.lemma not in words("addressee_verbs"):
        return report
    cue = article.tokens[report.cue_head]
    if lemma(cue) != report.lemma:
        return report
    spoken_to = addressee(cue)
    return _from_clause(article, report, cue) if spoken_to is None else _up_to(article, report, spoken_to, cue)


def _up_to(article: Article, report: Report, spoken_to: Token, cue: Token) -> Report:
    """The report of a passive cue with its content ended before the cue's subject, to whom it was said."""
    start = spoken_to.left_edge.idx
    if spoken_to.i > cue.i or article.is_quoted(spoken_to.i):
        return report
    kept = [span if span.end <= start or span.start >= cue.idx else Span(span.start, start) for span in report.content]
    content = tuple(span for span in (trim_punctuation(article.text, span) for span in kept) if span.start < span.end)
    return report._replace(content=content, shortened=True) if kept != [*report.content] and content else report


def _from_clause(article: Article, report: Report, cue: Token) -> Report:
    """The report with its content begun at the clause of the cue, or at the words after a colon."""
    first = report.content[0]
    told = next((child for child in cue.rights if child.dep_ in OBJECTS), None)
    if told is None or article.is_quoted(told.i):
        return report
    start = _start_of_words(article, cue, told)
    if start is None:
        return report
    if not told.left_edge.idx <= first.start < start:
        return report
    if first.end <= start:  # nothing but the addressee was taken
        passage = article.passage_at(start)
        return report._replace(content=passage.spans) if passage is not None and len(report.content) == 1 else report
    content = (trim_punctuation(article.text, Span(start, first.end)), *report.content[1:])
    return report._replace(content=content)


def _start_of_words(article: Article, cue: Token, told: Token) -> int | None:
    """The offset at which the words begin that follow an addressee: a clause, or a passage after a colon; or None."""
    clause = next((child for child in cue.rights if child.dep_ == "ccomp"), None)
    if clause is not None:
        return clause.left_edge.idx if told.right_edge.i < clause.left_edge.i else None
    last, number = told.right_edge, bisect_left(article.openings, told.idx)
    opening = article.openings[number] if number < len(article.passages) else last.idx
    colon = article.text[last.idx + len(last) : opening].strip() == ":"
    return article.passages[number].start if colon else None
