"""Why a source is not named, which reports nothing it said: "a driver, who asked not to be named, said"."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import RELATIVE_CLAUSES, is_passive, lemma
from ..rules.report import Report
from .content_heads import content_heads

NAMING = frozenset({"name", "identify", "quote"})


def is_wish_for_anonymity(article: Article, report: Report) -> bool:
    """Whether a relative clause tells that the source does not want to be named: "who asked not to be named"."""
    cue = article.tokens[report.cue_head]
    if report.passages or cue.dep_ not in RELATIVE_CLAUSES:
        return False
    heads = [head for head in content_heads(article, report) if head.dep_ == "xcomp"]
    return any(lemma(head) in NAMING and is_passive(head) for head in heads)
