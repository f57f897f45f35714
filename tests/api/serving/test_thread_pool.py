"""Threads run the jobs submitted to them, and the queue is bounded."""

from __future__ import annotations

import sys
import threading

from api.serving.thread_pool import SHORT_INTERVAL, ShorterSwitchInterval, ThreadPool

from ...waiting import eventually


def test_a_failing_job_does_not_end_its_thread() -> None:
    pool, done = ThreadPool("test", 1), list[int]()
    for number in range(3):
        pool.submit(lambda n=number: done.append(1 // n))  # type: ignore[misc]
    assert eventually(lambda: len(done) == 2)
    assert eventually(lambda: not pool.busy)


def test_the_queue_is_bounded() -> None:
    pool, go = ThreadPool("test", 2, max_waiting=3), threading.Event()
    for _ in range(2):
        assert pool.submit(go.wait)
    assert eventually(lambda: pool.waiting == 0)
    assert [pool.submit(go.wait) for _ in range(5)] == [True, True, True, False, False]
    assert pool.busy
    go.set()
    assert eventually(lambda: not pool.busy)
    assert pool.submit(go.wait)


def test_threads_switch_more_often_while_long_work_runs() -> None:
    default, context = sys.getswitchinterval(), ShorterSwitchInterval()
    with context:
        with context:
            assert sys.getswitchinterval() == SHORT_INTERVAL
        assert sys.getswitchinterval() == SHORT_INTERVAL
    assert sys.getswitchinterval() == default
