"""Requests are processed one at a time, and a slow one does not delay others for long."""

from __future__ import annotations

import threading
import time

from api.http.one_at_a_time import OneAtATime


def test_one_request_at_a_time() -> None:
    lock, at_work, most = OneAtATime(max_wait=5), 0, 0

    def answer() -> None:
        nonlocal at_work, most
        with lock.acquire():
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


def test_a_slow_request_is_bypassed() -> None:
    lock = OneAtATime(max_wait=0.01)
    with lock.acquire():
        begin = time.monotonic()
        with lock.acquire():
            assert time.monotonic() - begin < 5
    with lock.acquire():
        assert lock._lock.locked()
    assert not lock._lock.locked()
