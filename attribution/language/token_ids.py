"""Which numbers of an array are among known ones: what ``numpy.isin`` does, at a third of its time for articles."""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray

Numbers = NDArray[Any]  # of whole numbers: what Doc.to_array gives has no narrower type


def among(values: Numbers, known: Numbers) -> NDArray[numpy.bool_]:
    """For each value whether it is in ``known``, which must ascend; both are of one dimension."""
    if not len(known):
        return numpy.zeros(len(values), dtype=bool)
    place = numpy.searchsorted(known, values)
    place[place == len(known)] = 0
    found: NDArray[numpy.bool_] = known[place] == values
    return found
