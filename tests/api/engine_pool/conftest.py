"""A pool of two processes with an engine that misbehaves on demand, and what the tests need to watch it."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from api.engine_pool import Pool, PoolAttributor

FUNCTION = "tests.api.fakes:unruly"
GOOD = "“We shall see,” Ada Byron said. “It rains.”"


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(processes=2, timeout=1.0, function=FUNCTION)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def patient_pool() -> Iterator[Pool]:
    """One that lets a text take what its length allows."""
    made = Pool(processes=2, timeout=60.0, function=FUNCTION)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def client(pool: Pool) -> PoolAttributor:
    return PoolAttributor(pool.socket_path, timeout=1.0, wait=2.0)


@pytest.fixture
def patient(patient_pool: Pool) -> PoolAttributor:
    return PoolAttributor(patient_pool.socket_path, timeout=60.0, wait=30.0)


def eventually(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not waited for does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.strip().startswith("Z")


def in_threads(*calls: Callable[[], object]) -> list[object]:
    """What each of the calls returned or raised, made at the same time."""
    results: list[object] = [None] * len(calls)

    def collect(number: int) -> None:
        try:
            results[number] = calls[number]()
        except Exception as error:
            results[number] = error

    threads = [threading.Thread(target=collect, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
