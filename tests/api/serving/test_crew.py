"""Threads do what is put before them, and no more of it waits than may."""

from __future__ import annotations

import sys
import threading

from api.serving.crew import SHORT, Aside, Crew

from .running import eventually


def test_jobs_are_done_and_one_that_fails_takes_no_thread_with_it() -> None:
    crew, done = Crew("test", 1), list[int]()
    for number in range(3):
        crew.put(lambda n=number: done.append(1 // n))  # type: ignore[misc]
    assert eventually(lambda: len(done) == 2)
    assert eventually(lambda: not crew.busy)


def test_no_more_jobs_wait_than_may() -> None:
    crew, go = Crew("test", 2, most=3), threading.Event()
    for _ in range(2):
        assert crew.put(go.wait)
    assert eventually(lambda: crew.waiting == 0)
    assert [crew.put(go.wait) for _ in range(5)] == [True, True, True, False, False]
    assert crew.busy
    go.set()
    assert eventually(lambda: not crew.busy)
    assert crew.put(go.wait)


def test_threads_take_turns_more_often_while_there_is_long_work() -> None:
    usual, aside = sys.getswitchinterval(), Aside()
    with aside:
        with aside:
            assert sys.getswitchinterval() == SHORT
        assert sys.getswitchinterval() == SHORT
    assert sys.getswitchinterval() == usual
