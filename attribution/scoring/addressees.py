"""Start an indirect content after whom it was told: "Xi told [her captain, Wang], that it rained"."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import OBJECTS, lemma
from ..language.lexicon import words
from ..model import Span
from ..rules.content import trim_punctuation
from ..rules.report import Report


def without_addressee(article: Article, report: Report) -> Report:
    """The report with its content begun at the clause of the cue, if the addressee before it was taken in.

    Xi told [her captain, Wang,] that it rained / Xi tells [him] it rains.
    """
    if not report.content or report.rule.verbatim or report.lemma not in words("addressee_verbs"):
        return report
    first, cue = report.content[0], article.tokens[report.cue_head]
    if lemma(cue) != report.lemma:
        return report
    told = next((child for child in cue.rights if child.dep_ in OBJECTS), None)
    clause = next((child for child in cue.rights if child.dep_ == "ccomp"), None)
    if told is None or clause is None or told.right_edge.i >= clause.left_edge.i or article.is_quoted(told.i):
        return report
    start = clause.left_edge.idx
    if not told.left_edge.idx <= first.start < start < first.end:
        return report
    content = (trim_punctuation(article.text, Span(start, first.end)), *report.content[1:])
    return report._replace(content=content)
