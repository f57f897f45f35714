"""Membership tests on arrays of token attributes: like ``numpy.isin``, but three times as fast for articles."""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray

Numbers = NDArray[Any]  # integers; ``Doc.to_array`` has no narrower type


def isin(values: Numbers, known: Numbers) -> NDArray[numpy.bool_]:
    """Whether each value is in ``known``, which must be sorted. Both arrays are one-dimensional."""
    if not len(known):
        return numpy.zeros(len(values), dtype=bool)
    place = numpy.searchsorted(known, values)
    place[place == len(known)] = 0
    found: NDArray[numpy.bool_] = known[place] == values
    return found
