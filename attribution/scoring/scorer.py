"""Logistic scorers over named features, their weights plain numbers in ``data/scorer.json``."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from math import exp

from ..cues.frames import MarkIndex
from ..cues.report import Report
from ..lexicon import DATA
from .board import Board
from .features import Features, features

Weights = dict[str, float]
EXACT_SHARE = 0.5  # how much the choice among variants looks at exact edges besides the link
NAMED = 3  # features that the evidence names


@cache
def weights(label: str) -> Weights:
    """The weights of one scorer by feature name: "linked" or "exact"."""
    table: dict[str, Weights] = json.loads((DATA / "scorer.json").read_text(encoding="utf8"))
    return table[label]


def total(found: Features, table: Weights) -> float:
    return sum(table.get(name, 0.0) * value for name, value in found.items())


def sigmoid(value: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, value))))


def because(found: Features) -> tuple[str, ...]:
    """The names of the features that spoke most strongly for the candidate."""
    table = weights("linked")
    parts = [(table.get(name, 0.0) * value, name) for name, value in found.items() if name != "bias"]
    return tuple(name for value, name in sorted(parts, reverse=True)[:NAMED] if value > 0)


def best(board: Board, marks: MarkIndex, group: list[Report]) -> Report:
    """The best variant of a cue's candidates, with its probability of being right."""
    scored = []
    for number, report in enumerate(group):
        found = features(board, marks, report)
        linked = sigmoid(total(found, weights("linked")))
        choice = linked + EXACT_SHARE * sigmoid(total(found, weights("exact")))
        scored.append((choice, -number, linked, report, found))
    _, _, linked, report, found = max(scored, key=lambda s: s[:2])
    return replace(report, probability=linked, because=because(found))
