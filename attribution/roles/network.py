"""The role network: embedded features, two convolutions, a bidirectional LSTM, and one softmax per role.

A tagger after Lample et al. 2016 ("Neural Architectures for Named Entity Recognition"), with parse features as input.
It is trained with PyTorch (``attribution.training.tagger``) and runs on NumPy only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from ..article.role_runs import ROLES, STATES
from ..maxout import ROWS, Array, Convolution, MaxoutLayer
from ..word_table import WordTable
from .features import COLUMNS, Features
from .lstm import AROUND, STRIDE, Lstm

OF_WORD = COLUMNS.index("tag")  # columns before this one follow from the word alone
MAX_WORDS = 6_144  # for which these columns are multiplied once; 9 MB
BLOCK = 64 * STRIDE  # tokens processed at once; bounds the memory for long texts
EPSILON = 1e-5  # of the layer norms; PyTorch's default


@dataclass(frozen=True)
class Network:
    """The network, with weights by name as ``attribution.training.tagger`` exports them.

    ``keys.N`` are the known hashes of feature column N, sorted; ``table.N`` their embeddings, with row 0 for unknown.
    """

    weights: dict[str, NDArray[Any]]

    @cached_property
    def lstm(self) -> Lstm:
        return Lstm.of(self.weights)

    @cached_property
    def input(self) -> MaxoutLayer:
        return self._layer("input")

    @cached_property
    def convolutions(self) -> list[Convolution]:
        return [
            Convolution.of(self._layer(name[:-2])) for name in sorted(self.weights) if re.fullmatch(r"conv\d\.w", name)
        ]

    @cached_property
    def words(self) -> WordTable:
        return WordTable(MAX_WORDS, len(self.input.bias))

    @classmethod
    def load(cls, path: Path) -> Network:
        """Read the network from an ``.npz`` file. Raises ``OSError`` or ``ValueError`` if it cannot be read."""
        with numpy.load(path, allow_pickle=False) as stored:
            found = {name: stored[name] for name in stored.files}
        return cls({n: a.astype("float32") if a.dtype == numpy.float16 else a for n, a in found.items()})

    def save(self, path: Path) -> None:
        """Write the weights to an ``.npz`` file, in half precision."""
        small = {n: a.astype("float16") if a.dtype == numpy.float32 else a for n, a in self.weights.items()}
        with path.open("wb") as file:
            numpy.savez_compressed(file, **small)  # type: ignore[arg-type]

    def predict(self, features: Features) -> Array:
        """The probabilities, shape (tokens, roles, states), for features of shape (tokens, columns)."""
        out = numpy.empty((len(features), len(ROLES), len(STATES)), dtype="float32")
        for start in range(0, len(features), BLOCK):
            first = max(0, start - 2 * AROUND)
            block = self._block(features[first : start + BLOCK + 2 * AROUND])
            out[start : start + BLOCK] = block[start - first : start - first + BLOCK]
        return out

    def _block(self, features: Features) -> Array:
        hidden = self.hidden(features)
        read = numpy.concatenate((hidden, self.lstm.read(hidden)), axis=1)
        out = read @ self.weights["out.w"] + self.weights["out.b"]
        return softmax(out.reshape(-1, len(ROLES), len(STATES)))

    def hidden(self, features: Features) -> Array:
        """What the LSTM reads, shape (tokens, units), for features of shape (tokens, columns)."""
        hidden = self._embed(features)
        for convolution in self.convolutions:
            hidden = convolution.apply(hidden)
        return hidden

    def _embed(self, features: Features) -> Array:
        """The input layer: its linear part is the sum of that of the word and that of its place in the sentence."""
        of_word = features[:, :OF_WORD]
        words = self.words.look_up(of_word, lambda tokens: self._linear(of_word[tokens], 0))
        found = numpy.empty((len(features), len(self.input.scale)), dtype="float32")
        for start in range(0, len(features), ROWS):
            linear = self._linear(features[start : start + ROWS, OF_WORD:], OF_WORD)
            linear += words[start : start + ROWS]
            linear += self.input.bias
            self.input.maximum(linear, found[start : start + ROWS])
            self.input.normalize(found[start : start + ROWS])
        return found

    def _linear(self, features: Features, first: int) -> Array:
        """What the columns from ``first`` on give to the linear pieces of the input layer."""
        parts = []
        for column in range(features.shape[1]):
            rows = rows_of(self.weights[f"keys.{first + column}"], features[:, column])
            parts.append(self.weights[f"table.{first + column}"][rows])
        begin = sum(self.weights[f"table.{column}"].shape[1] for column in range(first))
        values = numpy.concatenate(parts, axis=1)
        found: Array = values @ self.input.weights[begin : begin + values.shape[1]]
        return found

    def _layer(self, name: str) -> MaxoutLayer:
        weights, bias, scale, shift = (self.weights[f"{name}.{part}"] for part in ("w", "b", "scale", "shift"))
        return MaxoutLayer(weights, bias, scale, shift, EPSILON)


def rows_of(keys: NDArray[numpy.uint64], values: NDArray[numpy.uint64]) -> NDArray[numpy.int64]:
    """The embedding row of each value: its index among the sorted ``keys`` plus 1, or 0 if unknown."""
    place = numpy.minimum(keys.searchsorted(values), len(keys) - 1)
    return numpy.where(keys[place] == values, place + 1, 0)


def softmax(logits: NDArray[Any]) -> Array:
    """Probabilities over the last axis."""
    grown = numpy.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Array = (grown / grown.sum(axis=-1, keepdims=True)).astype("float32")
    return result
