"""Threads that wait for the engine are bounded, and one caller never has all of them."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from api.engine_pool import EngineBusy, EngineCrowded
from api.engine_pool.places import Places


@pytest.mark.parametrize(("most", "each"), [(1, 1), (2, 1), (4, 3), (16, 12)])
def test_one_caller_leaves_places_to_others(most: int, each: int) -> None:
    places = Places(most)
    with ExitStack() as taken:
        for _ in range(each):
            taken.enter_context(places.taken("a"))
        with pytest.raises(EngineCrowded):
            taken.enter_context(places.taken("a"))
        for _ in range(most - each):
            taken.enter_context(places.taken("b"))
        with pytest.raises(EngineBusy) as refused:
            taken.enter_context(places.taken("c"))
        assert not isinstance(refused.value, EngineCrowded)
    with places.taken("a"), ExitStack() as taken:  # all were given back
        for _ in range(each - 1):
            taken.enter_context(places.taken("a"))


def test_a_place_is_given_back_after_an_error() -> None:
    places = Places(1)
    for _ in range(3):
        with pytest.raises(RuntimeError), places.taken("a"):
            raise RuntimeError
