"""Build the record of each quotation from its report."""

from __future__ import annotations

from .cues.beside import Layout
from .cues.report import Report
from .linking import Linked, overlap, size
from .model import (
    Cue,
    Evidence,
    Mention,
    Quotation,
    QuotationType,
    Reason,
    Span,
    quotation_id,
    text_digest,
)
from .quotations import Passage
from .quotations.filters import looks_spoken


def records(layout: Layout, linked: Linked) -> list[Quotation]:
    """One record per report, and one without a speaker per spoken passage that nobody is found for."""
    text = layout.doc.text
    digest = text_digest(text)
    made = [_attributed(layout, digest, report) for report in linked.reports]
    for number in linked.alone:
        passage = layout.passages[number]
        if looks_spoken(text, passage):
            made.append(_unattributed(text, digest, passage))
    return sorted(made, key=lambda q: (q.spans[0].start, q.spans[-1].end))


def quotation_type(layout: Layout, content: tuple[Span, ...], quoted: tuple[Span, ...]) -> QuotationType:
    """Direct when all of the content stands in marks as its own clause, mixed when part of it does."""
    if not quoted:
        return QuotationType.INDIRECT
    text = layout.doc.text
    letters = [i for s in content for i in range(s.start, s.end) if text[i].isalnum()]
    inside = sum(any(q.start <= i < q.end for q in quoted) for i in letters)
    first = next((c for c in text[content[0].start : content[0].end] if c.isalnum()), "")
    whole = inside == len(letters) and (first.isupper() or first.isdigit() or text[content[-1].end - 1] in ",.!?")
    return QuotationType.DIRECT if whole else QuotationType.MIXED


def _attributed(layout: Layout, digest: str, report: Report) -> Quotation:
    text = layout.doc.text
    quoted = tuple(s for n in report.passages for s in layout.passages[n].spans)
    source = report.source
    return Quotation(
        id=quotation_id(digest, report.content),
        type=quotation_type(layout, report.content, quoted),
        text=" ".join(text[s.start : s.end] for s in report.content),
        spans=report.content,
        quoted=quoted,
        cue=Cue(text[report.cue.start : report.cue.end], report.lemma, report.cue.start, report.cue.end),
        mention=Mention(text[source.span.start : source.span.end], source.span.start, source.span.end) if source else None,
        speaker=None,
        reported_by=None,
        confidence=round(report.probability, 2),
        evidence=Evidence(source.rule if source else report.rule, (), None if source else Reason.NO_SOURCE),
    )


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
