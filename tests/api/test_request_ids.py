"""Which ids are accepted from clients, and where the current one is known."""

from __future__ import annotations

import threading

import pytest

from api import request_ids


@pytest.mark.parametrize("given", ["7d3f", "a" * 128, "Root=1-67891233-abc", "0b9f:12.7_x+y"])
def test_a_well_formed_id_is_kept(given: str) -> None:
    assert request_ids.accepted(given) == given


@pytest.mark.parametrize("given", [None, "", "a" * 129, "a b", "a\nb", "é", "a\r\nSet-Cookie: b", '"', "<b>", "a\n"])
def test_anything_else_is_replaced(given: str | None) -> None:
    made = request_ids.accepted(given)
    assert made != given
    assert request_ids.ACCEPTED.fullmatch(made)


def test_ids_are_unique() -> None:
    assert len({request_ids.new() for _ in range(1000)}) == 1000


def test_the_current_id_is_limited_to_its_block_and_thread() -> None:
    seen: list[str | None] = []
    with request_ids.bound("outer"):
        with request_ids.bound("inner"):
            seen.append(request_ids.current())
            other = threading.Thread(target=lambda: seen.append(request_ids.current()))
            other.start()
            other.join()
        seen.append(request_ids.current())
    assert [*seen, request_ids.current()] == ["inner", None, "outer", None]
