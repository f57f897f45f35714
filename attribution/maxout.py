"""Maxout units with layer normalization, dense and convolved, as token vectors and the role network have them.

Maxout after Goodfellow et al. 2013 ("Maxout Networks"), layer normalization after Ba, Kiros and Hinton 2016.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

ROWS = 512  # tokens computed at once: what one layer needs for them stays in the processor's cache
PIECES = 3  # linear pieces of a maxout unit

Array = NDArray[numpy.float32]

# Four tokens in a row take six products of the size of a token in place of twelve, by Winograd's minimal filter F(4, 3)
# (Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks"): SUMS of the six tokens that they read are
# multiplied by FILTERS, sums of the weights, and the linear part of each of the four is a sum of these products.
TILE, READ = 4, 6
SUMS: Array = numpy.array(
    [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ],
    dtype="float32",
)
FILTERS: Array = numpy.array(
    [
        [1 / 4, 0, 0],
        [-1 / 6, -1 / 6, -1 / 6],
        [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6],
        [0, 0, 1],
    ],
    dtype="float32",
)
LINEAR: Array = numpy.array(
    [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]], dtype="float32"
)


@dataclass(frozen=True, slots=True)
class MaxoutLayer:
    """The weights of a layer: ``weights`` of shape (inputs, PIECES * units), with the pieces one after another.

    ``bias`` has shape (PIECES * units,), ``scale`` and ``shift`` of the normalization (units,); ``epsilon`` is added to
    the variance.
    """

    weights: Array
    bias: Array
    scale: Array
    shift: Array
    epsilon: float

    def maximum(self, linear: Array, out: Array) -> None:
        """Write the largest piece of each unit to ``out``, shape (rows, units); ``linear`` (rows, PIECES * units)."""
        units = len(self.scale)
        numpy.maximum(linear[:, :units], linear[:, units : 2 * units], out=out)
        numpy.maximum(out, linear[:, 2 * units :], out=out)

    def normalize(self, units: Array) -> None:
        """Normalize the units of each row in place."""
        count = units.shape[1]
        units -= numpy.add.reduce(units, axis=1, keepdims=True) / numpy.float32(count)  # half the time of ``mean``
        deviation: Any = numpy.einsum("ij,ij->i", units, units)
        deviation /= count
        deviation += self.epsilon
        numpy.sqrt(deviation, out=deviation)
        units /= deviation[:, None]
        units *= self.scale
        units += self.shift


@dataclass(frozen=True, slots=True)
class Convolution:
    """Adds to each token what a layer makes of it and its two neighbours.

    ``filters`` has shape (READ, units, PIECES * units): ``FILTERS`` applied to the weights of the left neighbour, the
    token and the right one.
    """

    layer: MaxoutLayer
    filters: Array

    @classmethod
    def of(cls, layer: MaxoutLayer) -> Convolution:
        """The convolution of a layer whose inputs are the left neighbour, the token and the right neighbour."""
        weights = layer.weights.reshape(3, -1)
        return cls(layer, (FILTERS @ weights).reshape(READ, -1, len(layer.bias)))

    def apply(self, hidden: Array) -> Array:
        """The units of each token, shape (tokens, units) as before."""
        tokens, units = hidden.shape
        tiles, size = -(-tokens // TILE), ROWS // TILE
        padded = numpy.zeros((TILE * tiles + 2, units), dtype="float32")
        padded[1 : tokens + 1] = hidden
        row, unit = padded.strides
        read = as_strided(padded, (READ, tiles, units), (row, TILE * row, unit), writeable=False)
        found = numpy.empty((tiles, TILE, units), dtype="float32")
        for start in range(0, tiles, size):
            out = found[start : start + size]
            sums = (SUMS @ read[:, start : start + size].reshape(READ, -1)).reshape(READ, len(out), units)
            products = sums @ self.filters
            products[1] += self.layer.bias  # which is once in the linear part of each token
            linear = (LINEAR @ products.reshape(READ, -1)).reshape(TILE, len(out), -1)
            for place in range(TILE):
                self.layer.maximum(linear[place], out[:, place])
            self.layer.normalize(out.reshape(-1, units))
        result: Array = found.reshape(-1, units)[:tokens]
        result += hidden
        return result
