"""The number of threads that wait for the engine is limited, and one caller never holds all of them."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from api.engine_pool import EngineBusy, EngineCrowded
from api.engine_pool.slots import Slots


@pytest.mark.parametrize(("total", "per_caller"), [(1, 1), (2, 1), (4, 3), (16, 12)])
def test_one_caller_leaves_slots_to_others(total: int, per_caller: int) -> None:
    slots = Slots(total)
    with ExitStack() as held:
        for _ in range(per_caller):
            held.enter_context(slots.acquire("a"))
        with pytest.raises(EngineCrowded):
            held.enter_context(slots.acquire("a"))
        for _ in range(total - per_caller):
            held.enter_context(slots.acquire("b"))
        with pytest.raises(EngineBusy) as refused:
            held.enter_context(slots.acquire("c"))
        assert not isinstance(refused.value, EngineCrowded)
    with slots.acquire("a"), ExitStack() as held:  # all were released
        for _ in range(per_caller - 1):
            held.enter_context(slots.acquire("a"))


def test_a_slot_is_released_after_an_error() -> None:
    slots = Slots(1)
    for _ in range(3):
        with pytest.raises(RuntimeError), slots.acquire("a"):
            raise RuntimeError
