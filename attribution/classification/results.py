"""Clauses of result: "laughed so much that she had to sit down" tells what came of it, not what was said."""

from __future__ import annotations

from ..article.article import Article
from ..model import Span
from ..rules.report import Report

DEGREES = frozenset({"so", "such"})
MIN_PRIOR = 0.6  # rate of reporting from which "that" belongs to the cue: "has said so many times that it rained"
MAX_DEGREE = 4  # tokens from the cue to "that"
OFTEN = frozenset({"many", "often", "frequently", "repeatedly", "times"})


def is_result(article: Article, report: Report) -> bool:
    """Whether the content is a "that" clause that tells the result of what the cue's subject did."""
    if not report.content or report.content[0].start < report.cue.end:
        return False
    first, _ = article.token_range(report.content[0])
    cue, _ = article.token_range(Span(report.cue.start, report.cue.end + 1))
    between = article.tokens[cue:first]
    if report.prior >= MIN_PRIOR and (between[-1].tag_ not in ("RB", "JJ") or any(t.lower_ in OFTEN for t in between)):
        return False  # "laughed so loudly that" is no cue beside quotation marks either
    degree = len(between) <= MAX_DEGREE and any(token.lower_ in DEGREES for token in between)
    return degree and article.tokens[first].lower_ == "that" and between[-1].text not in (",", "so")
