"""The confidence of a linked report: the probability that both its content and its source are right.

It is calibrated on the training split, with each article scored by a network that was not trained on it.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from ..article.article import Article
from ..article.text import count_alphanumeric
from ..model import Factor
from ..rules.report import Report
from .conflicts import encloses
from .features import FeatureCache, Features, features
from .trees import BLOCK, Forest, forest

RELIABLE_PRIOR = 0.85  # prior from which a cue verb is considered unambiguous
LIKELY = 0.5  # probability of a content from which it remains that of what is left of it
CHAIN_PRIOR, CHAIN_CONFIDENCE = 0.6, 0.6  # prior that the inner cue of a chain needs, and its minimum confidence
MAX_FACTORS, MIN_WEIGHT = 5, 0.1  # factors in the evidence, and their minimum contribution to the log odds


def final_features(article: Article, cache: FeatureCache, report: Report) -> Features:
    """The features of a linked report: those of a candidate, plus its type and how many passages and spans it has."""
    found = features(article, cache, report)
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


def with_confidence(article: Article, reports: list[Report], cache: FeatureCache) -> list[Report]:
    """The reports with calibrated probabilities and their factors; unchanged if the pipeline has no role network."""
    if not article.roles.tagged:
        return reports
    blocks = range(0, len(reports), BLOCK)
    return [sure for at in blocks for sure in _with_confidence(article, reports[at : at + BLOCK], cache)]


def _with_confidence(article: Article, reports: list[Report], cache: FeatureCache) -> list[Report]:
    rows = [final_features(article, cache, report) for report in reports]
    trees = forest("sure")
    sure, weights = trees.explained(trees.table(rows))
    out = []
    for report, p, why in zip(reports, sure.tolist(), factors(trees, weights), strict=True):
        whole = report.probability if report.shortened and report.probability >= LIKELY else 0.0
        least = max(report.rule.min_probability, whole)
        found = (least, ()) if p < least else (p, why)
        out.append(report._replace(probability=found[0], factors=found[1]))
    return out


def with_chain_confidence(reports: list[Report]) -> list[Report]:
    """The reports, with the inner reports of chains raised to ``CHAIN_CONFIDENCE`` if their cue is reliable.

    "[Blinken stressed the talks], Miller said" has two reports, but the training corpus mostly annotates only one.
    """
    inner: set[int] = set()
    recent: list[Report] = []
    for report in sorted(reports, key=lambda r: r.content[0].start):
        recent = [r for r in recent if r.content[-1].end > report.content[0].start]
        inner |= {a.cue_head for other in recent for a, b in ((report, other), (other, report)) if encloses(b, a)}
        recent.append(report)
    return [
        r._replace(probability=CHAIN_CONFIDENCE, factors=()) if r.cue_head in inner and _is_underrated(r) else r
        for r in reports
    ]


def _is_underrated(report: Report) -> bool:
    """Whether the scorer is unsure of a report whose cue usually reports and whose source a rule found."""
    named = report.source is not None and report.source.rule != "network"
    return named and report.prior >= CHAIN_PRIOR and report.probability < CHAIN_CONFIDENCE


def factors(trees: Forest, weights: NDArray[numpy.float64]) -> list[tuple[Factor, ...]]:
    """The features of each row that contribute most, largest first; ``weights`` has the shape (rows, features)."""
    names = list(trees.columns)
    order = numpy.abs(weights).argsort(axis=1)[:, ::-1][:, :MAX_FACTORS]
    moved = numpy.take_along_axis(weights, order, axis=1).tolist()
    return [
        tuple(Factor(names[n], round(w, 2)) for n, w in zip(*row, strict=True) if abs(w) >= MIN_WEIGHT)
        for row in zip(order.tolist(), moved, strict=True)
    ]
