"""How sure a finished report is: the probability that both its content and its source are right.

The figures are calibrated on the training split, each article scored by a network that did not see it.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from ..article.article import Article
from ..article.text import count_alphanumeric
from ..model import Factor
from ..rules.report import Report
from .conflicts import holds
from .features import Features, Seen, features
from .trees import BLOCK, Forest, forest

PLAIN = 0.85  # how often a cue's verb reports in its frame, for it to be a plain case
MOSTLY, CHAINED = 0.6, 0.6  # the same for the inner cue of a chain, and what it is trusted at least
MOST, LEAST = 5, 0.1  # features that the evidence names, and the log odds from which one counts


def final_features(article: Article, seen: Seen, report: Report) -> Features:
    """The candidate's features once more, on the linked content, with what linking did to it."""
    found = features(article, seen, report)
    text = article.text
    letters = sum(count_alphanumeric(text, s) for s in report.content)
    inside = sum(count_alphanumeric(text, s) for n in report.passages for s in article.passages[n].spans)
    if not report.passages:
        found["type=indirect"] = 1.0
    else:
        found["type=direct" if inside >= letters else "type=mixed"] = 1.0
        found["passages"] = float(min(len(report.passages), 4) - 1)
    if len(report.passages) > 1 or len(report.content) > 1:
        found["joined"] = 1.0
    return found


def with_confidence(article: Article, reports: list[Report], seen: Seen) -> list[Report]:
    """The reports, each with the probability that its content and source are right."""
    if not article.roles.tagged:
        return reports
    blocks = range(0, len(reports), BLOCK)
    return [sure for at in blocks for sure in _with_confidence(article, reports[at : at + BLOCK], seen)]


def _with_confidence(article: Article, reports: list[Report], seen: Seen) -> list[Report]:
    rows = [final_features(article, seen, report) for report in reports]
    trees = forest("sure")
    sure, weights = trees.explained(trees.table(rows))
    out = []
    for report, p, why in zip(reports, sure.tolist(), factors(trees, weights), strict=True):
        least = report.rule.least
        found = (least, ()) if p < least else (p, why)
        out.append(report._replace(probability=found[0], factors=found[1]))
    return out


def with_chains_trusted(reports: list[Report]) -> list[Report]:
    """The reports, the inner ones of chains at least ``CHAINED``: "[Blinken stressed the talks], Miller said".

    Both are reports by the rules of this house, and the scorers' corpus mostly has but one of them.
    """
    inner: set[int] = set()
    recent: list[Report] = []
    for report in sorted(reports, key=lambda r: r.content[0].start):
        recent = [r for r in recent if r.content[-1].end > report.content[0].start]
        inner |= {a.verb for other in recent for a, b in ((report, other), (other, report)) if holds(b, a)}
        recent.append(report)
    return [r._replace(probability=CHAINED, factors=()) if r.verb in inner and _plain(r) else r for r in reports]


def _plain(report: Report) -> bool:
    """A cue that mostly reports, with a source by a rule, whom the scorer doubts."""
    named = report.source is not None and report.source.rule != "network"
    return named and report.prior >= MOSTLY and report.probability < CHAINED


def factors(trees: Forest, weights: NDArray[numpy.float64]) -> list[tuple[Factor, ...]]:
    """The weightiest features of each row by name; ``weights`` has the shape (rows, features)."""
    names = list(trees.columns)
    order = numpy.abs(weights).argsort(axis=1)[:, ::-1][:, :MOST]
    moved = numpy.take_along_axis(weights, order, axis=1).tolist()
    return [
        tuple(Factor(names[n], round(w, 2)) for n, w in zip(*row, strict=True) if abs(w) >= LEAST)
        for row in zip(order.tolist(), moved, strict=True)
    ]
