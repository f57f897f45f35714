"""Gradient-boosted trees stored as JSON and evaluated on many rows at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from .features import Features

SCORER = Path(__file__).parent.parent / "trained" / "scorer.json"

Table = NDArray[numpy.float32]
BLOCK = 256  # rows evaluated at once, so that the arrays fit into the processor's cache


@dataclass(frozen=True, slots=True)
class Forest:
    """A forest of trees padded to equal size: arrays of shape (trees, nodes). A leaf is its own child.

    ``children``, of shape (trees * nodes * 2,), holds the left and right child of each node as indices into the
    flattened arrays. The probability of a row is the logistic function of ``base`` plus the values of the leaves that
    it reaches. The value of an inner node is the mean of the leaves below it, weighted by their training rows.
    """

    columns: dict[str, int]
    base: float
    feature: NDArray[numpy.intp]
    threshold: Table
    children: NDArray[numpy.intp]
    value: Table
    depth: int

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Forest:
        """Build a forest from its stored form.

        The keys are "features" (names), "base", "depth" and "trees", each with the lists "f" (feature), "t"
        (threshold), "l" and "r" (left and right child) and "v" (value).
        """
        trees = stored["trees"]
        nodes = max(len(tree["f"]) for tree in trees)

        def padded(name: str, kind: str) -> NDArray[Any]:
            out = numpy.zeros((len(trees), nodes), dtype=kind)
            for row, tree in enumerate(trees):
                out[row, : len(tree[name])] = tree[name]
            return out

        children = numpy.stack((padded("l", "intp"), padded("r", "intp")), axis=-1)
        children += (numpy.arange(len(trees), dtype="intp") * nodes)[:, None, None]
        return cls(
            {name: column for column, name in enumerate(stored["features"])}, stored["base"], padded("f", "intp"),
            padded("t", "float32"), children.ravel(), padded("v", "float32"), stored["depth"],
        )  # fmt: skip

    def table(self, rows: list[Features]) -> Table:
        """Feature rows as a table of shape (rows, features); unknown features are ignored."""
        unknown = len(self.columns)  # a column for them, which is cut off
        out = numpy.zeros((len(rows), unknown + 1), dtype="float32")
        sizes = list(map(len, rows))
        names, values = chain.from_iterable(rows), chain.from_iterable(row.values() for row in rows)
        columns = numpy.fromiter(map(self.columns.get, names, repeat(unknown)), "intp", sum(sizes))
        out[numpy.arange(len(rows)).repeat(sizes), columns] = numpy.fromiter(values, "float64", sum(sizes))
        return numpy.ascontiguousarray(out[:, :unknown])

    def probabilities(self, table: Table) -> NDArray[numpy.float64]:
        """The probability of each row, shape (rows,)."""
        found = numpy.zeros(len(table))
        for first in range(0, len(table), BLOCK):
            found[first : first + BLOCK] = self._block(table[first : first + BLOCK])
        return found

    def _block(self, table: Table) -> NDArray[numpy.float64]:
        traversal = Traversal(self, table)
        for _ in range(self.depth):
            traversal.step()
        return self._logistic(traversal)

    def explained(self, table: Table) -> tuple[NDArray[numpy.float64], NDArray[numpy.float64]]:
        """The probability of each row, and what each feature adds to its log odds, shape (rows, features).

        After Saabas 2014 ("Interpreting random forests"): each split changes the mean value of the subtree, and the
        difference is credited to its feature.
        """
        traversal = Traversal(self, table)
        moved = numpy.zeros(table.size, dtype=float)
        for _ in range(self.depth):
            cells, before = traversal.cells(), self.value.take(traversal.place)
            traversal.step()
            moved += numpy.bincount(cells, self.value.take(traversal.place) - before, table.size)
        return self._logistic(traversal), moved.reshape(table.shape)

    def _logistic(self, traversal: Traversal) -> NDArray[numpy.float64]:
        leaves = self.value.take(traversal.place).reshape(-1, len(self.feature))
        result: NDArray[numpy.float64] = 1.0 / (1.0 + numpy.exp(-self.base - leaves.sum(axis=1, dtype=float)))
        return result


class Traversal:
    """The current node of each row in each tree, starting at the roots."""

    def __init__(self, forest: Forest, table: Table) -> None:
        rows, width = table.shape
        trees, nodes = forest.feature.shape
        self.forest, self.table = forest, table.ravel()
        self.place = numpy.tile(numpy.arange(trees, dtype="intp") * nodes, rows)
        self.base = numpy.repeat(numpy.arange(rows, dtype="intp") * width, trees)

    def cells(self) -> NDArray[numpy.intp]:
        """The flat index of the table cell that each current node tests, shape (rows * trees,)."""
        found: NDArray[numpy.intp] = self.base + self.forest.feature.take(self.place)
        return found

    def step(self) -> None:
        """Move every row down one level; leaves stay."""
        goes_right = self.table.take(self.cells()) > self.forest.threshold.take(self.place)
        self.place = self.forest.children.take(2 * self.place + goes_right)


@cache
def forest(label: str) -> Forest:
    """One of the forests in ``trained/scorer.json``, cached: "linked", "exact" or "sure".

    "linked" and "exact" rate candidates (source and content right; boundaries exact), "sure" linked reports.
    """
    return Forest.of((_tables or json.loads(SCORER.read_text(encoding="utf8")))[label])


_tables: dict[str, Any] | None = None


@contextmanager
def use_forests(tables: dict[str, Any]) -> Iterator[None]:
    """Use the forests in ``tables`` temporarily: training scores each half with the forests of the other half."""
    global _tables
    before, _tables = _tables, tables
    forest.cache_clear()
    try:
        yield
    finally:
        _tables = before
        forest.cache_clear()
