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

STRIDE, AROUND = 128, 16  # tokens that a window decides, and those that it reads before and after them
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
        steps = range(AROUND if windows == 1 else 0, AROUND + min(tokens, STRIDE + AROUND))
        windows += windows % 4 == 3  # BLAS multiplies four rows in less time than three
        given = self._given(hidden, windows)
        found = numpy.empty((windows * STRIDE, 2, units), dtype="float32")
        gates = numpy.empty((GATES, 2, windows, units), dtype="float32")
        opening, proposed = gates[:3], gates[3]
        state, cell = (numpy.zeros((2, windows, units), dtype="float32") for _ in range(2))
        for there, back in zip(steps, reversed(steps), strict=True):
            numpy.matmul(state, self.recurrent, out=gates)
            for way, step in enumerate((there, back)):
                gates[:, way] += given[step::STRIDE, way][:windows].swapaxes(0, 1)
            numpy.tanh(gates, out=gates)
            opening *= 0.5
            opening += 0.5
            cell *= opening[1]
            proposed *= opening[0]
            cell += proposed
            numpy.tanh(cell, out=state)
            state *= opening[2]
            for way, step in enumerate((there, back)):
                if AROUND <= step < AROUND + STRIDE:
                    found[step - AROUND :: STRIDE, way] = state[way]
        return found[:tokens].reshape(tokens, 2 * units)

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
