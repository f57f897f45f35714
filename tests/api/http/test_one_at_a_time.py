"""Answers are made one after another, and a slow one holds nobody up for long."""

from __future__ import annotations

import threading
import time

from api.http.one_at_a_time import Turns


def test_there_is_one_at_a_time() -> None:
    turns, at_work, most = Turns(patience=5), 0, 0

    def answer() -> None:
        nonlocal at_work, most
        with turns.taken():
            at_work += 1
            most = max(most, at_work)
            time.sleep(0.002)
            at_work -= 1

    threads = [threading.Thread(target=answer) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (at_work, most) == (0, 1)


def test_a_slow_one_is_not_waited_for() -> None:
    turns = Turns(patience=0.01)
    with turns.taken():
        begin = time.monotonic()
        with turns.taken():
            assert time.monotonic() - begin < 5
    with turns.taken():
        assert turns._lock.locked()
    assert not turns._lock.locked()
