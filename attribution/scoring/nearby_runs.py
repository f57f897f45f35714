"""Find the role network's runs near a cue or within a span."""

from __future__ import annotations

from bisect import bisect_left

from ..article.article import Article
from ..article.role_runs import Run
from ..model import Span
from ..rules.content import trim_punctuation
from ..rules.report import Report

REACH = 40  # tokens between a cue and a source or content that only the network finds
SPREAD = 0.02  # penalty per token of distance on a run's probability


def span_of(article: Article, run: Run) -> Span:
    """The text span of a run, without punctuation at its edges."""
    tokens = article.tokens
    last = tokens[run.end - 1]
    return trim_punctuation(article.text, Span(tokens[run.start].idx, last.idx + len(last)))


def overlapping(article: Article, role: int, first: int, last: int) -> list[Run]:
    """The runs of a role that overlap the tokens ``first`` to ``last`` (exclusive)."""
    found = article.roles.runs[role]
    at = bisect_left(found, first + 1, key=lambda r: r.end)
    out = []
    while at < len(found) and found[at].start < last:
        out.append(found[at])
        at += 1
    return out


def by_likelihood(article: Article, role: int, report: Report) -> list[Run]:
    """The runs of a role near the cue, by probability less a penalty for distance, best first."""
    options = overlapping(article, role, max(0, report.cue_head - REACH), report.cue_head + REACH)
    scored = [
        (r.probability - SPREAD * _distance(r, report.cue_head), r)
        for r in options
        if not r.start <= report.cue_head < r.end
    ]
    return [run for score, run in sorted(scored, key=lambda s: -s[0]) if score > 0]


def touching(article: Article, role: int, span: Span) -> list[Run]:
    """The runs of a role that overlap a span of the text."""
    return overlapping(article, role, *article.token_range(span))


def _distance(run: Run, at: int) -> int:
    return run.start - at if run.start > at else at - run.end + 1
