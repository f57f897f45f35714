"""Boosted trees as plain numbers: read from JSON, applied to many rows at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from .features import Features

SCORER = Path(__file__).parent.parent / "trained" / "scorer.json"

Table = NDArray[numpy.float32]
BLOCK = 256  # rows that are walked at once: the walk of more of them would leave the processor's cache


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees padded to one size: arrays of shape (trees, nodes); a leaf points at itself.

    ``below``, of shape (trees * nodes * 2,), holds for each node its left and its right child, as places in the flat
    arrays.
    Sum the values of the leaves that a row reaches, add ``base``, and the logistic of it is the probability.
    The value of an inner node is the mean of the leaves below it, by the training rows that reached them.
    """

    columns: dict[str, int]
    base: float
    feature: NDArray[numpy.intp]
    threshold: Table
    below: NDArray[numpy.intp]
    value: Table
    depth: int

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Forest:
        """A forest from its stored form: names of the features, base, and per tree lists f, t, l, r, v."""
        trees = stored["trees"]
        nodes = max(len(tree["f"]) for tree in trees)

        def padded(name: str, kind: str) -> NDArray[Any]:
            out = numpy.zeros((len(trees), nodes), dtype=kind)
            for row, tree in enumerate(trees):
                out[row, : len(tree[name])] = tree[name]
            return out

        below = numpy.stack((padded("l", "intp"), padded("r", "intp")), axis=-1)
        below += (numpy.arange(len(trees), dtype="intp") * nodes)[:, None, None]
        return cls(
            {name: column for column, name in enumerate(stored["features"])}, stored["base"], padded("f", "intp"),
            padded("t", "float32"), below.ravel(), padded("v", "float32"), stored["depth"],
        )  # fmt: skip

    def table(self, rows: list[Features]) -> Table:
        """Feature rows as a table of shape (rows, features); names that the forest does not know are left out."""
        out = numpy.zeros((len(rows), len(self.columns)), dtype="float32")
        column_of, width = self.columns.get, len(self.columns)
        cells: list[int] = []
        values: list[float] = []
        for number, row in enumerate(rows):
            for name, value in row.items():
                column = column_of(name)
                if column is not None:
                    cells.append(number * width + column)
                    values.append(value)
        out.reshape(-1)[cells] = values
        return out

    def probabilities(self, table: Table) -> NDArray[numpy.float64]:
        """The probability for each row, shape (rows,)."""
        found = numpy.zeros(len(table))
        for first in range(0, len(table), BLOCK):
            found[first : first + BLOCK] = self._block(table[first : first + BLOCK])
        return found

    def _block(self, table: Table) -> NDArray[numpy.float64]:
        walk = Walk(self, table)
        for _ in range(self.depth):
            walk.step()
        return self._logistic(walk)

    def explained(self, table: Table) -> tuple[NDArray[numpy.float64], NDArray[numpy.float64]]:
        """The probability for each row, and what each feature adds to its log odds, shape (rows, features).

        After Saabas 2014 ("Interpreting random forests"): a split moves the mean of what lies below, and its
        feature is given the difference.
        """
        walk = Walk(self, table)
        moved = numpy.zeros(table.size, dtype=float)
        for _ in range(self.depth):
            cells, before = walk.cells(), self.value.take(walk.place)
            walk.step()
            moved += numpy.bincount(cells, self.value.take(walk.place) - before, table.size)
        return self._logistic(walk), moved.reshape(table.shape)

    def _logistic(self, walk: Walk) -> NDArray[numpy.float64]:
        leaves = self.value.take(walk.place).reshape(-1, len(self.feature))
        result: NDArray[numpy.float64] = 1.0 / (1.0 + numpy.exp(-self.base - leaves.sum(axis=1, dtype=float)))
        return result


class Walk:
    """Where each row stands in each tree, from the roots down."""

    def __init__(self, forest: Forest, table: Table) -> None:
        rows, width = table.shape
        trees, nodes = forest.feature.shape
        self.forest, self.table = forest, table.ravel()
        self.place = numpy.tile(numpy.arange(trees, dtype="intp") * nodes, rows)
        self.base = numpy.repeat(numpy.arange(rows, dtype="intp") * width, trees)

    def cells(self) -> NDArray[numpy.intp]:
        """The cell of the table that each row's node in each tree looks at, shape (rows * trees,)."""
        found: NDArray[numpy.intp] = self.base + self.forest.feature.take(self.place)
        return found

    def step(self) -> None:
        """One node down, or stay at a leaf."""
        goes_right = self.table.take(self.cells()) > self.forest.threshold.take(self.place)
        self.place = self.forest.below.take(2 * self.place + goes_right)


@cache
def forest(label: str) -> Forest:
    """One of the forests in ``trained/scorer.json``: "linked", "exact" or "sure"."""
    return Forest.of((_tables or json.loads(SCORER.read_text(encoding="utf8")))[label])


_tables: dict[str, Any] | None = None


@contextmanager
def scored_by(tables: dict[str, Any]) -> Iterator[None]:
    """Take the forests from ``tables`` for a while: training reads each half with the other half's scorers."""
    global _tables
    before, _tables = _tables, tables
    forest.cache_clear()
    try:
        yield
    finally:
        _tables = before
        forest.cache_clear()
