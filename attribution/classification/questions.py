"""Questions of the article itself, which report nothing: "Did the mayor say that it would rain?"."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import SUBJECTS
from ..rules.report import Report

DO = frozenset({"do", "does", "did"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass"})


def is_asked_by_narrator(article: Article, report: Report) -> bool:
    """Whether the cue is the inverted verb of a question outside quotation marks, and no words are quoted."""
    verb = article.tokens[report.cue_head]
    if report.passages or report.cue.start >= report.cue.end:
        return False
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    top = verb.head if verb.head.lower_ in DO and verb.head.is_sent_start else verb  # "Did" parsed as the main verb
    inverted = top is not verb or any(child.dep_ in AUXILIARIES and own and child.i < own.i for child in verb.lefts)
    if own is None or not inverted:
        return False
    _, last = article.sentence_range(verb.i)
    after = next((token for token in article.tokens[verb.i : last][::-1] if not token.is_space), verb)
    end = top.right_edge.i
    return after.text == "?" or any(token.text == "?" for token in article.tokens[end : end + 2])
