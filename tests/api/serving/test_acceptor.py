"""A busy worker leaves a connection to the others for a moment, and accepts it if none of them does."""

from __future__ import annotations

import errno
import resource
import time
from types import SimpleNamespace
from typing import Any

import pytest

from api.serving import acceptor
from api.serving.acceptor import Acceptor
from api.serving.worker import MAX_REQUESTS, limit_requests


class Listener:
    """A listening socket with waiting connections."""

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
def long_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptor, "BACKOFF", 0.2)


def accept(one: Acceptor, listener: Any) -> None:
    one.accept(listener)


def test_an_idle_worker_accepts_a_connection_at_once() -> None:
    accepted: list[Any] = []
    one = Acceptor(lambda: False, lambda *args: accepted.append(args))
    accept(one, Listener(3))
    assert accepted == [("connection", "client", "server")]
    assert one.ready()


def test_a_busy_worker_backs_off_first() -> None:
    accepted: list[Any] = []
    one, listener = Acceptor(lambda: True, lambda *args: accepted.append(args)), Listener(1)
    accept(one, listener)
    assert accepted == []
    assert not one.ready()
    time.sleep(0.2)
    assert one.ready()
    accept(one, listener)
    assert len(accepted) == 1


def test_many_connections_are_accepted_in_growing_batches() -> None:
    accepted: list[Any] = []
    one, listener = Acceptor(lambda: True, lambda *args: accepted.append(args)), Listener(1000)
    counts = []
    for _ in range(9):
        accept(one, listener)
        counts.append(len(accepted))
        accepted.clear()
    assert counts == [0, 1, 2, 4, 8, 16, 32, 64, 64]


def test_too_many_open_files_are_distinguished_from_no_connections() -> None:
    one = Acceptor(lambda: False, lambda *_: None)
    accept(one, Listener(0, errno.EMFILE))
    assert one.exhausted
    accept(one, Listener(0))
    assert not one.exhausted


def test_as_many_files_are_opened_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, before[1]), before[1]))
        found = acceptor.connection_limit()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert soft == min(2 * acceptor.MAX_CONNECTIONS + acceptor.RESERVED, hard)
        assert 16 <= found <= max(16, soft // 2)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_connection_closes_after_its_last_request() -> None:
    closed: list[int] = []
    for number in (1, MAX_REQUESTS - 1, MAX_REQUESTS):
        limit_requests(None, SimpleNamespace(req_number=number, force_close=lambda n=number: closed.append(n)))
    assert closed == [MAX_REQUESTS]
