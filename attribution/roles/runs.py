"""Read spans from the role network's figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from .network import ROLES

SOURCE, CUE, CONTENT = range(len(ROLES))
Figures = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring tokens ``start`` to ``end`` (exclusive) of one role, with their mean probability."""

    start: int
    end: int
    probability: float


def membership(figures: Figures, role: int) -> NDArray[numpy.float32]:
    """For each token the probability that it has the role at all. Shape (tokens,)."""
    result: NDArray[numpy.float32] = 1.0 - figures[:, role, 0]
    return result


def runs(figures: Figures, role: int, threshold: float = 0.5) -> list[Run]:
    """The spans of a role: neighbouring tokens above ``threshold``, parted where a new span begins."""
    inside = membership(figures, role)
    begins = figures[:, role, 1]
    found: list[list[int]] = []
    for place in numpy.flatnonzero(inside > threshold).tolist():
        if found and found[-1][1] == place and begins[place] < 0.5:
            found[-1][1] = place + 1
        else:
            found.append([place, place + 1])
    return [Run(s, e, float(inside[s:e].mean())) for s, e in found]
