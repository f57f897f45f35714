"""Train the scorers on PolNeAR: ``python -m attribution.training.scorer ROLES DATA``.

ROLES is the folder that ``attribution.training.roles`` filled: every figure used here comes from a network
and from counts that did not see the article. Writes ``attribution/trained/scorer.json``. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import collections
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import spacy
from numpy.typing import NDArray

from ..article.article import Article
from ..article.token_roles import put_roles
from ..engine import linked_reports
from ..language.lexicon import use_counts
from ..model import Span
from ..rules.content import alphanumeric_bounds
from ..rules.registry import all_rules, proposals
from ..rules.report import Report
from ..scoring.candidates import candidates
from ..scoring.confidence import final_features
from ..scoring.features import FeatureCache, Features, group_features
from ..scoring.trees import SCORER, use_forests
from .lexicon import covered
from .roles import ParsedArticle, counted_by_the_others, fold, parse
from .silver import Attribution

TREES, LEAVES, DEPTH = 100, 24, 8
CHOICES = {"linked": "linked", "exact": "exact"}  # scorers of candidates, by their labels
MIN_SEEN = 40  # a feature that fewer candidates have is left out


@dataclass
class Rows:
    """Feature rows with two labels: linked (content and source right) and exact (the very span)."""

    features: list[Features] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    exact: list[int] = field(default_factory=list)

    def extend(self, other: Rows) -> None:
        self.features += other.features
        self.linked += other.linked
        self.exact += other.exact


def chars(text: str, spans: tuple[Span, ...]) -> set[int]:
    return covered(text, [(s.start, s.end) for s in spans])


def edges(text: str, spans: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Spans without punctuation at their edges."""
    return {alphanumeric_bounds(text, Span(start, end)) for start, end in spans}


@dataclass(frozen=True, slots=True)
class Truth:
    """One attribution of the corpus, with the characters that its parts cover."""

    content: set[int]
    source: set[int]
    cue: set[int]
    attribution: Attribution

    @classmethod
    def of(cls, text: str, found: Attribution) -> Truth:
        content, source, cue = (covered(text, spans) for spans in (found.content, found.source, found.cue))
        return cls(content, source, cue, found)


def judge(text: str, report: Report, gold: list[Truth], by_cue: bool = False) -> tuple[int, int]:
    """(linked, exact) of one candidate against an article's attributions.

    ``by_cue``: the cue must be the attribution's own, so that in a chain each cue learns whom it belongs to.
    """
    mine = chars(text, report.content)
    who = chars(text, (report.source.span,)) if report.source else set()
    linked = exact = 0
    own = edges(text, [(s.start, s.end) for s in report.content])
    cue = chars(text, (report.cue,))
    for truth in gold:
        content, source, attribution = truth.content, truth.source, truth.attribution
        if by_cue and truth.cue and cue and not cue & truth.cue:
            continue
        both = len(mine & content)
        if not both or both < 0.5 * len(mine | content):
            continue
        shared = len(who & source)
        right = not who if not source else bool(who) and (2 * shared >= len(source) or 2 * shared >= len(who))
        if right:
            linked = 1
            same_source = not source or edges(text, [(report.source.span.start, report.source.span.end)]) == edges(  # type: ignore[union-attr]
                text, attribution.source
            )
            exact = max(exact, int(own == edges(text, attribution.content) and same_source))
    return linked, exact


def collect(articles: list[ParsedArticle], outside: dict[str, NDArray[numpy.float32]], folders: list[Path]) -> Rows:
    """The candidates of the training articles with their labels."""
    rows = Rows()
    for name, doc, found in articles:
        if name not in outside:
            continue
        put_roles(doc, outside[name])
        with use_counts(folders[fold(name)]):
            article = Article.of(doc)
            groups, seen = candidates(article, proposals(article, all_rules())), FeatureCache()
            text = article.text
            gold = [Truth.of(text, a) for a in found]
            for group in groups:
                for report, row in zip(group, group_features(article, seen, group), strict=True):
                    linked, exact = judge(text, report, gold, by_cue=True)
                    rows.features.append(row)
                    rows.linked.append(linked)
                    rows.exact.append(exact)
    return rows


def collect_final(
    articles: list[ParsedArticle], outside: dict[str, NDArray[numpy.float32]], folders: list[Path]
) -> Rows:
    """The linked reports of the training articles; the label ``linked`` counts each attribution once."""
    rows = Rows()
    for name, doc, found in articles:
        if name not in outside:
            continue
        put_roles(doc, outside[name])
        with use_counts(folders[fold(name)]):
            article, seen = Article.of(doc), FeatureCache()
            linked = linked_reports(article, seen, all_rules())
            text = article.text
            gold = [Truth.of(text, a) for a in found]
            for report in linked.reports:
                right, exact = judge(text, report, gold)
                rows.features.append(final_features(article, seen, report))
                rows.linked.append(right)
                rows.exact.append(exact)
    return rows


def fit(rows: Rows, labels: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Boosted trees over the same features: name of the scorer -> its label in ``rows``; in the stored form."""
    table, names = tabulated(rows)
    return {name: stored(trees().fit(table, getattr(rows, label)), names) for name, label in labels.items()}


def tabulated(rows: Rows) -> tuple[NDArray[numpy.float32], list[str]]:
    """The features as a table of shape (rows, features), and their names; rare ones are left out."""
    from sklearn.feature_extraction import DictVectorizer

    counts = collections.Counter(name for row in rows.features for name in row)
    vectorizer = DictVectorizer(sparse=False, dtype=numpy.float32)
    table = vectorizer.fit_transform([{n: v for n, v in row.items() if counts[n] >= MIN_SEEN} for row in rows.features])
    return table, list(vectorizer.feature_names_)


def trees() -> Any:
    """Trees that nothing was fitted to yet."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        max_depth=DEPTH,
        learning_rate=0.1,
        min_samples_leaf=30,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=1,
    )


def fit_calibrated(halves: list[Rows]) -> dict[str, Any]:
    """Trees over both halves, their log odds brought in line with what each half's trees say of the other half.

    Boosted trees are surer than they may be; a line through the log odds mends that (Platt 1999).
    """
    from sklearn.linear_model import LogisticRegression

    rows, size = Rows(), len(halves[0].linked)
    for half in halves:
        rows.extend(half)
    table, names = tabulated(rows)
    labels = numpy.asarray(rows.linked)
    parts = (slice(0, size), slice(size, None))
    odds = numpy.empty(len(labels))
    for seen, unseen in (parts, parts[::-1]):
        odds[unseen] = trees().fit(table[seen], labels[seen]).decision_function(table[unseen])
    line = LogisticRegression(C=1e6).fit(odds[:, None], labels)
    slope, shift = float(line.coef_[0, 0]), float(line.intercept_[0])
    sure = 1 / (1 + numpy.exp(-(slope * odds + shift))) >= 0.9
    print(f"log odds * {slope:.3f} + {shift:.3f}; right at 0.9 or more: {labels[sure].mean():.4f} of {sure.sum()}")
    found = stored(trees().fit(table, labels), names)
    found["base"] = found["base"] * slope + shift
    for tree in found["trees"]:
        tree["v"] = [round(v * slope, 5) for v in tree["v"]]
    return found


def stored(model: Any, names: list[str]) -> dict[str, Any]:
    """A fitted model as the plain numbers that ``scoring.trees.Forest`` reads."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        own = numpy.arange(len(nodes))
        values = _means(nodes)
        trees.append(
            {
                "f": numpy.where(leaf, 0, nodes["feature_idx"]).tolist(),
                "t": [round(float(t), 5) if not e else 0.0 for t, e in zip(nodes["num_threshold"], leaf, strict=True)],
                "l": numpy.where(leaf, own, nodes["left"]).tolist(),
                "r": numpy.where(leaf, own, nodes["right"]).tolist(),
                "v": [round(v, 5) for v in values],
            }
        )
    depth = max(int(predictor.nodes["depth"].max()) for (predictor,) in model._predictors)
    base = float(numpy.ravel(model._baseline_prediction)[0])
    return {"features": names, "base": base, "depth": depth, "trees": trees}


def _means(nodes: NDArray[Any]) -> list[float]:
    """The values of the leaves, and for inner nodes the mean below them."""
    values = [float(v) for v in nodes["value"]]
    for place in reversed(range(len(nodes))):  # a node's children come after it
        if not nodes["is_leaf"][place]:
            below = (int(nodes["left"][place]), int(nodes["right"][place]))
            counts = [int(nodes["count"][n]) for n in below]
            values[place] = sum(values[n] * c for n, c in zip(below, counts, strict=True)) / sum(counts)
    return values


def write(table: dict[str, dict[str, Any]]) -> None:
    """Write the weights where the engine reads them."""
    SCORER.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("roles", type=Path)
    parser.add_argument("data", type=Path)
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    articles = parse(nlp, arguments.data, "train", arguments.roles / "train.spacy")
    outside = dict(numpy.load(arguments.roles / "outside.npz"))
    folders = counted_by_the_others(arguments.data, arguments.roles)
    halves = [[a for a in articles if fold(a[0]) % 2 == part] for part in (0, 1)]
    rows = [collect(half, outside, folders) for half in halves]
    finals = []
    for part in (0, 1):  # the finished reports of each half come from scorers that saw the other one
        with use_forests(fit(rows[1 - part], CHOICES)):
            finals.append(collect_final(halves[part], outside, folders))
    sure = fit_calibrated(finals)
    rows[0].extend(rows[1])
    finals[0].extend(finals[1])
    for name, found in (("candidates", rows[0]), ("reports", finals[0])):
        print(len(found.linked), name, sum(found.linked), "linked", sum(found.exact), "exact")
    write({**fit(rows[0], CHOICES), "sure": sure})


if __name__ == "__main__":
    main()
