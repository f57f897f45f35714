"""A bidirectional LSTM on NumPy, computed in overlapping windows of the text, all at once.

A step for ten windows takes little longer than for one, so short windows, which overlap by enough to forget where they
began, are much faster than one pass over the whole text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

STRIDE, AROUND = 64, 8  # tokens that a window decides, and those that it reads before and after them
GATES = 4  # input, forget, output and cell
CLOSED = -1e4  # given to the gates outside the text, so that no state is carried in from there

Array = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True)
class Lstm:
    """The weights of both directions. A logistic gate is half a hyperbolic tangent, so its weights are halved.

    ``given`` has shape (inputs + 1, 2 * 4 * units), with the bias as its last row, and ``recurrent`` (4, 2, units,
    units): gates and directions apart are small products, which NumPy's BLAS multiplies without copying the weights at
    each step.
    """

    given: Array
    recurrent: Array

    @classmethod
    def of(cls, weights: Mapping[str, NDArray[Any]]) -> Lstm:
        """Arrange the weights ``lstm0.w``, ``.u`` and ``.b``, and those of the direction that runs backwards."""
        w, u, b = (numpy.stack([weights[f"lstm{way}.{name}"] for way in (0, 1)]) for name in "wub")
        units = u.shape[1]
        scale = numpy.repeat(numpy.asarray([0.5, 0.5, 0.5, 1.0], dtype="float32"), units)
        given = (w * scale).transpose(1, 0, 2).reshape(w.shape[1], 2 * GATES * units)
        given = numpy.vstack((given, (b * scale).ravel()))
        recurrent = (u * scale).reshape(2, units, GATES, units).transpose(2, 0, 1, 3)
        return cls(given, numpy.ascontiguousarray(recurrent))

    def read(self, hidden: Array) -> Array:
        """The states of both directions at each token, shape (tokens, 2 * units), for vectors of each token."""
        tokens, units = len(hidden), self.recurrent.shape[-1]
        windows = -(-tokens // STRIDE)
        first = AROUND if windows == 1 else 0
        steps = AROUND + min(tokens, STRIDE + AROUND) - first
        windows += windows % 4 == 3  # BLAS multiplies four rows in less time than three
        given = self._by_step(self._given(hidden, windows), windows, first, steps)
        found = numpy.empty((steps, 2, windows, units), dtype="float32")
        gates = numpy.empty((GATES, 2, windows, units), dtype="float32")
        opening, proposed = gates[:3], gates[3]
        state, cell = (numpy.zeros((2, windows, units), dtype="float32") for _ in range(2))
        for here, after in zip(given, found, strict=True):
            numpy.matmul(state, self.recurrent, out=gates)
            gates += here
            numpy.tanh(gates, out=gates)
            opening *= 0.5
            opening += 0.5
            cell *= opening[1]
            proposed *= opening[0]
            cell += proposed
            state = numpy.tanh(cell, out=after)
            state *= opening[2]
        decided = slice(AROUND - first, AROUND - first + STRIDE)
        ways = (found[:, 0][decided], found[::-1, 1][decided])
        out = numpy.empty((windows, len(ways[0]), 2, units), dtype="float32")
        for way, states in enumerate(ways):
            out[:, :, way] = states.swapaxes(0, 1)
        return out.reshape(-1, 2 * units)[:tokens]

    @staticmethod
    def _by_step(given: Array, windows: int, first: int, steps: int) -> Array:
        """What is given to the gates at each step, shape (steps, 4, 2, windows, units); the second way is reversed."""
        _, _, gates, units = given.shape
        found = numpy.empty((steps, gates, 2, windows, units), dtype="float32")
        for window in range(windows):
            here = given[first + window * STRIDE :][:steps]
            found[:, :, 0, window] = here[:, 0]
            found[:, :, 1, window] = here[::-1, 1]
        return found

    def _given(self, hidden: Array, windows: int) -> Array:
        """What the vectors give to the gates of each token, with ``AROUND`` closed ones before and after the windows.

        Shape (tokens, 2, 4, units): step N of window M is at N + M * ``STRIDE``.
        """
        given = numpy.empty((windows * STRIDE + 2 * AROUND, self.given.shape[1]), dtype="float32")
        given[:AROUND] = given[AROUND + len(hidden) :] = CLOSED
        with_one = numpy.ones((len(hidden), len(self.given)), dtype="float32")  # the bias costs no pass of its own
        with_one[:, :-1] = hidden
        numpy.matmul(with_one, self.given, out=given[AROUND : AROUND + len(hidden)])
        return given.reshape(len(given), 2, GATES, -1)
