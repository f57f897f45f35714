"""A conditional logit over the options of each example, regularized towards a prior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy

PENALTY = 100.0  # strength of the prior, in examples
STEPS = 400


@dataclass(frozen=True, slots=True)
class Example:
    """A mention: the features of each option, the place of the one that is meant, and the example's weight."""

    form: str
    options: list[list[str]]
    meant: int
    weight: float = 1.0


def fit(given: list[Example], prior: dict[str, float], penalty: float = PENALTY) -> dict[str, float]:
    """The weights that maximize the penalized likelihood, by gradient ascent with Nesterov momentum."""
    names = sorted({f for example in given for row in example.options for f in row} | set(prior))
    index = {name: place for place, name in enumerate(names)}
    rows = [(number, row) for number, example in enumerate(given) for row in example.options]
    owner = numpy.array([number for number, _ in rows])
    table = numpy.zeros((len(rows), len(names)))
    for place, (_, present) in enumerate(rows):
        table[place, [index[name] for name in present]] = 1.0
    weight = numpy.array([example.weight for example in given])
    starts = numpy.searchsorted(owner, numpy.arange(len(given)))
    wanted = weight @ table[starts + numpy.array([example.meant for example in given])]
    start = numpy.array([prior.get(name, 0.0) for name in names])
    weights = ahead = start
    rate = 1.0 / (weight.sum() + penalty)
    for step in range(STEPS):
        scores = table @ ahead
        masses = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[owner])
        shares = masses * (weight / numpy.add.reduceat(masses, starts))[owner]
        after = ahead + rate * (wanted - shares @ table - penalty * (ahead - start))
        ahead, weights = after + step / (step + 3) * (after - weights), after
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def accuracy(weights: dict[str, float], given: list[Example]) -> float:
    """The share of the examples whose likeliest option is the one that is meant."""
    scores = [[sum(weights.get(f, 0.0) for f in row) for row in example.options] for example in given]
    right = sum(s.index(max(s)) == example.meant for s, example in zip(scores, given, strict=True))
    return right / len(given) if given else 0.0
