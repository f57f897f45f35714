"""A pool of two processes with an engine that misbehaves on demand, and helpers to observe it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.engine_pool import ANYONE, Pool, PoolAttributor, Requester

from ...waiting import eventually

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
    """A pool whose timeout is ten minutes."""
    pool = Pool(processes=2, timeout=600.0, function=FUNCTION)
    pool.start()
    yield pool
    pool.stop()


@pytest.fixture
def client(pool: Pool) -> PoolAttributor:
    return PoolAttributor(pool.socket_path, timeout=1.0, wait=60.0)


@pytest.fixture
def slow_client(slow_pool: Pool) -> PoolAttributor:
    return PoolAttributor(slow_pool.socket_path, timeout=600.0, wait=60.0)


@contextmanager
def held(client: PoolAttributor, mark: Path, requester: Requester = ANYONE) -> Iterator[None]:
    """Keep an engine process busy with a text of the requester until the end of the block."""
    thread = threading.Thread(target=in_threads, args=(lambda: client.attribute(f"HOLD {mark}", requester),))
    thread.start()
    assert eventually(mark.exists)
    try:
        yield
    finally:
        mark.unlink()
        thread.join()


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
