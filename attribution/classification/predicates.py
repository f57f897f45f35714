"""Predicates of who is described by a participle: "All people charged [are presumed innocent]" reports nothing."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import AUXILIARIES, FINITE_TAGS, RELATIVE_CLAUSES
from ..rules.report import Report


def is_predicate(article: Article, report: Report) -> bool:
    """Whether the content is the predicate of the source, which the cue only describes."""
    cue = article.tokens[report.cue_head]
    if cue.tag_ != "VBN" or cue.dep_ in RELATIVE_CLAUSES or report.source is None:
        return False
    first = article.tokens[article.token_range(report.content[0])[0]]
    if first.tag_ not in FINITE_TAGS or first.i != cue.i + 1 or report.source.head >= cue.i:
        return False
    return not any(child.dep_ in AUXILIARIES for child in cue.lefts)
