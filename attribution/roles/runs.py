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

    Only two things matter of the tokens before: whether a span is open there, or not.
    """
    outside, first, inner, last, single = numpy.log(figures[:, role] + TINY).T.tolist()
    free, within = 0.0, float("-inf")
    ways: list[tuple[int, int]] = []
    for place in range(len(outside)):
        stays, closes, alone = free + outside[place], within + last[place], free + single[place]
        opens, goes_on = free + first[place], within + inner[place]
        free, how = max((stays, OUTSIDE), (closes, LAST), (alone, SINGLE))
        within, inside = max((opens, FIRST), (goes_on, INNER))
        ways.append((how, inside))
    found: list[tuple[int, int]] = []
    end = 0  # of the span that is being read backwards; none is open at the end of the text
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
