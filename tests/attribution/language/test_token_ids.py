"""Membership tests on sorted arrays."""

from __future__ import annotations

import numpy
from hypothesis import given
from hypothesis import strategies as st

from attribution.language.token_ids import isin

NUMBERS = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5), max_size=20)


@given(NUMBERS, NUMBERS)
def test_it_agrees_with_numpy(values: list[int], known: list[int]) -> None:
    given_values, sorted_known = numpy.array(values, dtype="uint64"), numpy.array(sorted(known), dtype="uint64")
    assert isin(given_values, sorted_known).tolist() == [value in known for value in values]
