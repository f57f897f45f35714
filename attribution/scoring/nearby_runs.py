"""What the role network sees near a cue: its runs of a role, by place."""

from __future__ import annotations

from bisect import bisect_left

from ..article.article import Article
from ..article.role_runs import Run
from ..model import Span
from ..rules.content import trimmed
from ..rules.report import Report

REACH = 40  # tokens between a cue and a source or content that only the network sees
SPREAD = 0.02  # what each token of distance takes off a run's probability


def span_of(article: Article, run: Run) -> Span:
    """The text of a run, trimmed."""
    tokens = article.tokens
    last = tokens[run.end - 1]
    return trimmed(article.text, Span(tokens[run.start].idx, last.idx + len(last)))


def overlapping(article: Article, role: int, first: int, last: int) -> list[Run]:
    """The runs of a role that share a token with ``first`` to ``last`` (exclusive)."""
    found = article.roles.runs[role]
    at = bisect_left(found, first + 1, key=lambda r: r.end)
    out = []
    while at < len(found) and found[at].start < last:
        out.append(found[at])
        at += 1
    return out


def by_likelihood(article: Article, role: int, report: Report) -> list[Run]:
    """The runs of a role near the cue, the likeliest first; distance counts against a run."""
    options = overlapping(article, role, max(0, report.verb - REACH), report.verb + REACH)
    scored = [
        (r.probability - SPREAD * _distance(r, report.verb), r) for r in options if not r.start <= report.verb < r.end
    ]
    return [run for score, run in sorted(scored, key=lambda s: -s[0]) if score > 0]


def touching(article: Article, role: int, span: Span) -> list[Run]:
    """The runs of a role that share a token with a span of the text."""
    return overlapping(article, role, *article.token_range(span))


def _distance(run: Run, at: int) -> int:
    return run.start - at if run.start > at else at - run.end + 1
