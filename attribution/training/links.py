"""Fit the probability of links: ``python -m attribution.training.links DATA [--field FOLDER] [--apart FILE]``.

The confidence of a quotation is the probability of its report times that of its link. The weights of the link maximize
the likelihood of that product over several sets of texts (``link_samples``), with a penalty on their squares. Prints
the reliability of the confidence on each set with the weights that the other sets give, and on
``benchmarks/links/held_out.txt``, which is no part of the training. ``--apart`` are weights of the ranker that were
trained without our own texts (``antecedents --apart``): on texts that it knows, it would seem better than it is.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy

from ..coreference.links import WEIGHTS, probability
from ..coreference.ranker import choose
from ..evaluation.calibration import Calibration, Sample
from . import answers
from .link_samples import LinkSample, collect, of_answered

ROOT = Path(__file__).parents[2]
PENALTY = 1.0
UNSEEN = 0.14  # wrong names on texts of kinds on which nothing was tuned; on the others they are fewer
FREE = "any"  # the intercept, which has no penalty
STEPS = 4000
MIN_COUNT = 4  # samples with a feature


def fit(samples: Sequence[LinkSample], penalty: float = PENALTY) -> dict[str, float]:
    """The weights that maximize the penalized likelihood, by gradient ascent with Nesterov momentum."""
    counts: dict[str, int] = {}
    for sample in samples:
        for name in sample.features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    table = numpy.array([[sample.features.get(name, 0.0) for name in names] for sample in samples])
    right = numpy.array([sample.right for sample in samples], dtype=float)
    report = numpy.array([sample.report for sample in samples])
    weight = numpy.where(right == 1.0, 1.0, UNSEEN / (1 - UNSEEN) * right.sum() / max(1.0, (1 - right).sum()))
    shrink = penalty * numpy.array([name != FREE for name in names])
    weights = ahead = numpy.zeros(len(names))
    rate = 4.0 / (weight.max() * numpy.linalg.norm(table, 2) ** 2 + penalty)
    for step in range(STEPS):
        link = 1 / (1 + numpy.exp(-table @ ahead))
        slope = right * (1 - link) - (1 - right) * report * link * (1 - link) / (1 - report * link)
        after = ahead + rate * ((weight * slope) @ table - shrink * ahead)
        ahead, weights = after + step / (step + 3) * (after - weights), after
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def calibration(samples: Sequence[LinkSample], weights: dict[str, float]) -> Calibration:
    """The calibration of the confidence with these weights."""
    return Calibration.of(Sample(s.report * probability(weights, s.features), s.right) for s in samples)


def row(name: str, found: Calibration) -> str:
    """One line of figures: the share that is right in the bins from 0.5 on."""
    bins = "  ".join(f"{b.right:.2f} of {b.count:3}" for b in found.bins[5:])
    return f"{name:12} {found.count:4}  error {found.error:.3f}  {bins}  sure: {found.sure_right:.3f} of {found.sure}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--field", type=Path, help="a folder of field texts with gold.json")
    parser.add_argument("--apart", type=Path, help="weights of the ranker, trained without our own texts")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    apart = partial(choose, tables=json.loads(options.apart.read_text(encoding="utf8"))) if options.apart else choose
    samples = list(collect(ROOT, options.data, options.field, apart))
    for kind in dict.fromkeys(sample.kind for sample in samples):
        others = fit([sample for sample in samples if sample.kind != kind])
        print(row(kind, calibration([sample for sample in samples if sample.kind == kind], others)))
    weights = fit(samples)
    texts = answers.own(ROOT / "benchmarks" / "links" / "held_out.txt", "held out")
    held_out = [sample for text in texts for sample in of_answered(text)]
    print(row("held out", calibration(held_out, weights)))
    options.out.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
