"""The reports that end before a passage, which it may continue or answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..article.article import Article
from ..article.passages import Passage
from ..classification.negations import is_negation
from ..language.lexicon import words
from ..model import Span
from ..rules.beat_persons import person_of, shows_writing
from ..rules.report import Report
from .turn_speakers import Names

MAX_BEAT_PRIOR = 0.35  # rate of reporting up to which a verb before a quoted sentence is no cue
MAX_ENDS = 40  # report ends to search backwards


class Turn(NamedTuple):
    """A report and the offset at which one of its parts ends."""

    report: Report
    end: int

    def paragraph(self, article: Article) -> Span:
        """The paragraph in which the cue or the last part of the content stands, whichever is later."""
        return article.paragraph_at(max(self.report.cue.start, self.report.content[-1].start))


def turns_before(article: Article, at: int, ends: ReportEnds, by_cue: dict[int, Report]) -> Iterator[Turn]:
    """The reports that end before an offset, last first, each once; without those quoted, negated or nobody's."""
    seen = set()
    for end, cue_head in ends.before(at):
        report = by_cue[cue_head]
        if cue_head in seen or report.cue.start >= at or article.passage_at(report.cue.start) is not None:
            continue
        seen.add(cue_head)
        if report.passages or (report.source is not None and not says_nothing(article, report)):
            yield Turn(report, end)


def asks_indirectly(article: Article, report: Report) -> bool:
    """Whether a report tells of a question without its words: "XI *asked* why it rained", not "XI *asked* for rain"."""
    if report.passages or report.lemma not in words("question_verbs"):
        return False
    after = report.cue_head + 1
    return after == len(article.tokens) or article.tokens[after].lower_ != "for"


def says_nothing(article: Article, report: Report) -> bool:
    """Whether the cue is negated, tells of no person, or shows something written: "showed the court a note"."""
    cue = article.tokens[report.cue_head]
    negated = any(is_negation(child) for child in cue.children)
    return negated or shows_writing(cue) or is_of_no_person(article, report)


def is_of_no_person(article: Article, report: Report) -> bool:
    """Whether a verb that seldom reports has no person for its subject: THE FIRM *offered* her a chair."""
    if not seldom_reports(report) or person_of(article, article.tokens[report.cue_head]) is not None:
        return False
    first, end = article.token_range(report.source.span) if report.source is not None else (0, 0)
    return not any(token.ent_type_ == "PERSON" for token in article.tokens[first:end])


def seldom_reports(report: Report) -> bool:
    """Whether the cue is a verb that seldom reports, so that a sentence after its own may be anybody's."""
    return not report.rule.min_probability and report.prior <= MAX_BEAT_PRIOR


class ReportEnds:
    """The end offsets of all reports in ascending order, for binary search, and the cue of each passage they hold.

    ``names``: whom the sources of reports lead to.
    """

    def __init__(self, reports: list[Report], names: Names) -> None:
        self.names = names
        self.ends = sorted((end, r.cue_head) for r in reports for end in (r.cue.end, *(s.end for s in r.content)))
        self.holders = {number: report.cue_head for report in reports for number in report.passages}
        self.added: list[tuple[int, int]] = []

    def add(self, passage: Passage, cue_head: int) -> None:
        """Add the ends of a passage that belongs to a report. Passages must be added in text order."""
        self.added += [(span.end, cue_head) for span in passage.spans]

    def before(self, at: int) -> Iterator[tuple[int, int]]:
        """The ends of reports at or before ``at`` with their cue heads, nearest first; at most ``MAX_ENDS``."""
        nearest = []
        for places in (self.ends, self.added):
            place = bisect_right(places, (at, 1 << 60))
            nearest += places[max(0, place - MAX_ENDS) : place]
        yield from sorted(nearest, reverse=True)[:MAX_ENDS]
