"""Few requests are processed at the same time, and a slow one does not delay others for long."""

from __future__ import annotations

import threading
import time

import pytest

from api.http.turns import Turns


@pytest.mark.parametrize("at_once", [1, 2])
def test_so_many_requests_at_the_same_time(at_once: int) -> None:
    turns, at_work, most = Turns(at_once, max_wait=5), 0, 0
    counting, together = threading.Lock(), threading.Barrier(at_once)

    def answer() -> None:
        nonlocal at_work, most
        with turns.take():
            with counting:
                at_work += 1
                most = max(most, at_work)
            together.wait(5)
            with counting:
                at_work -= 1

    threads = [threading.Thread(target=answer) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (at_work, most) == (0, at_once)


def test_a_slow_request_is_bypassed() -> None:
    turns = Turns(1, max_wait=0.01)
    with turns.take():
        begin = time.monotonic()
        with turns.take():
            assert time.monotonic() - begin < 5
    with turns.take():
        assert turns._free._value == 0
    assert turns._free._value == 1
