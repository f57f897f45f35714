"""A busy worker leaves a connection to the others for a moment, and takes it when nobody does."""

from __future__ import annotations

import errno
import resource
import time
from types import SimpleNamespace
from typing import Any

import pytest

from api.serving import door
from api.serving.door import Door
from api.serving.worker import REQUESTS, part_in_time


class Listener:
    """A listening socket with connections that wait."""

    def __init__(self, waiting: int, failure: int = errno.EAGAIN) -> None:
        self.waiting, self.failure = waiting, failure

    def accept(self) -> tuple[str, str]:
        if not self.waiting:
            raise OSError(self.failure, "")
        self.waiting -= 1
        return "connection", "client"

    def getsockname(self) -> str:
        return "server"


@pytest.fixture(autouse=True)
def pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PAUSE", 0.2)


def accept(one: Door, listener: Any) -> None:
    one.accept(listener)


def test_an_idle_worker_takes_a_connection_at_once() -> None:
    taken: list[Any] = []
    one = Door(lambda: False, lambda *given: taken.append(given))
    accept(one, Listener(3))
    assert taken == [("connection", "client", "server")]
    assert one.open()


def test_a_busy_worker_lets_the_others_go_first() -> None:
    taken: list[Any] = []
    one, listener = Door(lambda: True, lambda *given: taken.append(given)), Listener(1)
    accept(one, listener)
    assert taken == []
    assert not one.open()
    time.sleep(0.2)
    assert one.open()
    accept(one, listener)
    assert len(taken) == 1


def test_a_crowd_is_taken_faster_and_faster_and_in_shares() -> None:
    taken: list[Any] = []
    one, listener = Door(lambda: True, lambda *given: taken.append(given)), Listener(1000)
    counts = []
    for _ in range(9):
        accept(one, listener)
        counts.append(len(taken))
        taken.clear()
    assert counts == [0, 1, 2, 4, 8, 16, 32, 64, 64]


def test_too_many_open_files_are_told_from_no_connections() -> None:
    one = Door(lambda: False, lambda *_: None)
    accept(one, Listener(0, errno.EMFILE))
    assert one.full
    accept(one, Listener(0))
    assert not one.full


def test_as_many_files_are_opened_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, before[1]), before[1]))
        found = door.room()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert soft == min(2 * door.MOST + door.SPARE, hard)
        assert 16 <= found <= max(16, soft // 2)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_connection_goes_in_the_end() -> None:
    closed: list[int] = []
    for number in (1, REQUESTS - 1, REQUESTS):
        part_in_time(None, SimpleNamespace(req_number=number, force_close=lambda n=number: closed.append(n)))
    assert closed == [REQUESTS]
