"""Questions that are no report of who is named beside them: of the article itself, and those that somebody is asked."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import SUBJECTS, lemma
from ..language.lexicon import words
from ..rules.report import Report

DO = frozenset({"do", "does", "did"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass"})


def is_asked_by_narrator(article: Article, report: Report) -> bool:
    """Whether the cue is the inverted verb of a question outside quotation marks: "Did she say that it rained?"."""
    verb = article.tokens[report.cue_head]
    if report.cue.start >= report.cue.end:
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


def is_asked_of_source(article: Article, report: Report) -> bool:
    """Whether the content is what the source was asked: "Asked by a reporter why it was empty, he shrugged"."""
    asked = [
        child
        for child in article.tokens[report.cue_head].lefts
        if child.tag_ == "VBN" and child.dep_ == "advcl" and lemma(child) in words("question_verbs")
    ]
    return bool(report.content) and any(
        all(
            child.left_edge.idx <= s.start and s.end <= child.right_edge.idx + len(child.right_edge)
            for s in report.content
        )
        for child in asked
    )
