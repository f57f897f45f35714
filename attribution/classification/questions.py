"""Questions that are no report of who is named beside them: of the article itself, and those that somebody is asked."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import SUBJECTS, lemma, subject
from ..language.lexicon import words
from ..rules.addressees import is_second_predicate
from ..rules.report import Report

I_OR_WE = frozenset({"i", "we"})
DO = frozenset({"do", "does", "did"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass"})
QUESTION_WORDS = frozenset({"whether", "if", "who", "whom", "whose", "what", "which", "why", "how", "when", "where"})
ASKING = frozenset({"ask", "enquire", "inquire"})  # not "question", which tells of a doubt
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
    near = {article.tokens[report.cue_head - 1].lower_}  # "Sir, May *I* ask"
    near |= {article.tokens[report.source.head].lower_} if report.source is not None else set()
    if report.passages or I_OR_WE.isdisjoint(near) or report.lemma not in words("question_verbs"):
        return False
    return not article.is_quoted(report.cue_head) and article.structure.turn_at(report.cue.start) is None


def is_put_to_somebody(article: Article, report: Report) -> bool:
    """Whether the content is what somebody was asked, by whomever: "was asked by a juror if it rained".

    It leads to the answer; whoever asked is not quoted with it.
    """
    verb = article.tokens[report.cue_head]
    if report.passages or lemma(verb) not in words("question_verbs"):
        return False
    if verb.tag_ == "VBD":
        return _is_participle(article, verb)
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lower_ in PERFECT for c in verb.lefts)


def _is_participle(article: Article, verb: Token) -> bool:
    """Whether a form like "asked" after a comma is a participle, though parsed as the past: "Lopez, *asked* why, left".

    Then it has no subject, or the subject is that of another verb: one after a comma, or "said" before it.
    """
    if article.tokens[verb.i - 1].text != ",":
        return False
    own = subject(verb)
    if own is None and (verb.dep_ == "conj" or verb.head.i >= verb.i):
        return False  # "Lopez rose, *asked* why and left", or the parser missed the subject
    if own is None or (own.left_edge.i == verb.head.i + 1 and subject(verb.head) is None):
        return True  # "“Go,” said Lopez, *asked* why"
    _, last = article.sentence_range(verb.i)
    return any(is_second_predicate(token) for token in article.tokens[verb.i + 2 : last])


def is_asked_by_document(article: Article, report: Report) -> bool:
    """Whether a document puts a reported question, of whoever reads it: "The survey asked [whether they slept]"."""
    if report.source is None or lemma(article.tokens[report.cue_head]) not in ASKING:
        return False
    source, first = article.tokens[report.source.head], article.token_range(report.content[0])[0]
    if lemma(source) not in words("document_nouns") or source.ent_type_:
        return False
    opening = article.tokens[report.cue_head + 1 : first + 1]
    return any(token.lower_ in QUESTION_WORDS and not article.is_quoted(token.i) for token in opening)


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
