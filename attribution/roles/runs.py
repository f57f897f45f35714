"""Read spans from the role network's figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from .network import ROLES, STATES

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


def begins(figures: Figures, role: int) -> NDArray[numpy.float32]:
    """For each token the probability that it is the first of a span. Shape (tokens,)."""
    result: NDArray[numpy.float32] = figures[:, role, STATES.index("B")] + figures[:, role, STATES.index("S")]
    return result


def ends(figures: Figures, role: int) -> NDArray[numpy.float32]:
    """For each token the probability that it is the last of a span. Shape (tokens,)."""
    result: NDArray[numpy.float32] = figures[:, role, STATES.index("E")] + figures[:, role, STATES.index("S")]
    return result


def runs(figures: Figures, role: int, threshold: float = 0.5) -> list[Run]:
    """The spans of a role: neighbouring tokens above ``threshold``, parted where one ends or the next begins."""
    inside = membership(figures, role)
    opens, closes = begins(figures, role), ends(figures, role)
    found: list[list[int]] = []
    for place in numpy.flatnonzero(inside > threshold).tolist():
        if found and found[-1][1] == place and opens[place] < 0.5 and closes[place - 1] < 0.5:
            found[-1][1] = place + 1
        else:
            found.append([place, place + 1])
    return [Run(s, e, float(inside[s:e].mean())) for s, e in found]
