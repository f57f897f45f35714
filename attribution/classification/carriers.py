"""Documents that only hold somebody's words: "Xi said it rained, according to a transcript" is Xi's report alone."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import lemma
from ..language.lexicon import words
from ..rules.report import Report
from .content_heads import content_heads


def is_carrier(article: Article, outer: Report, inner: Report) -> bool:
    """Whether a report tells in which document another was found, which is its whole clause."""
    if not outer.rule.wraps_clause or outer.source is None or inner.source is None:
        return False
    source = article.tokens[outer.source.head]
    if source.ent_type_ or lemma(source) not in words("document_nouns", "media_nouns"):
        return False
    return article.tokens[inner.cue_head] in content_heads(article, outer)
