"""A dense layer with maxout and layer normalization, as the token vectors and the role network have them, on NumPy.

Maxout after Goodfellow et al. 2013 ("Maxout Networks"), layer normalization after Ba, Kiros and Hinton 2016.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

ROWS = 256  # tokens computed at once: what one layer needs for them stays in the processor's cache
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

    def apply(self, values: Array, added: Array | None = None) -> Array:
        """The units, shape (rows, units), for values of shape (rows, inputs); plus ``added`` if it is given."""
        found = numpy.empty((len(values), len(self.scale)), dtype="float32")
        size = min(len(values), ROWS)
        inputs = numpy.empty((size, len(self.weights)), dtype="float32")
        dense = numpy.empty((size, len(self.bias)), dtype="float32")
        for start in range(0, len(values), ROWS):
            given, out = values[start : start + ROWS], found[start : start + ROWS]
            if not given.flags.c_contiguous:
                given = inputs[: len(given)]
                given[:] = values[start : start + ROWS]
            linear = numpy.matmul(given, self.weights, out=dense[: len(given)])
            linear += self.bias
            self.finish(linear, out)
            if added is not None:
                out += added[start : start + ROWS]
        return found

    def finish(self, linear: Array, out: Array) -> None:
        """Write the units to ``out``, shape (rows, units), for linear pieces of shape (rows, PIECES * units)."""
        units = len(self.scale)
        numpy.maximum(linear[:, :units], linear[:, units : 2 * units], out=out)
        numpy.maximum(out, linear[:, 2 * units :], out=out)
        out -= numpy.add.reduce(out, axis=1, keepdims=True) / numpy.float32(units)  # half the time of ``mean``
        deviation: Any = numpy.einsum("ij,ij->i", out, out)
        deviation /= units
        deviation += self.epsilon
        numpy.sqrt(deviation, out=deviation)
        out /= deviation[:, None]
        out *= self.scale
        out += self.shift


def convolve(hidden: Array, layer: MaxoutLayer) -> Array:
    """Add to each token what the layer makes of it and its two neighbours; shape (tokens, units) as before."""
    tokens, units = hidden.shape
    padded = numpy.zeros((tokens + 2, units), dtype="float32")
    padded[1:-1] = hidden
    windows = as_strided(padded, (tokens, 3 * units), padded.strides, writeable=False)  # each row starts at a token
    return layer.apply(windows, hidden)
