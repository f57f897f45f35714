"""Build the quotations from the linked reports."""

from __future__ import annotations

from dataclasses import replace

from .article.article import Article
from .article.passage_kinds import is_standalone_utterance
from .article.passages import Passage
from .classification.carriers import is_carrier
from .classification.displays import is_displayed, names_display
from .classification.factuality import factuality, is_false_claim, within
from .classification.types import quotation_type
from .coreference.resolve import Resolution, resolve
from .language.grammar import RELATIVE_CLAUSES
from .model import (
    Cue,
    Evidence,
    Factuality,
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
from .scoring.linking import Linked
from .scoring.own_quotations import parted
from .scoring.spans import overlap, size

NO_WORDS = frozenset({QuotationType.ACT, QuotationType.BELIEF})
UNATTRIBUTED = 0.3  # the confidence of words of which the speaker is unknown


def records(article: Article, linked: Linked) -> list[Quotation]:
    """One quotation per report, and one without a speaker per unattributed utterance, in text order."""
    text = article.text
    digest = text_digest(text)
    parts = [
        (part, who)
        for report, who in zip(linked.reports, resolve(article, linked.reports), strict=True)
        for part in parted(article, report)
    ]
    reports, resolutions = [part for part, _ in parts], [who for _, who in parts]
    outer = enclosing(article, reports)
    status = classify(article, reports, outer)
    carriers = {
        around
        for n, around in outer.items()
        if status[n][0] not in NO_WORDS and is_carrier(article, reports[around], reports[n])
    }
    quotations = [
        _attributed(
            article, digest, report, resolutions[n], resolutions[outer[n]].speaker if n in outer else None, *status[n]
        )
        for n, report in enumerate(reports)
        if n not in carriers
    ]
    for number in linked.unattributed:
        passage = article.passages[number]
        if is_standalone_utterance(text, passage):
            quotations.append(_unattributed(article, digest, passage))
    return sorted(quotations, key=lambda q: (q.spans[0].start, q.spans[-1].end))


def classify(article: Article, reports: list[Report], outer: dict[int, int]) -> list[tuple[QuotationType, Factuality]]:
    """The type and factuality of each report; ``outer`` maps inner reports to those that enclose them."""
    types = [quotation_type(article, report, _quoted(article, report)) for report in reports]
    own = [factuality(article, report, kind) for report, kind in zip(reports, types, strict=True)]
    found = []
    for number, kind in enumerate(types):
        value, around, seen = own[number], outer.get(number), {number}
        while around is not None and around not in seen:
            value = within(own[around], is_false_claim(article, reports[around]), value)
            seen.add(around)
            around = outer.get(around)
        found.append((kind, value))
    return found


def _quoted(article: Article, report: Report) -> tuple[Span, ...]:
    """The verbatim parts of a report's content."""
    if report.rule.verbatim:
        return report.content
    return tuple(s for n in report.passages for s in article.passages[n].spans)


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


def _attributed(
    article: Article,
    digest: str,
    report: Report,
    who: Resolution,
    outer: Speaker | None,
    kind: QuotationType,
    status: Factuality,
) -> Quotation:
    text, source = article.text, report.source
    unsaid = _reason_unsaid(article, report, who, status)  # then mention and chain tell who did not say it
    return Quotation(
        id=quotation_id(digest, report.content, report.cue if report.cue.start < report.cue.end else None),
        type=kind,
        text=" ".join(text[s.start : s.end] for s in report.content),
        spans=report.content,
        quoted=_quoted(article, report),
        cue=_cue(text, report),
        mention=Mention(text[source.span.start : source.span.end], source.span.start, source.span.end)
        if source
        else None,
        speaker=replace(who.speaker, confidence=round(who.probability, 2)) if unsaid is None and who.speaker else None,
        reported_by=outer if outer != who.speaker else None,
        confidence=round(_certainty(report, who), 2),
        factuality=status,
        evidence=Evidence(
            source.rule if source else report.rule.name,
            who.chain,
            unsaid or who.reason,
            report.factors,
            who.factors,
            article.structure.kind_at(report.content[0].start).value,
        ),
    )


def _certainty(report: Report, who: Resolution) -> float:
    """The probability of the report and its speaker; low for a turn of which nobody knows whose it is."""
    if who.speaker is not None:
        return report.probability * who.probability
    return UNATTRIBUTED if report.source is None and report.rule.verbatim else report.probability


def _reason_unsaid(article: Article, report: Report, who: Resolution, status: Factuality) -> Reason | None:
    """Why the words have no speaker though somebody or something is named; None if they have one."""
    if status == Factuality.UNSAID:
        return Reason.UNSAID
    named = who.speaker is not None and bool(report.passages) and names_display(who.speaker.name, who.speaker.kind)
    return Reason.NOT_SPEECH if named or is_displayed(article, report) else None


def _cue(text: str, report: Report) -> Cue | None:
    """The printed cue; None if it is empty, as for a signature or a lead-in."""
    span = report.cue
    return Cue(text[span.start : span.end], report.lemma, span.start, span.end) if span.start < span.end else None


def _unattributed(article: Article, digest: str, passage: Passage) -> Quotation:
    text = article.text
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
        confidence=UNATTRIBUTED,
        factuality=Factuality.ASSERTED,
        evidence=Evidence(
            "marks",
            reason=Reason.NO_CUE if passage.closed else Reason.UNBALANCED_MARKS,
            block=article.structure.kind_at(passage.outer.start).value,
        ),
    )
