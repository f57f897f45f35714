"""What teaches and says nothing: "Experience shows that ...", which is the writer's own conclusion."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import lemma, possessor
from ..language.lexicon import words
from ..rules.report import Report


def is_taught(article: Article, report: Report) -> bool:
    """Whether the source is an abstraction that is nobody's: "history", not "her experience"."""
    if report.source is None or report.passages or report.rule.source_is_label:
        return False
    noun = article.tokens[report.source.head]
    owned = possessor(noun) is not None
    return lemma(noun) in words("teaching_nouns") and not noun.ent_type_ and not owned
