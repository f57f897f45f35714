"""Choose who speaks in a quotation without a cue: a conditional logit over the features of each choice.

The weights are in ``trained/turns.json``; ``training/turns.py`` trains them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from .turn_features import features
from .turn_situation import Choice, Situation

WEIGHTS = Path(__file__).parent.parent / "trained" / "turns.json"

Decide = Callable[[Situation], Choice]


@cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf8"))
    return found


def choose(situation: Situation, table: dict[str, float] | None = None) -> Choice:
    """The likeliest choice, by the shipped weights or those of a table."""
    table = weights() if table is None else table
    rows = features(situation)
    return max(rows, key=lambda choice: score(rows[choice], table))


def score(row: list[str], table: dict[str, float]) -> float:
    """The sum of the weights of features."""
    return sum(table.get(name, 0.0) for name in row)
