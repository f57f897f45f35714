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
from ..maxout import Array, Convolution, MaxoutLayer
from .features import Features
from .input_layer import InputLayer
from .lstm import AROUND, STRIDE, Lstm

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
    def input(self) -> InputLayer:
        return InputLayer.of(self.weights, self._layer("input"))

    @cached_property
    def convolutions(self) -> list[Convolution]:
        return [
            Convolution.of(self._layer(name[:-2])) for name in sorted(self.weights) if re.fullmatch(r"conv\d\.w", name)
        ]

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
        hidden = self.input.apply(features)
        for convolution in self.convolutions:
            hidden = convolution.apply(hidden)
        return hidden

    def _layer(self, name: str) -> MaxoutLayer:
        weights, bias, scale, shift = (self.weights[f"{name}.{part}"] for part in ("w", "b", "scale", "shift"))
        return MaxoutLayer(weights, bias, scale, shift, EPSILON)


def softmax(logits: NDArray[Any]) -> Array:
    """Probabilities over the last axis."""
    grown = numpy.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Array = (grown / grown.sum(axis=-1, keepdims=True)).astype("float32")
    return result
