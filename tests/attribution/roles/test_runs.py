"""Spans from the figures of a token tagger."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from attribution.roles.network import STATES
from attribution.roles.runs import CONTENT, CUE, begins, ends, membership, runs


def figures(states: str, certainty: float = 0.92) -> Any:
    """Figures for content whose likeliest states are these letters; the other roles are outside."""
    out = numpy.zeros((len(states), 3, len(STATES)), dtype="float32")
    out[:, :, 0] = 1.0
    rest = (1 - certainty) / (len(STATES) - 1)
    for place, letter in enumerate(states):
        out[place, CONTENT] = rest
        out[place, CONTENT, STATES.index(letter)] = certainty
    return out


@pytest.mark.parametrize(
    ("states", "spans"),
    [
        ("OOO", []),
        ("OBIEO", [(1, 4)]),
        ("SBE", [(0, 1), (1, 3)]),
        ("BEBIE", [(0, 2), (2, 5)]),
        ("IIO", [(0, 2)]),
        ("BIEII", [(0, 3), (3, 5)]),
        ("", []),
    ],
)
def test_runs_part_where_a_span_ends_or_begins(states: str, spans: list[tuple[int, int]]) -> None:
    table = figures(states)
    assert [(r.start, r.end) for r in runs(table, CONTENT)] == spans
    assert runs(table, CUE) == []


def test_edges_and_membership() -> None:
    table = figures("OBES")
    assert begins(table, CONTENT) == pytest.approx([0.04, 0.94, 0.04, 0.94])
    assert ends(table, CONTENT) == pytest.approx([0.04, 0.04, 0.94, 0.94])
    assert membership(table, CONTENT) == pytest.approx([0.08, 0.98, 0.98, 0.98])


def test_a_run_is_as_likely_as_its_tokens() -> None:
    (run,) = runs(figures("OBIE"), CONTENT)
    assert run.probability == pytest.approx(0.98)
