"""Spans decoded from the probabilities of the role network."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.article.role_runs import (
    CONTENT,
    CUE,
    STATES,
    best_path,
    end_probabilities,
    membership,
    runs,
    start_probabilities,
)


def figures(states: str, certainty: float = 0.92) -> Any:
    """Probabilities for content whose most likely states are these letters; the other roles are outside."""
    out = numpy.zeros((len(states), 3, len(STATES)), dtype="float32")
    out[:, :, 0] = 1.0
    rest = (1 - certainty) / (len(STATES) - 1)
    for place, letter in enumerate(states):
        out[place, CONTENT] = rest
        out[place, CONTENT, STATES.index(letter)] = certainty
    return out


def read(table: Any, role: int, threshold: float = 1.0) -> list[tuple[int, int]]:
    return [(r.start, r.end) for r in runs(table, best_path(table), role, threshold)]


@pytest.mark.parametrize(
    ("states", "spans"),
    [
        ("OOO", []),
        ("OBIEO", [(1, 4)]),
        ("SBE", [(0, 1), (1, 3)]),
        ("BEBIE", [(0, 2), (2, 5)]),
        ("BIIIIEO", [(0, 6)]),
        ("", []),
    ],
)
def test_the_most_likely_states_make_spans(states: str, spans: list[tuple[int, int]]) -> None:
    table = figures(states)
    assert read(table, CONTENT) == spans
    assert read(table, CUE) == []


@settings(max_examples=40)
@given(st.integers(0, 6), st.integers(0, 2**32 - 1))
def test_no_other_path_is_more_likely(size: int, seed: int) -> None:
    table = numpy.random.default_rng(seed).dirichlet([0.7] * len(STATES), size=(size, 3))
    table = (0.95 * table + 0.01).astype("float32")  # no token is surely outside
    legal = {a + b for a in "OES" for b in "OBS"} | {a + b for a in "BI" for b in "IE"}
    best = max(
        (
            path
            for path in map("".join, product(STATES, repeat=size))
            if path[:1] in ("", "O", "B", "S") and path[-1:] in ("", "O", "E", "S")
            and all(path[n : n + 2] in legal for n in range(size - 1))
        ),
        key=lambda path: sum(float(numpy.log(table[n, CONTENT, STATES.index(s)] + 1e-6)) for n, s in enumerate(path)),
    )  # fmt: skip
    assert read(table, CONTENT) == [m.span() for m in re.finditer("BI*E|S", best)]


def test_weaker_runs_fill_the_gaps() -> None:
    table = figures("OOBEOO")
    table[5, CONTENT] = [0.6, 0.0, 0.4, 0.0, 0.0]
    assert read(table, CONTENT) == [(2, 4)]
    assert read(table, CONTENT, 0.3) == [(2, 4), (5, 6)]
    table[4, CONTENT] = table[5, CONTENT]
    assert read(table, CONTENT, 0.3) == [(2, 4)], "what touches a span is doubt about its edge"


def test_edges_and_membership() -> None:
    table = figures("OBES")
    assert start_probabilities(table, CONTENT) == pytest.approx([0.04, 0.94, 0.04, 0.94])
    assert end_probabilities(table, CONTENT) == pytest.approx([0.04, 0.04, 0.94, 0.94])
    assert membership(table, CONTENT) == pytest.approx([0.08, 0.98, 0.98, 0.98])


def test_a_run_is_as_likely_as_its_tokens() -> None:
    table = figures("OBIE")
    (run,) = runs(table, best_path(table), CONTENT)
    assert run.probability == pytest.approx(0.98)
