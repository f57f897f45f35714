"""The input layer of the role network: embedded columns of features, and maxout units over them.

Its linear part is the sum of what a token's word, its head and its place in the sentence give to it. Each of these
recurs from token to token and from article to article, so what it gives is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from ..maxout import ROWS, Array, MaxoutLayer
from ..word_table import WordTable
from .features import COLUMNS, Features

WORD, HEAD = ("norm", "lemma", "suffix", "shape"), ("head",)
PLACE = tuple(name for name in COLUMNS if name not in WORD + HEAD)
MAX_KEPT = 6_144  # words, heads and places, of each; 9 MB


@dataclass(frozen=True, slots=True)
class Columns:
    """Some columns: the known hashes of each, their embeddings, with row 0 for unknown, and the weights of them all."""

    numbers: list[int]
    keys: list[NDArray[numpy.uint64]]
    embeddings: list[Array]
    weights: Array
    kept: WordTable

    @classmethod
    def of(cls, names: tuple[str, ...], weights: Mapping[str, NDArray[Any]]) -> Columns:
        """The columns with these names, from the network's weights."""
        numbers = [COLUMNS.index(name) for name in names]
        widths = [weights[f"table.{number}"].shape[1] for number in range(len(COLUMNS))]
        ends = numpy.cumsum(widths)
        inputs = numpy.concatenate([numpy.arange(ends[number] - widths[number], ends[number]) for number in numbers])
        layer = weights["input.w"][inputs]
        keys, embeddings = ([weights[f"{part}.{number}"] for number in numbers] for part in ("keys", "table"))
        return cls(numbers, keys, embeddings, layer, WordTable(MAX_KEPT, layer.shape[1]))

    def give(self, features: Features) -> Array:
        """What they give to the linear pieces, shape (tokens, PIECES * units); a new array."""
        mine = features[:, self.numbers]
        return self.kept.look_up(mine, lambda tokens: self._multiplied(mine[tokens]))

    def _multiplied(self, values: Features) -> Array:
        found: Array = embedded(self.keys, self.embeddings, values) @ self.weights
        return found


@dataclass(frozen=True, slots=True)
class InputLayer:
    """The columns by what recurs, and the units over them; ``layer`` has their weights once more."""

    groups: tuple[Columns, ...]
    layer: MaxoutLayer

    @classmethod
    def of(cls, weights: Mapping[str, NDArray[Any]], layer: MaxoutLayer) -> InputLayer:
        return cls(tuple(Columns.of(names, weights) for names in (WORD, HEAD, PLACE)), layer)

    def apply(self, features: Features) -> Array:
        """The units, shape (tokens, units), for features of shape (tokens, columns)."""
        found = numpy.empty((len(features), len(self.layer.scale)), dtype="float32")
        for start in range(0, len(features), ROWS):
            piece, out = features[start : start + ROWS], found[start : start + ROWS]
            first, *others = self.groups
            linear = first.give(piece)
            for group in others:
                linear += group.give(piece)
            linear += self.layer.bias
            self.layer.maximum(linear, out)
        self.layer.normalize(found)
        return found


def embedded(keys: Sequence[NDArray[numpy.uint64]], embeddings: Sequence[Array], values: Features) -> Array:
    """The embeddings of the values of each column side by side, shape (tokens, inputs)."""
    columns = zip(keys, embeddings, values.T, strict=True)
    return numpy.concatenate([table[rows_of(known, column)] for known, table, column in columns], axis=1)


def rows_of(keys: NDArray[numpy.uint64], values: NDArray[numpy.uint64]) -> NDArray[numpy.int64]:
    """The embedding row of each value: its index among the sorted ``keys`` plus 1, or 0 if unknown."""
    place = numpy.minimum(keys.searchsorted(values), len(keys) - 1)
    return numpy.where(keys[place] == values, place + 1, 0)
