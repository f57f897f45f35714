"""Words that everybody knows and nobody in particular says: "As the saying goes, ...", "as they say"."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import ARTICLES, introducer, subject
from ..language.lexicon import words
from ..rules.report import Report


def is_proverb(article: Article, report: Report) -> bool:
    """Whether the source or the cue is a noun for a proverb, or the words are what "they say"."""
    nouns, cue = words("proverb_nouns"), article.tokens[report.cue_head]
    if report.rule.source_is_label:
        return False
    if cue.lower_ in nouns and any(child.lower_ in ARTICLES for child in cue.lefts):
        return True  # parsers take "saying" for a verb
    source = article.tokens[report.source.head] if report.source is not None else cue
    if source.lower_ in nouns and source.ent_type_ != "PERSON":  # "Maxim Petrov" is none
        return source is not cue
    own = subject(cue)
    return cue.tag_ == "VBP" and introducer(cue) == "as" and own is not None and own.lower_ == "they"
