"""A busy worker leaves a connection to the others for a moment, and takes it when nobody does."""

from __future__ import annotations

import time
from collections import deque
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.workers.gthread import ThreadWorker

from api import worker
from api.worker import Worker, part_in_time


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What gunicorn's own worker was told to accept, and whether to listen."""
    told: list[Any] = []
    monkeypatch.setattr(ThreadWorker, "accept", lambda self, listener: told.append(listener))
    monkeypatch.setattr(ThreadWorker, "set_accept_enabled", lambda self, enabled: told.append(enabled))
    monkeypatch.setattr(ThreadWorker, "wait_for_and_dispatch_events", lambda self, timeout: told.append(timeout))
    monkeypatch.setattr(worker, "PAUSE", 0.2)
    return told


def made(connections: int) -> Any:
    one = object.__new__(Worker)
    one.nr_conns, one.keepalived_conns, one.pending_conns = connections, deque(["idle"]), deque()
    return one


def test_an_idle_worker_takes_a_connection_at_once(taken: list[Any]) -> None:
    one = made(1)
    one.accept("first")
    one.set_accept_enabled(True)
    one.wait_for_and_dispatch_events(1.0)
    assert taken == ["first", True, 1.0]


def test_a_busy_worker_lets_the_others_go_first(taken: list[Any]) -> None:
    one = made(2)
    one.accept("first")
    one.set_accept_enabled(True)
    one.wait_for_and_dispatch_events(1.0)
    assert taken == [False, False, 0.2]
    time.sleep(0.2)
    one.set_accept_enabled(True)
    one.accept("first")
    assert taken[3:] == [True, "first"]


def test_a_connection_goes_in_the_end() -> None:
    closed: list[int] = []
    for number in (1, worker.REQUESTS - 1, worker.REQUESTS):
        part_in_time(None, SimpleNamespace(req_number=number, force_close=lambda n=number: closed.append(n)))
    assert closed == [worker.REQUESTS]
