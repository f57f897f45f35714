"""Read spans from the role network's figures."""

from __future__ import annotations

from typing import NamedTuple

import numpy
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
STATES = ("O", "B", "I", "E", "S")  # outside; first, inner, last token of a span; a span of one token
SOURCE, CUE, CONTENT = range(len(ROLES))
Figures = NDArray[numpy.float32]
Path = NDArray[numpy.int8]
OUTSIDE, FIRST, INNER, LAST, SINGLE = range(len(STATES))
TINY = 1e-6
SURELY_OUTSIDE = 0.02


class Run(NamedTuple):
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


def runs(figures: Figures, path: Path, role: int, threshold: float = 1.0) -> list[Run]:
    """The likeliest spans of a role, and apart from them those whose every token is above ``threshold``.

    ``path``: from ``best_path``.
    """
    inside = membership(figures, role)
    likeliest = _stretches(path[:, role] > 0, path[:, role] == 1)
    edges = {edge for span in likeliest for edge in span}  # what touches a likelier span is doubt about its edge
    weaker = _stretches((inside > threshold) & (path[:, role] == 0))
    places = sorted([*likeliest, *((s, e) for s, e in weaker if s not in edges and e not in edges)])
    sums: list[float] = [0.0, *inside.cumsum(dtype=float).tolist()]
    return [Run(s, e, (sums[e] - sums[s]) / (e - s)) for s, e in places]


def _stretches(inside: NDArray[numpy.bool_], first: NDArray[numpy.bool_] | None = None) -> list[tuple[int, int]]:
    """(start, end exclusive) of neighbouring tokens that are inside; a token that is ``first`` opens another one."""
    starts = inside & ~numpy.concatenate(([False], inside[:-1]))
    ends = inside & ~numpy.concatenate((inside[1:], [False]))
    if first is not None:
        again = first & ~starts
        starts |= first
        ends |= numpy.concatenate((again[1:], [False]))
    return list(zip(numpy.flatnonzero(starts).tolist(), (numpy.flatnonzero(ends) + 1).tolist(), strict=True))


def best_path(figures: Figures) -> Path:
    """The likeliest sequence of states of each role (Viterbi 1967): 0 outside, 1 first of a span, 2 in it.

    Shape (tokens, roles). Tokens that are nearly surely outside part the text into stretches, each read by itself.
    """
    path = numpy.zeros(figures.shape[:2], dtype="int8")
    for role in range(len(ROLES)):
        possible = membership(figures, role) > SURELY_OUTSIDE
        for start, end in _stretches(possible):
            states: list[list[float]] = numpy.log(figures[start:end, role] + TINY).tolist()
            for first, last in _stretch(states):
                path[start + first : start + last, role] = 2
                path[start + first, role] = 1
    return path


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
