"""Train the scorers on PolNeAR: ``python -m attribution.training.scorer ROLES DATA``.

ROLES is the output folder of ``attribution.training.roles``: all probabilities and counts used here are held out, that
is, from a network and a lexicon that did not see the article. Writes ``attribution/trained/scorer.json``. Needs
scikit-learn.
"""

from __future__ import annotations

import argparse
import collections
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from ..article.article import Article
from ..article.token_roles import put_roles
from ..engine import linked_reports
from ..language.lexicon import use_counts
from ..model import Span
from ..parsing import load
from ..rules.content import alphanumeric_bounds
from ..rules.registry import all_rules, proposals
from ..rules.report import Report
from ..scoring.candidates import candidates
from ..scoring.confidence import final_features
from ..scoring.features import FeatureCache, Features, group_features
from ..scoring.trees import SCORER, use_forests
from .lexicon import alphanumeric_offsets
from .roles import ParsedArticle, count_other_folds, fold, parse
from .silver import Attribution

TREES, LEAVES, DEPTH = 100, 24, 8
CHOICES = {"linked": "linked", "exact": "exact"}  # forest for candidates -> its label in Rows
MIN_COUNT = 40  # minimum number of rows with a feature
# Added to the calibrated log odds. The bundled network is a little less sure than the one whose figures are fitted here
# (0.06 on training articles), and of texts unlike the training split, more answers are right than these would expect.
LIFT = 0.2


@dataclass
class Rows:
    """Feature rows with two labels (0 or 1): linked (content and source match) and exact (identical boundaries)."""

    features: list[Features] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    exact: list[int] = field(default_factory=list)

    def extend(self, other: Rows) -> None:
        """Append the rows of ``other``."""
        self.features += other.features
        self.linked += other.linked
        self.exact += other.exact


def chars(text: str, spans: tuple[Span, ...]) -> set[int]:
    """The offsets of the letters and digits in the spans."""
    return alphanumeric_offsets(text, [(s.start, s.end) for s in spans])


def edges(text: str, spans: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The spans without punctuation at their edges."""
    return {alphanumeric_bounds(text, Span(start, end)) for start, end in spans}


@dataclass(frozen=True, slots=True)
class Truth:
    """One gold attribution, with the offsets of the letters and digits in its parts."""

    content: set[int]
    source: set[int]
    cue: set[int]
    attribution: Attribution

    @classmethod
    def of(cls, text: str, found: Attribution) -> Truth:
        content, source, cue = (alphanumeric_offsets(text, spans) for spans in (found.content, found.source, found.cue))
        return cls(content, source, cue, found)


def label_report(text: str, report: Report, gold: list[Truth], by_cue: bool = False) -> tuple[int, int]:
    """The labels (linked, exact) of a candidate, given the article's gold attributions.

    ``by_cue``: the cue must match too, so that in a chain each cue is labelled by its own attribution.
    """
    predicted = chars(text, report.content)
    who = chars(text, (report.source.span,)) if report.source else set()
    linked = exact = 0
    own = edges(text, [(s.start, s.end) for s in report.content])
    cue = chars(text, (report.cue,))
    for truth in gold:
        content, source, attribution = truth.content, truth.source, truth.attribution
        if by_cue and truth.cue and cue and not cue & truth.cue:
            continue
        both = len(predicted & content)
        if not both or both < 0.5 * len(predicted | content):
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


def collect(articles: list[ParsedArticle], held_out: dict[str, NDArray[numpy.float32]], folders: list[Path]) -> Rows:
    """The candidates of the training articles with their labels; ``held_out`` are probabilities by article."""
    rows = Rows()
    for name, doc, found in articles:
        if name not in held_out:
            continue
        put_roles(doc, held_out[name])
        with use_counts(folders[fold(name)]):
            article = Article.of(doc)
            groups, seen = candidates(article, proposals(article, all_rules())), FeatureCache()
            text = article.text
            gold = [Truth.of(text, a) for a in found]
            for group in groups:
                for report, row in zip(group, group_features(article, seen, group), strict=True):
                    linked, exact = label_report(text, report, gold, by_cue=True)
                    rows.features.append(row)
                    rows.linked.append(linked)
                    rows.exact.append(exact)
    return rows


def collect_final(
    articles: list[ParsedArticle], held_out: dict[str, NDArray[numpy.float32]], folders: list[Path]
) -> Rows:
    """The linked reports of the training articles with their labels."""
    rows = Rows()
    for name, doc, found in articles:
        if name not in held_out:
            continue
        put_roles(doc, held_out[name])
        with use_counts(folders[fold(name)]):
            article, seen = Article.of(doc), FeatureCache()
            linked = linked_reports(article, seen, all_rules())
            text = article.text
            gold = [Truth.of(text, a) for a in found]
            for report in linked.reports:
                right, exact = label_report(text, report, gold)
                rows.features.append(final_features(article, seen, report))
                rows.linked.append(right)
                rows.exact.append(exact)
    return rows


def fit(rows: Rows, labels: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Fit one forest per label and return their stored forms; ``labels`` maps forest names to labels in ``rows``."""
    table, names = to_table(rows)
    return {name: to_stored(trees().fit(table, getattr(rows, label)), names) for name, label in labels.items()}


def to_table(rows: Rows) -> tuple[NDArray[numpy.float32], list[str]]:
    """The features as a table of shape (rows, features), and their names, without rare features."""
    from sklearn.feature_extraction import DictVectorizer

    counts = collections.Counter(name for row in rows.features for name in row)
    vectorizer = DictVectorizer(sparse=False, dtype=numpy.float32)
    table = vectorizer.fit_transform(
        [{n: v for n, v in row.items() if counts[n] >= MIN_COUNT} for row in rows.features]
    )
    return table, list(vectorizer.feature_names_)


def trees() -> Any:
    """A new, unfitted classifier."""
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
    """Fit a forest on both halves, with log odds calibrated by cross-fitting between the halves.

    Boosted trees are overconfident; a linear map of the log odds corrects that (Platt 1999).
    """
    from sklearn.linear_model import LogisticRegression

    rows, size = Rows(), len(halves[0].linked)
    for half in halves:
        rows.extend(half)
    table, names = to_table(rows)
    labels = numpy.asarray(rows.linked)
    parts = (slice(0, size), slice(size, None))
    odds = numpy.empty(len(labels))
    for seen, unseen in (parts, parts[::-1]):
        odds[unseen] = trees().fit(table[seen], labels[seen]).decision_function(table[unseen])
    line = LogisticRegression(C=1e6).fit(odds[:, None], labels)
    slope, shift = float(line.coef_[0, 0]), float(line.intercept_[0])
    sure = 1 / (1 + numpy.exp(-(slope * odds + shift))) >= 0.9
    print(f"log odds * {slope:.3f} + {shift:.3f}; right at 0.9 or more: {labels[sure].mean():.4f} of {sure.sum()}")
    found = to_stored(trees().fit(table, labels), names)
    found["base"] = found["base"] * slope + shift + LIFT
    for tree in found["trees"]:
        tree["v"] = [round(v * slope, 5) for v in tree["v"]]
    return found


def to_stored(model: Any, names: list[str]) -> dict[str, Any]:
    """The stored form of a fitted model, which ``scoring.trees.Forest`` reads."""
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
    """The value of each node: its own for a leaf, else the mean of its children weighted by their rows."""
    values = [float(v) for v in nodes["value"]]
    for place in reversed(range(len(nodes))):  # a node's children come after it
        if not nodes["is_leaf"][place]:
            below = (int(nodes["left"][place]), int(nodes["right"][place]))
            counts = [int(nodes["count"][n]) for n in below]
            values[place] = sum(values[n] * c for n, c in zip(below, counts, strict=True)) / sum(counts)
    return values


def write(table: dict[str, dict[str, Any]]) -> None:
    """Write the forests to the file that the engine reads."""
    SCORER.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("roles", type=Path)
    parser.add_argument("data", type=Path)
    arguments = parser.parse_args()
    nlp = load(arguments.pipeline)
    articles = parse(nlp, arguments.data, "train", arguments.roles / "train.spacy")
    held_out = dict(numpy.load(arguments.roles / "outside.npz"))
    folders = count_other_folds(arguments.data, arguments.roles)
    halves = [[a for a in articles if fold(a[0]) % 2 == part] for part in (0, 1)]
    rows = [collect(half, held_out, folders) for half in halves]
    finals = []
    for part in (0, 1):  # each half is linked with forests trained on the other half
        with use_forests(fit(rows[1 - part], CHOICES)):
            finals.append(collect_final(halves[part], held_out, folders))
    sure = fit_calibrated(finals)
    rows[0].extend(rows[1])
    finals[0].extend(finals[1])
    for name, found in (("candidates", rows[0]), ("reports", finals[0])):
        print(len(found.linked), name, sum(found.linked), "linked", sum(found.exact), "exact")
    write({**fit(rows[0], CHOICES), "sure": sure})


if __name__ == "__main__":
    main()
