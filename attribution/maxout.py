"""Maxout units with layer normalization, dense and convolved, as token vectors and the role network have them.

Maxout after Goodfellow et al. 2013 ("Maxout Networks"), layer normalization after Ba, Kiros and Hinton 2016.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

ROWS = 512  # tokens computed at once: what one layer needs for them stays in the processor's cache
PIECES = 3  # linear pieces of a maxout unit

Array = NDArray[numpy.float32]


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

    Two tokens next to each other take four products of the size of a token's weights in place of six, by the minimal
    filter of Winograd (Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks"). Let a, b, c, d be
    tokens in a row, and L, O and R the weights of the left neighbour, of the token itself and of the right one. With
    i = (a - c) L, j = (b + c) (L + O + R) / 2, k = (c - b) (L - O + R) / 2 and l = (d - b) R, the linear part of b is
    i + j + k, and that of c is j - k + l. ``filters`` has these four sums of weights.
    """

    layer: MaxoutLayer
    filters: Array

    @classmethod
    def of(cls, layer: MaxoutLayer) -> Convolution:
        """The convolution of a layer whose inputs are the left neighbour, the token and the right neighbour."""
        left, own, right = layer.weights.reshape(3, -1, len(layer.bias))
        return cls(layer, numpy.stack((left, (left + own + right) / 2, (left - own + right) / 2, right)))

    def apply(self, hidden: Array) -> Array:
        """The units of each token, shape (tokens, units) as before."""
        tokens, units = hidden.shape
        pairs, size = -(-tokens // 2), ROWS // 2
        beside = numpy.zeros((pairs + 1, 2, units), dtype="float32")  # the first row is a neighbour and a token
        beside.reshape(-1, units)[1 : tokens + 1] = hidden
        found = numpy.empty((pairs, 2, units), dtype="float32")
        given = numpy.empty((4, min(pairs, size), units), dtype="float32")
        linear = numpy.empty((4, min(pairs, size), PIECES * units), dtype="float32")
        for start in range(0, pairs, size):
            out, near = found[start : start + size], beside[start : start + size + 1]
            first, one, other, last = near[:-1, 0], near[:-1, 1], near[1:, 0], near[1:, 1]
            sums, products = given[:, : len(out)], linear[:, : len(out)]
            numpy.subtract(first, other, out=sums[0])
            numpy.add(one, other, out=sums[1])
            numpy.subtract(other, one, out=sums[2])
            numpy.subtract(last, one, out=sums[3])
            left, both, apart, right = numpy.matmul(sums, self.filters, out=products)
            both += self.layer.bias
            left += both
            left += apart
            right += both
            right -= apart
            self.layer.maximum(left, out[:, 0])
            self.layer.maximum(right, out[:, 1])
            self.layer.normalize(out.reshape(-1, units))
        result: Array = found.reshape(-1, units)[:tokens]
        result += hidden
        return result
