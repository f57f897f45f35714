"""Callers are served round-robin."""

from __future__ import annotations

import pytest

from api.engine_pool.fair_queue import FairQueue


def everyone(caller: str) -> bool:
    return True


def filled(*items: str) -> FairQueue[str]:
    """Items whose first letter is their caller."""
    queue: FairQueue[str] = FairQueue(8)
    for item in items:
        assert queue.add(item[0], item)
    return queue


def drained(queue: FairQueue[str]) -> list[str]:
    items = []
    while (item := queue.pop(everyone)) is not None:
        items.append(item)
    return items


def test_callers_are_served_round_robin_and_each_in_order() -> None:
    assert drained(filled("a1", "a2", "a3", "b1", "c1", "c2")) == ["a1", "b1", "c1", "a2", "c2", "a3"]


def test_a_new_caller_waits_for_one_item_of_each_other() -> None:
    queue = filled("a1", "a2", "a3")
    assert queue.pop(everyone) == "a1"
    queue.add("b", "b1")
    assert drained(queue) == ["a2", "b1", "a3"]


def test_a_caller_who_is_not_eligible_keeps_the_position() -> None:
    queue = filled("a1", "b1", "b2")
    assert queue.pop(lambda caller: caller != "a") == "b1"
    assert queue.pop(lambda caller: caller != "a") == "b2"
    assert queue.pop(lambda caller: caller != "a") is None
    assert drained(queue) == ["a1"]


def test_the_number_of_queued_items_per_caller_is_limited() -> None:
    queue: FairQueue[str] = FairQueue(2)
    assert [queue.add("a", "a1"), queue.add("a", "a2"), queue.add("a", "a3")] == [True, True, False]
    assert queue.add("b", "b1")
    assert len(queue) == 3
    queue.pop(everyone)
    assert queue.add("a", "a4")
    assert drained(queue) == ["b1", "a2", "a4"]


def test_a_removed_item_is_not_served() -> None:
    queue = filled("a1", "b1", "a2")
    queue.remove("a", "a1")
    queue.remove("b", "b1")
    assert drained(queue) == ["a2"]
    with pytest.raises(ValueError, match="not"):
        queue.remove("a", "a2")
