"""Start an indirect content after whom it was told: "Xi told [her captain, Wang], that it rained"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import CLAUSES, OBJECTS, introducer, is_verb, lemma
from ..language.lexicon import words
from ..model import Span
from ..rules.addressees import addressee, is_told
from ..rules.content import trim_punctuation
from ..rules.report import Report

OPENERS = frozenset({"that", "whether", "if"})
PRONOUNS = frozenset({"who", "what", "which", "whose"})
MAX_ASKED = 12  # tokens from the verb of asking to the question
PERSONS = frozenset({"him", "her", "them", "me", "us", "you"})


def without_addressee(article: Article, report: Report) -> Report:
    """The report with its content without the addressee, if that was taken in.

    Xi told [her captain, Wang,] that it rained / Xi tells [him] it rains / Xi will tell [you]: “Rain.” / “Rain,” [Wang]
    was told / Xi admitted to [Wang] that it rained / [Asked by Wang if it rained,] Xi said that it did.
    """
    cue = article.tokens[report.cue_head]
    if not report.content or report.rule.verbatim or lemma(cue) != report.lemma:
        return report
    if len(report.content) == 1 and article.text[slice(*report.content[0])].lower() in PERSONS:
        report = _of_passage(article, report)
    if report.lemma not in words("addressee_verbs"):
        return _after_recipient(article, _without_question(article, report), cue)
    spoken_to = addressee(cue)
    return _from_clause(article, report, cue) if spoken_to is None else _up_to(article, report, spoken_to, cue)


def _of_passage(article: Article, report: Report) -> Report:
    """The report of the passage before a cue whose content is only whom it was said to: “Rain,” he answered [her]."""
    start = min(report.cue.start, report.source.span.start) if report.source is not None else report.cue.start
    passage = article.passage_before(start)
    if passage is None or article.text[passage.end - 1] not in ",?!" or report.lemma not in words("speech_verbs"):
        return report
    return report._replace(content=passage.spans) if "\n" not in article.text[passage.end : start] else report


def _without_question(article: Article, report: Report) -> Report:
    """The report without what its speaker was asked or told in a participle clause before the cue."""
    later = tuple(span for span in report.content if span.start > report.cue.start)
    if not later or len(later) == len(report.content):
        return report
    before = article.tokens[article.sentence_range(report.cue_head)[0] : report.cue_head]
    return report._replace(content=later) if any(map(is_told, before)) else report


def _after_recipient(article: Article, report: Report, cue: Token) -> Report:
    """The report with its content begun at the clause after a "to" phrase: admitted to [the judge, Wang,] that ..."""
    first = report.content[0]
    to = next((child for child in cue.rights if introducer(child) == "to" and child.dep_ not in CLAUSES), None)
    if to is None or is_verb(to) or article.is_quoted(to.i):
        return report
    if not to.left_edge.idx <= first.start <= to.right_edge.idx:
        return report
    start, end = article.token_range(first)
    marks = (token for token in article.tokens[max(start, to.i) : end] if token.lower_ in OPENERS)
    mark = next((token for token in marks if token.dep_ == "mark" and _is_reported(token.head, cue, to)), None)
    if mark is None or mark.idx <= first.start:
        return report
    content = (trim_punctuation(article.text, Span(mark.idx, first.end)), *report.content[1:])
    return report._replace(content=content)


def _is_reported(clause: Token, cue: Token, to: Token) -> bool:
    """Whether a clause belongs to the cue, or to the recipient by a mistake of the parser."""
    return clause.head == cue or clause.head == to or to.is_ancestor(clause.head)


def _up_to(article: Article, report: Report, spoken_to: Token, cue: Token) -> Report:
    """The report of a passive cue with its content ended before the cue's subject, to whom it was said."""
    start = spoken_to.left_edge.idx
    if spoken_to.i > cue.i or article.is_quoted(spoken_to.i):
        return report
    kept = [span if span.end <= start or span.start >= cue.idx else Span(span.start, start) for span in report.content]
    content = tuple(span for span in (trim_punctuation(article.text, span) for span in kept) if span.start < span.end)
    return report._replace(content=content, shortened=True) if kept != [*report.content] and content else report


def _from_clause(article: Article, report: Report, cue: Token) -> Report:
    """The report with its content begun at the clause of the cue, or at the words after a colon."""
    first, question = report.content[0], _start_of_question(article, report, cue)
    if question is not None:
        return report._replace(content=(Span(question, first.end), *report.content[1:]))
    told = next((child for child in cue.rights if child.dep_ in OBJECTS), None)
    if told is None or article.is_quoted(told.i):
        return report
    start = _start_of_words(article, cue, told)
    if start is None:
        return report
    if not told.left_edge.idx <= first.start < min(start, told.right_edge.idx + len(told.right_edge)):
        return report
    if first.end <= start:  # nothing but the addressee was taken
        passage = article.passage_at(start)
        return report._replace(content=passage.spans) if passage is not None and len(report.content) == 1 else report
    content = (trim_punctuation(article.text, Span(start, first.end)), *report.content[1:])
    return report._replace(content=content)


def _start_of_question(article: Article, report: Report, cue: Token) -> int | None:
    """The offset at which a reported question begins after whom it is put to: asked the accused *if* he understood.

    None if the content does not begin with them.
    """
    first, last = article.token_range(report.content[0])
    if report.lemma not in words("question_verbs") or first != cue.i + 1 or report.passages:
        return None
    within = article.tokens[first : min(last, first + MAX_ASKED)]
    asked = list(takewhile(lambda token: not (token.is_punct or token.tag_ == "TO"), within))
    if _opens_question(cue.nbor()):
        return None
    openers = [token for token in asked if _opens_question(token)] or [t for t in asked if t.lower_ in PRONOUNS]
    return openers[0].idx if openers and not article.is_quoted(openers[0].i) else None


def _opens_question(token: Token) -> bool:
    return token.lower_ in OPENERS or token.tag_ == "WRB"


def _start_of_words(article: Article, cue: Token, told: Token) -> int | None:
    """The offset at which the words begin that follow an addressee: a clause, or a passage after a colon; or None."""
    clause = next((child for child in cue.rights if child.dep_ == "ccomp"), None)
    if clause is not None:
        return clause.left_edge.idx if told.right_edge.i < clause.left_edge.i else None
    last, number = told.right_edge, bisect_left(article.openings, told.idx)
    opening = article.openings[number] if number < len(article.passages) else last.idx
    colon = article.text[last.idx + len(last) : opening].strip() == ":"
    return article.passages[number].start if colon else None
