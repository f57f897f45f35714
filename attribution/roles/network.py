"""The role network: embedded features, two convolutions, a bidirectional LSTM, and one softmax per role.

A tagger after Lample et al. 2016 ("Neural Architectures for Named Entity Recognition"), with parse features as input.
It is trained with PyTorch (``attribution.training.tagger``) and runs on NumPy only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from ..article.role_runs import ROLES, STATES
from .features import COLUMNS, Features
from .lstm import AROUND, STRIDE, Array, Lstm

PIECES = 3  # linear pieces of the maxout layers
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
        hidden = self._convolve(self._embed(features))
        read = numpy.concatenate((hidden, self.lstm.read(hidden)), axis=1)
        out = read @ self.weights["out.w"] + self.weights["out.b"]
        return softmax(out.reshape(-1, len(ROLES), len(STATES)))

    def _embed(self, features: Features) -> Array:
        parts = []
        for column in range(len(COLUMNS)):
            rows = rows_of(self.weights[f"keys.{column}"], features[:, column])
            parts.append(self.weights[f"table.{column}"][rows])
        return self._maxout("input", numpy.concatenate(parts, axis=1))

    def _convolve(self, hidden: Array) -> Array:
        layer = 0
        while f"conv{layer}.w" in self.weights:
            none = numpy.zeros((1, hidden.shape[1]), dtype="float32")
            before, after = numpy.vstack((none, hidden[:-1])), numpy.vstack((hidden[1:], none))
            hidden = hidden + self._maxout(f"conv{layer}", numpy.concatenate((before, hidden, after), axis=1))
            layer += 1
        return hidden

    def _maxout(self, name: str, values: Array) -> Array:
        """A dense layer, maxout over its pieces, and layer norm."""
        w = self.weights
        dense = values @ w[f"{name}.w"] + w[f"{name}.b"]
        width = dense.shape[1] // PIECES
        best = numpy.maximum(numpy.maximum(dense[:, :width], dense[:, width : 2 * width]), dense[:, 2 * width :])
        best -= best.mean(axis=1, keepdims=True)
        best /= numpy.sqrt((best * best).mean(axis=1, keepdims=True) + EPSILON)
        result: Array = best * w[f"{name}.scale"] + w[f"{name}.shift"]
        return result


def rows_of(keys: NDArray[numpy.uint64], values: NDArray[numpy.uint64]) -> NDArray[numpy.int64]:
    """The embedding row of each value: its index among the sorted ``keys`` plus 1, or 0 if unknown."""
    place = numpy.minimum(numpy.searchsorted(keys, values), len(keys) - 1)
    return numpy.where(keys[place] == values, place + 1, 0)


def softmax(logits: NDArray[Any]) -> Array:
    """Probabilities over the last axis."""
    grown = numpy.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Array = (grown / grown.sum(axis=-1, keepdims=True)).astype("float32")
    return result
