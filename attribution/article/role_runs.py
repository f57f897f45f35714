"""Decode spans from the role network's probabilities."""

from __future__ import annotations

from typing import NamedTuple

import numpy
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
STATES = ("O", "B", "I", "E", "S")  # BIOES: outside; first, inner and last token of a span; single-token span
SOURCE, CUE, CONTENT = range(len(ROLES))
EVERY_ROLE = slice(len(ROLES))
RoleProbabilities = NDArray[numpy.float32]
StatePath = NDArray[numpy.int8]
OUTSIDE, FIRST, INNER, LAST, SINGLE = range(len(STATES))
EPSILON = 1e-6  # keeps the logarithm finite
MAX_LENGTH = 400  # tokens of a run; longer ones, which no article has, are split
MIN_MEMBERSHIP = 0.02  # tokens below this are outside and split the text into independent segments


class Run(NamedTuple):
    """Consecutive tokens of one role, ``start`` to ``end`` (exclusive), with their mean membership probability."""

    start: int
    end: int
    probability: float


def membership(probabilities: RoleProbabilities, role: int | slice) -> NDArray[numpy.float32]:
    """The probability of each token to have the role, in whatever state. Shape (tokens,), or (tokens, roles)."""
    result: NDArray[numpy.float32] = 1.0 - probabilities[:, role, OUTSIDE]
    return result


def start_probabilities(probabilities: RoleProbabilities, role: int | slice) -> NDArray[numpy.float32]:
    """The probability of each token to be the first of a span of the role. Shape as in ``membership``."""
    result: NDArray[numpy.float32] = probabilities[:, role, FIRST] + probabilities[:, role, SINGLE]
    return result


def end_probabilities(probabilities: RoleProbabilities, role: int | slice) -> NDArray[numpy.float32]:
    """The probability of each token to be the last of a span of the role. Shape as in ``membership``."""
    result: NDArray[numpy.float32] = probabilities[:, role, LAST] + probabilities[:, role, SINGLE]
    return result


def runs(probabilities: RoleProbabilities, path: StatePath, role: int, threshold: float = 1.0) -> list[Run]:
    """The spans of a role on the best path, and further spans whose tokens all have a membership above ``threshold``.

    ``path`` is the result of ``best_path``. The runs are in order of the text and do not overlap.
    """
    inside = membership(probabilities, role)
    likeliest = _segments(path[:, role] > 0, path[:, role] == 1)
    edges = {
        edge for span in likeliest for edge in span
    }  # a weaker span next to one of these is only uncertainty about its boundary
    weaker = _segments((inside > threshold) & (path[:, role] == 0))
    bounds = sorted([*likeliest, *((s, e) for s, e in weaker if s not in edges and e not in edges)])
    sums: list[float] = [0.0, *inside.cumsum(dtype=float).tolist()]
    pieces = ((s, min(s + MAX_LENGTH, end)) for start, end in bounds for s in range(start, end, MAX_LENGTH))
    return [Run(s, e, (sums[e] - sums[s]) / (e - s)) for s, e in pieces]


def _segments(inside: NDArray[numpy.bool_], first: NDArray[numpy.bool_] | None = None) -> list[tuple[int, int]]:
    """(start, end exclusive) of each segment of consecutive ``inside`` tokens; ``first`` tokens start a new one."""
    starts = inside & ~numpy.concatenate(([False], inside[:-1]))
    ends = inside & ~numpy.concatenate((inside[1:], [False]))
    if first is not None:
        again = first & ~starts
        starts |= first
        ends |= numpy.concatenate((again[1:], [False]))
    return list(zip(numpy.flatnonzero(starts).tolist(), (numpy.flatnonzero(ends) + 1).tolist(), strict=True))


def best_path(probabilities: RoleProbabilities) -> StatePath:
    """The most likely sequence of states for each role, by the Viterbi algorithm. Shape (tokens, roles).

    0 is outside, 1 the first token of a span, 2 a later one. Tokens with a membership below ``MIN_MEMBERSHIP`` split
    the text into segments that are decoded independently.
    """
    path = numpy.zeros(probabilities.shape[:2], dtype="int8")
    logarithms = numpy.log(probabilities + EPSILON)
    for role in range(len(ROLES)):
        possible = membership(probabilities, role) > MIN_MEMBERSHIP
        for start, end in _segments(possible):
            states: list[list[float]] = logarithms[start:end, role].tolist()
            for first, last in _decode(states):
                path[start + first : start + last, role] = 2
                path[start + first, role] = 1
    return path


def _decode(states: list[list[float]]) -> list[tuple[int, int]]:
    """The spans of one segment, as (start, end exclusive), from the log probabilities of its tokens' states.

    Viterbi with two hypotheses per token: no span is open after it, or one is.
    """
    free, within = 0.0, float("-inf")
    back_pointers: list[tuple[int, int]] = []
    for outside, first, inner, last, single in states:
        stays, closes, singleton = free + outside, within + last, free + single
        opens, continues = free + first, within + inner
        if stays >= closes and stays >= singleton:
            free, how = stays, OUTSIDE
        elif closes >= singleton:
            free, how = closes, LAST
        else:
            free, how = singleton, SINGLE
        within, inside = (opens, FIRST) if opens > continues else (continues, INNER)
        back_pointers.append((how, inside))
    found: list[tuple[int, int]] = []
    end = 0  # of the span being traced back; 0 if none is open
    for place in range(len(back_pointers) - 1, -1, -1):
        state = back_pointers[place][1] if end else back_pointers[place][0]
        if state == SINGLE:
            found.append((place, place + 1))
        elif state == LAST:
            end = place + 1
        elif state == FIRST:
            found.append((place, end))
            end = 0
    return found[::-1]
