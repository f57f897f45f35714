"""Maxout layers with normalization, and convolutions of them."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from attribution.maxout import PIECES, ROWS, Convolution, MaxoutLayer

UNITS = 5


def layer(inputs: int) -> MaxoutLayer:
    chance = numpy.random.default_rng(1)

    def some(*shape: int) -> Any:
        return chance.normal(size=shape).astype("float32")

    return MaxoutLayer(some(inputs, PIECES * UNITS), some(PIECES * UNITS), some(UNITS), some(UNITS), 1e-5)


def plain(made: MaxoutLayer, values: Any) -> Any:
    """The layer by its definition, all rows at once."""
    best = (values @ made.weights + made.bias).reshape(len(values), PIECES, UNITS).max(axis=1)
    deviation = numpy.sqrt(best.var(axis=1, keepdims=True) + made.epsilon)
    return (best - best.mean(axis=1, keepdims=True)) / deviation * made.scale + made.shift


@pytest.mark.parametrize("rows", [0, 1, 9])
def test_units_are_what_their_definition_says(rows: int) -> None:
    values, made = numpy.random.default_rng(2).normal(size=(rows, 7)).astype("float32"), layer(7)
    found = numpy.empty((rows, UNITS), dtype="float32")
    made.maximum(values @ made.weights + made.bias, found)
    made.normalize(found)
    assert found == pytest.approx(plain(made, values), abs=1e-4)


@pytest.mark.parametrize("tokens", [1, 2, 3, ROWS - 1, ROWS, ROWS + 1, 2 * ROWS + 3])
def test_a_convolution_reads_both_neighbours(tokens: int) -> None:
    hidden = numpy.random.default_rng(2).normal(size=(tokens, UNITS)).astype("float32")
    none = numpy.zeros((1, UNITS), dtype="float32")
    beside = numpy.concatenate((numpy.vstack((none, hidden[:-1])), hidden, numpy.vstack((hidden[1:], none))), axis=1)
    made = layer(3 * UNITS)
    assert Convolution.of(made).apply(hidden) == pytest.approx(hidden + plain(made, beside), abs=1e-4)
