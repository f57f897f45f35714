"""Questions that are no report of who is named beside them: of the article itself, and those that somebody is asked."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import SUBJECTS, lemma
from ..language.lexicon import words
from ..rules.report import Report

I_OR_WE = frozenset({"i", "we"})
DO = frozenset({"do", "does", "did"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass"})
PERFECT = frozenset("have has had having ’ve 've ’s 's ’d 'd".split())


def is_asked_by_narrator(article: Article, report: Report) -> bool:
    """Whether the cue is the inverted verb of a question outside quotation marks: "Did she say that it rained?".

    So is a question that its author tells of having asked: "I ask him if it rained".
    """
    verb = article.tokens[report.cue_head]
    if report.cue.start >= report.cue.end:
        return False
    if _is_authors(article, report):
        return True
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    top = verb.head if verb.head.lower_ in DO and verb.head.is_sent_start else verb  # "Did" parsed as the main verb
    inverted = top is not verb or any(child.dep_ in AUXILIARIES and own and child.i < own.i for child in verb.lefts)
    if own is None or not inverted:
        return False
    _, last = article.sentence_range(verb.i)
    after = next((token for token in article.tokens[verb.i : last][::-1] if not token.is_space), verb)
    end = top.right_edge.i
    return after.text == "?" or any(token.text == "?" for token in article.tokens[end : end + 2])


def _is_authors(article: Article, report: Report) -> bool:
    """Whether the author tells what they asked, outside of quotation marks and turns: "I ask him if it rained"."""
    source = article.tokens[report.source.head] if report.source is not None else None
    if report.passages or source is None or source.lower_ not in I_OR_WE or report.lemma not in words("question_verbs"):
        return False
    return not article.is_quoted(report.cue_head) and article.structure.turn_at(report.cue.start) is None


def is_put_to_somebody(article: Article, report: Report) -> bool:
    """Whether the content is what somebody was asked, by whomever: "was asked by a juror if it rained".

    It leads to the answer; whoever asked is not quoted with it.
    """
    verb = article.tokens[report.cue_head]
    if report.passages or verb.tag_ != "VBN" or lemma(verb) not in words("question_verbs"):
        return False
    return not any(child.dep_ == "aux" and child.lower_ in PERFECT for child in verb.lefts)


def is_asked_of_source(article: Article, report: Report) -> bool:
    """Whether the content is what the source was asked: "Asked by a reporter why it was empty, he shrugged"."""
    verb = article.tokens[report.cue_head]
    asked = next(
        (child for child in verb.lefts if child.tag_ == "VBN" and lemma(child) in words("question_verbs")), None
    )
    if asked is None or asked.dep_ != "advcl" or not report.content:
        return False
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS and child.i > asked.i), None)
    end = own.left_edge.idx if own is not None else asked.right_edge.idx + len(asked.right_edge)
    return asked.left_edge.idx <= report.content[0].start and report.content[-1].end <= end
