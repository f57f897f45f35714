"""Runs of tokens with one role, read from the network's figures."""

from __future__ import annotations

import numpy
import pytest

from attribution.roles.runs import CONTENT, SOURCE, membership, runs


def figures(states: str, role: int = CONTENT) -> numpy.ndarray:
    """Figures of the shape (tokens, 3, 3) from one letter a token: O, B or I; the other roles are all O."""
    out = numpy.zeros((len(states), 3, 3), dtype="float32")
    out[:, :, 0] = 1.0
    for index, state in enumerate(states):
        out[index, role] = 0.05
        out[index, role, "OBI".index(state)] = 0.9
    return out


ROWS = [
    ("", []),
    ("OOO", []),
    ("OBIIO", [(1, 4)]),
    ("BIBI", [(0, 2), (2, 4)]),  # a new span begins right behind the other
    ("OIIO", [(1, 3)]),  # no beginning was seen: still a span
    ("OOB", [(2, 3)]),
]


@pytest.mark.parametrize(("states", "expected"), ROWS)
def test_runs(states: str, expected: list[tuple[int, int]]) -> None:
    assert [(r.start, r.end) for r in runs(figures(states), CONTENT)] == expected
    assert runs(figures(states), SOURCE) == []


def test_a_run_knows_how_likely_it_is() -> None:
    (run,) = runs(figures("OBIO"), CONTENT)
    assert run.probability == pytest.approx(0.95)
    assert membership(figures("OB"), CONTENT).tolist() == pytest.approx([0.1, 0.95])
