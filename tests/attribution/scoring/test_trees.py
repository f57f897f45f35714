"""Gradient-boosted trees in their stored form."""

from __future__ import annotations

from math import exp

import pytest

from attribution.scoring.trees import Forest, forest, use_forests

# One tree: a > 0.5 ? (b > 2 ? 3.0 : 1.0) : -2.0 ; a second one: always 0.5.
STORED = {
    "features": ["a", "b"],
    "base": -0.25,
    "depth": 2,
    "trees": [
        {
            "f": [0, 0, 1, 0, 0],
            "t": [0.5, 0, 2, 0, 0],
            "l": [1, 1, 3, 3, 4],
            "r": [2, 1, 4, 3, 4],
            "v": [0, -2, 0, 1, 3],
        },
        {"f": [0], "t": [0], "l": [0], "r": [0], "v": [0.5]},
    ],
}
ROWS = [({"a": 0.0}, -2.0), ({"a": 1.0}, 1.0), ({"a": 1.0, "b": 2.0}, 1.0), ({"a": 1.0, "b": 2.5, "other": 9.0}, 3.0)]


def test_a_row_reaches_its_leaf() -> None:
    made = Forest.of(STORED)
    found = made.probabilities(made.table([dict(row) for row, _ in ROWS]))
    assert found.tolist() == pytest.approx([1 / (1 + exp(-(leaf + 0.5 - 0.25))) for _, leaf in ROWS])


def test_no_rows() -> None:
    made = Forest.of(STORED)
    assert made.probabilities(made.table([])).tolist() == []


def test_weights_add_up_along_the_path() -> None:
    means = {**STORED, "trees": [dict(tree) for tree in STORED["trees"]]}  # type: ignore[attr-defined]
    means["trees"][0]["v"] = [-0.5, -2, 1.5, 1, 3]  # type: ignore[index]
    made = Forest.of(means)
    table = made.table([dict(row) for row, _ in ROWS])
    probabilities, found = made.explained(table)
    assert probabilities.tolist() == made.probabilities(table).tolist()
    assert found.tolist() == [[-1.5, 0.0], [2.0, -0.5], [2.0, -0.5], [2.0, 1.5]]
    assert made.explained(made.table([]))[1].shape == (0, 2)


@pytest.mark.parametrize("label", ["linked", "exact", "sure"])
def test_the_bundled_forests_can_be_read(label: str) -> None:
    made = forest(label)
    value = made.probabilities(made.table([{}]))[0]
    assert 0 < value < 1
    assert made.columns


def test_temporary_forests() -> None:
    own = forest("linked")
    leaf = {"f": [0], "t": [0.0], "l": [0], "r": [0], "v": [2.0]}
    with use_forests({"linked": {"features": ["prior"], "base": 0.0, "depth": 1, "trees": [leaf]}}):
        assert forest("linked").columns == {"prior": 0}
    assert forest("linked").columns == own.columns
