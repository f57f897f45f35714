"""Part a quoted sentence from what the reporter tells beside it: Xi gave hers away; "[I hated it]"."""

from __future__ import annotations

from bisect import bisect_right

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..language.grammar import FINITE_TAGS
from ..model import Span
from ..rules.report import Report

INSERTED = frozenset({"without", "despite", "citing", "quoting", "naming"})  # begin such a phrase
MAX_INSERTED = 12  # tokens of it
CLAUSE_ENDS = frozenset(".;:!?")


def without_lead(article: Article, report: Report) -> Report:
    """The report without words before a quoted sentence that end in a stop, and without what stands before "that".

    Before a cue that follows: [Xi gave hers away;] "It made me nervous," she said. After the cue, only what is no
    clause: told her story [to the court]. "I lost it."
    """
    if report.rule.verbatim:
        return report
    spans = (_before_rest(article, report, _after_lead(article, report, span)) for span in report.content)
    content = tuple(_after_insertion(article, report, span) for span in spans)
    return report if content == report.content else report._replace(content=content, shortened=True)


def _after_lead(article: Article, report: Report, span: Span) -> Span:
    number = bisect_right(article.openings, span.start)
    if number == len(article.passages) or article.openings[number] >= span.end:
        return span
    passage, text = article.passages[number], article.text
    lead = text[span.start : passage.outer.start].rstrip()
    if article.passage_at(span.start) is not None or lead[-1:] not in CLAUSE_ENDS or not text[passage.start].isupper():
        return span
    first, last = article.token_range(Span(span.start, span.start + len(lead)))
    clause = any(token.tag_ in FINITE_TAGS for token in article.tokens[first:last])
    sentence = is_utterance(text, passage) or (lead[-1] == ":" and text[passage.end - 1] in ".!?")
    cut = sentence and (span.end <= report.cue.start or not clause)
    return Span(passage.outer.start, span.end) if cut else span


def _before_rest(article: Article, report: Report, span: Span) -> Span:
    """The content before a cue, without a name after the quoted sentence: "[I lost it,"] Xi *was told*."""
    passage, text = article.passage_at(span.start), article.text
    if passage is None or span.end > report.cue.start or text[passage.end - 1] not in ",?!":
        return span
    if not text[passage.start].isupper() or article.has_passage(passage.outer.end, span.end):
        return span
    first, last = article.token_range(Span(passage.outer.end, span.end))
    rest = [token for token in article.tokens[first:last] if token.idx >= passage.outer.end]
    named = rest and rest[0].text[0].isalnum() and not any(token.tag_ in FINITE_TAGS for token in rest)
    return passage.outer if named else span


def _after_insertion(article: Article, report: Report, span: Span) -> Span:
    """The content after a phrase that the reporter inserts: Xi said, [without naming anybody,] *that* it rained."""
    first, last = article.token_range(span)
    tokens = article.tokens
    begin = first if tokens[first].lower_ in INSERTED else first - 1  # the participle may be taken for another cue
    if (
        begin < 1
        or span.start < report.cue.end
        or tokens[begin].lower_ not in INSERTED
        or tokens[begin - 1].text != ","
    ):
        return span
    that = next((n for n in range(first + 2, min(first + MAX_INSERTED, last)) if tokens[n].lower_ == "that"), None)
    return Span(tokens[that].idx, span.end) if that is not None and tokens[that - 1].text == "," else span
