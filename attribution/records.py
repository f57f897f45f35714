"""Build the quotations from the linked reports."""

from __future__ import annotations

from .article.article import Article
from .article.passage_kinds import is_standalone_utterance
from .article.passages import Passage
from .article.text import count_alphanumeric
from .coreference.resolve import Resolution, resolve
from .language.grammar import RELATIVE_CLAUSES
from .language.lexicon import words
from .model import (
    Cue,
    Evidence,
    Mention,
    Quotation,
    QuotationType,
    Reason,
    Span,
    Speaker,
    quotation_id,
    text_digest,
)
from .rules.report import Report
from .scoring.linking import Linked, overlap, size


def records(article: Article, linked: Linked) -> list[Quotation]:
    """One quotation per report, and one without a speaker per unattributed utterance, in text order."""
    text = article.text
    digest = text_digest(text)
    resolutions = resolve(article, linked.reports)
    outer = enclosing(article, linked.reports)
    quotations = [
        _attributed(article, digest, report, resolutions[n], resolutions[outer[n]].speaker if n in outer else None)
        for n, report in enumerate(linked.reports)
    ]
    for number in linked.unattributed:
        passage = article.passages[number]
        if is_standalone_utterance(text, passage):
            quotations.append(_unattributed(text, digest, passage))
    return sorted(quotations, key=lambda q: (q.spans[0].start, q.spans[-1].end))


def quotation_type(article: Article, cue: str, content: tuple[Span, ...], quoted: tuple[Span, ...]) -> QuotationType:
    """Direct if the whole content is in quotation marks and a clause of its own, mixed if only part of it is quoted.

    Without quotation marks, the lemma ``cue`` distinguishes belief ("hoped that") from indirect speech ("said that").
    """
    if not quoted:
        return QuotationType.BELIEF if cue in words("belief_verbs") else QuotationType.INDIRECT
    text = article.text
    letters = sum(count_alphanumeric(text, s) for s in content)
    inside = sum(
        count_alphanumeric(text, q) for q in quoted if any(s.start <= q.start and q.end <= s.end for s in content)
    )
    first = next((c for c in text[content[0].start : content[0].end] if c.isalnum()), "")
    whole = inside == letters and (first.isupper() or first.isdigit() or text[content[-1].end - 1] in ",.!?")
    return QuotationType.DIRECT if whole else QuotationType.MIXED


def _in_relative_clause(article: Article, inner: Report, outer: Report) -> bool:
    """Whether the inner cue is in a relative clause, which the outer speaker does not report.

    "Blinken stressed the talks, which Miller called useful": Blinken does not report what Miller said.
    """
    node = article.doc[inner.cue_head]
    while node.head != node and node.i != outer.cue_head:
        if node.dep_ in RELATIVE_CLAUSES:
            return True
        node = node.head
    return False


def enclosing(article: Article, reports: list[Report]) -> dict[int, int]:
    """For each report within the content of others, the smallest of those: index of the inner -> index of the outer.

    "[Blinken stressed ...], Miller said".
    """
    found = {}
    order = sorted(range(len(reports)), key=lambda n: reports[n].cue.start)
    opening = sorted(range(len(reports)), key=lambda n: reports[n].content[0].start)
    place = 0
    active: list[int] = []  # reports whose content extends beyond the current cue
    for number in order:
        cue = reports[number].cue
        while place < len(opening) and reports[opening[place]].content[0].start <= cue.start:
            active.append(opening[place])
            place += 1
        active = [n for n in active if reports[n].content[-1].end > cue.start]
        around = sorted(
            (size(reports[n].content), n)
            for n in active
            if n != number and 0 < overlap(reports[n].content, cue) == cue.end - cue.start
        )
        for _, outer in around:
            if not _in_relative_clause(article, reports[number], reports[outer]):
                found[number] = outer
                break
    return found


def _attributed(article: Article, digest: str, report: Report, who: Resolution, outer: Speaker | None) -> Quotation:
    text = article.text
    quoted = tuple(s for n in report.passages for s in article.passages[n].spans)
    if report.rule.verbatim:
        quoted = report.content
    source = report.source
    return Quotation(
        id=quotation_id(digest, report.content, report.cue if report.cue.start < report.cue.end else None),
        type=quotation_type(article, report.lemma, report.content, quoted),
        text=" ".join(text[s.start : s.end] for s in report.content),
        spans=report.content,
        quoted=quoted,
        cue=_cue(text, report),
        mention=Mention(text[source.span.start : source.span.end], source.span.start, source.span.end)
        if source
        else None,
        speaker=who.speaker,
        reported_by=outer if outer != who.speaker else None,
        confidence=round(report.probability, 2),
        evidence=Evidence(source.rule if source else report.rule.name, who.chain, who.reason, report.factors),
    )


def _cue(text: str, report: Report) -> Cue | None:
    """The printed cue; None if it is empty, as for a signature or a lead-in."""
    span = report.cue
    return Cue(text[span.start : span.end], report.lemma, span.start, span.end) if span.start < span.end else None


def _unattributed(text: str, digest: str, passage: Passage) -> Quotation:
    return Quotation(
        id=quotation_id(digest, passage.spans),
        type=QuotationType.DIRECT,
        text=" ".join(text[s.start : s.end] for s in passage.spans),
        spans=passage.spans,
        quoted=passage.spans,
        cue=None,
        mention=None,
        speaker=None,
        reported_by=None,
        confidence=0.3,
        evidence=Evidence("marks", (), Reason.NO_CUE if passage.closed else Reason.UNBALANCED_MARKS),
    )
