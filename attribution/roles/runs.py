"""Read spans from the role network's figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from .network import ROLES, STATES

SOURCE, CUE, CONTENT = range(len(ROLES))
Figures = NDArray[numpy.float32]
OUTSIDE, FIRST, INNER, LAST, SINGLE = range(len(STATES))
TINY = 1e-6
SURELY_OUTSIDE = 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring tokens ``start`` to ``end`` (exclusive) of one role, with their mean probability."""

    start: int
    end: int
    probability: float


def membership(figures: Figures, role: int) -> NDArray[numpy.float32]:
    """For each token the probability that it has the role at all. Shape (tokens,)."""
    result: NDArray[numpy.float32] = 1.0 - figures[:, role, OUTSIDE]
    return result


def begins(figures: Figures, role: int) -> NDArray[numpy.float32]:
    """For each token the probability that it is the first of a span. Shape (tokens,)."""
    result: NDArray[numpy.float32] = figures[:, role, FIRST] + figures[:, role, SINGLE]
    return result


def ends(figures: Figures, role: int) -> NDArray[numpy.float32]:
    """For each token the probability that it is the last of a span. Shape (tokens,)."""
    result: NDArray[numpy.float32] = figures[:, role, LAST] + figures[:, role, SINGLE]
    return result


def runs(figures: Figures, role: int, threshold: float = 1.0) -> list[Run]:
    """The likeliest spans of a role, and apart from them those whose every token is above ``threshold``."""
    inside = membership(figures, role)
    likeliest = best_path(figures, role)
    rest = inside > threshold
    for start, end in likeliest:
        rest[start:end] = False
    found: list[list[int]] = []
    for place in numpy.flatnonzero(rest).tolist():
        if found and found[-1][1] == place:
            found[-1][1] = place + 1
        else:
            found.append([place, place + 1])
    edges = {edge for span in likeliest for edge in span}  # what touches a likelier span is doubt about its edge
    places = sorted([*likeliest, *((s, e) for s, e in found if s not in edges and e not in edges)])
    return [Run(s, e, float(inside[s:e].mean())) for s, e in places]


def best_path(figures: Figures, role: int) -> list[tuple[int, int]]:
    """The spans (start, end exclusive) of the likeliest sequence of states (Viterbi 1967).

    Tokens that are nearly surely outside part the text into stretches, each of which is read by itself.
    """
    inside = membership(figures, role) > SURELY_OUTSIDE
    edges = numpy.flatnonzero(numpy.diff(inside, prepend=False, append=False)).tolist()
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        states: list[list[float]] = numpy.log(figures[start:end, role] + TINY).tolist()
        found += [(start + first, start + last) for first, last in _stretch(states)]
    return found


def _stretch(states: list[list[float]]) -> list[tuple[int, int]]:
    """Only two things matter of the tokens before: whether a span is open there, or not."""
    free, within = 0.0, float("-inf")
    ways: list[tuple[int, int]] = []
    for outside, first, inner, last, single in states:
        stays, closes, alone = free + outside, within + last, free + single
        opens, goes_on = free + first, within + inner
        if stays >= closes and stays >= alone:
            free, how = stays, OUTSIDE
        elif closes >= alone:
            free, how = closes, LAST
        else:
            free, how = alone, SINGLE
        within, inside = (opens, FIRST) if opens > goes_on else (goes_on, INNER)
        ways.append((how, inside))
    found: list[tuple[int, int]] = []
    end = 0  # of the span that is being read backwards; none is open at the end
    for place in range(len(ways) - 1, -1, -1):
        way = ways[place][1] if end else ways[place][0]
        if way == SINGLE:
            found.append((place, place + 1))
        elif way == LAST:
            end = place + 1
        elif way == FIRST:
            found.append((place, end))
            end = 0
    return found[::-1]
