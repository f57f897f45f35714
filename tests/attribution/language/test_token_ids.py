"""Tests on arrays of token attributes."""

from __future__ import annotations

import numpy
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import get_string_id

from attribution.language.token_ids import distinct, ids, isin

NUMBERS = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5), max_size=20)


@given(NUMBERS, NUMBERS)
def test_it_agrees_with_numpy(values: list[int], known: list[int]) -> None:
    given_values, sorted_known = numpy.array(values, dtype="uint64"), numpy.array(sorted(known), dtype="uint64")
    assert isin(given_values, sorted_known).tolist() == [value in known for value in values]


def test_distinct_rows() -> None:
    rows = numpy.asarray([[1, 2], [2, 1], [1, 2], [0, 2], [2, 1]], dtype="uint64")
    keys, first, which = distinct(rows)
    assert len(keys) == 3
    assert sorted(first.tolist()) == [0, 1, 3]
    assert (rows[first][which] == rows).all()


def test_rows_of_small_numbers_are_told_apart() -> None:
    rows = numpy.array([(a, b, c, d) for a in range(5) for b in range(5) for c in range(5) for d in range(5)], "uint64")
    assert len(distinct(rows)[0]) == len(rows)


def test_ids_are_sorted_hashes() -> None:
    assert ids(frozenset({"VB", "VBD"})).tolist() == sorted(get_string_id(tag) for tag in ("VB", "VBD"))
