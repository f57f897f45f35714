"""Whether statements bear out what a draft reports in its own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from api.wording.asked import read
from attribution.model import Quotation

from .findings import Verdict
from .matching import Finding, paraphrase
from .pieces import spoken_ranges
from .statement import Statement
from .support import Support, support

T = TypeVar("T")
SUPPORTED = 0.5  # of the content words of a report
ADDED = 0.1  # of the content words that a paragraph has to add to its quotations to bear out a report
# What another speaker has to have of a report to be the one who said it: content words and the share of them, or all.
OTHERS_WORDS, OTHERS_SHARE = 3, 0.65
OTHERS_ALL = 2
OTHER, UNKNOWN, CONFLICTING = (
    0.3,
    0.05,
    0.1,
)  # how much less a statement counts than the asked speaker's without conflict
MOST_SHOWN = 5
LEAST_SCORE = SUPPORTED - ADDED  # of a statement that matters to a verdict, if only as the quotation in a paragraph


def own_words(quotation: Quotation) -> str:
    """The words of a quotation outside of quotation marks."""
    at, parts = 0, []
    for start, end in (*spoken_ranges(quotation), (len(quotation.text), len(quotation.text))):
        parts.append(quotation.text[at:start])
        at = end
    return " ".join(parts)


def supported(report: str, statements: Iterable[Statement[T]], speakers: Collection[str] | None) -> Verdict[T]:
    """The verdict on a report: its content must be the speaker's, and nothing against it."""

    def distance(found: tuple[Support, Statement[T]]) -> float:
        told, statement = found
        other = OTHER * (statement.said_by(speakers) is False)
        return other - told.score + UNKNOWN * (not statement.speakers) + CONFLICTING * bool(told.conflicts)

    tried = [(support(report, statement), statement) for statement in statements]
    quoted = max((told.score for told, said in tried if not said.is_context), default=0.0)
    near = sorted(((t, s) for t, s in tried if t.score >= _least(s, quoted) and _may_be(t, s, speakers)), key=distance)
    matches = [found for _, said in near if (found := paraphrase(read(report), said)) is not None]
    if not near or not matches:
        return Verdict(Finding.NOT_FOUND, (Finding.NOT_FOUND,), ())
    told, best = near[0]
    findings = [Finding.ALTERED if told.conflicts else Finding.PARAPHRASED]
    if best.said_by(speakers) is False:
        findings.insert(0, Finding.OTHER_SPEAKER)
    if best.is_denied:
        findings.insert(0, Finding.DENIED)
    return Verdict(findings[0], tuple(findings), tuple(matches[:MOST_SHOWN]))


def _least(statement: Statement[T], quoted: float) -> float:
    """How much of a report a statement has to have; a paragraph more than the quotations in it."""
    return max(SUPPORTED, quoted + ADDED) if statement.is_context else SUPPORTED


def _may_be(told: Support, statement: Statement[T], speakers: Collection[str] | None) -> bool:
    """Whether a statement is near enough to a report to be what it reports, which chance makes others' seem, too."""
    near = told.shared >= OTHERS_WORDS and told.score >= OTHERS_SHARE
    same = told.shared >= OTHERS_ALL and told.score == 1
    return near or same or statement.said_by(speakers) is not False
