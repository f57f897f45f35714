"""A pool of two processes with an engine that misbehaves on demand, and helpers to observe it."""

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
    pool = Pool(processes=2, timeout=1.0, function=FUNCTION)
    pool.start()
    yield pool
    pool.stop()


@pytest.fixture
def slow_pool() -> Iterator[Pool]:
    """A pool whose timeout is a minute."""
    pool = Pool(processes=2, timeout=60.0, function=FUNCTION)
    pool.start()
    yield pool
    pool.stop()


@pytest.fixture
def client(pool: Pool) -> PoolAttributor:
    return PoolAttributor(pool.socket_path, timeout=1.0, wait=2.0)


@pytest.fixture
def slow_client(slow_pool: Pool) -> PoolAttributor:
    return PoolAttributor(slow_pool.socket_path, timeout=60.0, wait=30.0)


def eventually(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def alive(pid: int) -> bool:
    """Whether a process is running; a zombie is not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.strip().startswith("Z")


def in_threads(*calls: Callable[[], object]) -> list[object]:
    """Run the calls concurrently, and return what each of them returned or raised."""
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
