"""Part a quotation from those that its speaker goes on with: each has a record of its own."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from ..article.article import Article
from ..article.passages import Passage
from ..model import Span
from ..rules.report import Report
from .passages_side_by_side import BEFORE_SENTENCE
from .translations import parted_by_language

SENTENCE_ENDS = frozenset(".!?")


def parted(article: Article, report: Report) -> list[Report]:
    """The report, parted where a quotation of its own by the same speaker begins, or the translation of one."""
    return [part for own in parted_by_language(article, report) for part in _parted(article, own)]


def _parted(article: Article, report: Report) -> list[Report]:
    """The report, parted where a passage begins that is a quotation of its own by the same speaker.

    That is a passage in a paragraph without the cue ("It rained," he said. ¶ "It snowed."), and a quoted sentence after
    indirect speech (He said it rained. "It snowed."), after a sentence of the reporter's own ("It rained," he said. He
    sat down. "It snowed."), or after somebody else's turn. A passage that runs over several paragraphs stays whole, and
    so does what a colon introduces.
    """
    if len(report.content) == 1:
        return [report]
    parts: list[tuple[Span, ...]] = [report.content[:1]]
    for span in report.content[1:]:
        passage = article.passage_at(span.start)
        if passage is not None and passage.start == span.start and _is_of_its_own(article, report, parts[-1], passage):
            parts.append((span,))
        else:
            parts[-1] = (*parts[-1], span)
    if len(parts) == 1:
        return [report]
    return [report._replace(content=part, passages=_passages_in(article, report, part)) for part in parts]


def _is_of_its_own(article: Article, report: Report, before: tuple[Span, ...], passage: Passage) -> bool:
    between = article.text[before[-1].end : passage.outer.start].rstrip()
    if between.endswith(":"):
        return False
    paragraph = article.paragraph_at(passage.outer.start)
    if paragraph not in (article.paragraph_at(before[-1].end - 1), article.paragraph_at(report.cue.start)):
        return True
    if _another_turn_between(article, report, before[-1].end, passage.outer.start):
        return True
    if article.char_before(passage.outer.start) not in SENTENCE_ENDS:
        return False
    told = sentence_between(article, report, before[-1].end, passage.outer.start)
    return told or not _passages_in(article, report, before)


def sentence_between(article: Article, report: Report, start: int, end: int) -> bool:
    """Whether the reporter tells something between two offsets in a sentence that does not hold the cue."""
    first, last = bisect_left(article.starts, start), bisect_left(article.starts, end)
    places = [at for at in range(first, last) if article.tokens[at].is_sent_start]
    for at, after in pairwise([*places, last]):
        here = range(article.starts[at], article.starts[after - 1] + 1)
        holds_cue = report.cue.start < report.cue.end and report.cue.start in here
        if not holds_cue and sum(token.is_alpha for token in article.tokens[at:after]) > 1:
            return True
    return False


def _another_turn_between(article: Article, report: Report, start: int, end: int) -> bool:
    """Whether a quoted sentence of somebody else begins between two offsets."""
    first, last = bisect_left(article.openings, start), bisect_left(article.openings, end)
    others = (article.passages[n] for n in range(first, last) if n not in report.passages)
    return any(article.char_before(other.outer.start) in BEFORE_SENTENCE for other in others)


def _passages_in(article: Article, report: Report, part: tuple[Span, ...]) -> tuple[int, ...]:
    """The numbers of the report's passages within a part."""
    start, end = part[0].start, part[-1].end
    return tuple(n for n in report.passages if article.passages[n].start < end and start < article.passages[n].end)
