"""Any process may be killed at any moment: the others continue, and no other text is affected."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from api.engine_pool import EngineCrashed, EngineUnavailable, Pool, PoolAttributor

from ...waiting import eventually
from ..fakes import attribute
from .conftest import GOOD, alive, in_threads


def start_reading(client: PoolAttributor, mark: Path, seconds: float, found: list[object]) -> threading.Thread:
    """Start a thread that processes a slow text; returns once it has started. The result goes into ``found``."""
    text = f"TELL {mark} {seconds}"
    thread = threading.Thread(target=lambda: found.extend(in_threads(lambda: client.attribute(text))))
    thread.start()
    assert eventually(lambda: mark.exists() and mark.read_text() != "")
    return thread


def test_a_text_whose_process_was_killed_is_processed_by_another(slow_client: PoolAttributor, tmp_path: Path) -> None:
    found: list[object] = []
    thread = start_reading(slow_client, tmp_path / "a", 0.5, found)
    os.kill(int((tmp_path / "a").read_text()), signal.SIGKILL)
    thread.join()
    assert found == [[]]
    assert (tmp_path / "a.done").exists()


def test_a_text_that_crashes_once_is_processed_and_one_that_crashes_twice_is_not(
    client: PoolAttributor, tmp_path: Path
) -> None:
    assert client.attribute(f"KILL-ONCE {tmp_path / 'mark'}") == []
    with pytest.raises(EngineCrashed):
        client.attribute("KILL")


def test_a_text_is_processed_again_after_the_broker_was_killed(
    slow_pool: Pool, slow_client: PoolAttributor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.engine_pool.pool.RESTART_INTERVAL", 0.0)
    found: list[object] = []
    thread = start_reading(slow_client, tmp_path / "a", 2, found)
    engine = int((tmp_path / "a").read_text())
    assert slow_pool.supervisor is not None
    slow_pool.supervisor.kill()
    slow_pool.supervisor.wait()
    slow_pool.ensure_running()
    assert eventually(lambda: not alive(engine))
    thread.join()
    assert found == [[]]
    assert slow_client.attribute(GOOD) == attribute(GOOD)


def test_stopping_the_pool_is_no_error_of_the_text(
    slow_pool: Pool, slow_client: PoolAttributor, tmp_path: Path
) -> None:
    found: list[object] = []
    thread = start_reading(slow_client, tmp_path / "a", 60, found)
    slow_pool.stop()
    thread.join()
    assert [isinstance(error, EngineUnavailable) for error in found] == [True]


CLIENT = """
import sys
from api.engine_pool import PoolAttributor
PoolAttributor(sys.argv[1], timeout=60).attribute(sys.argv[2])
"""


def test_work_for_a_killed_client_process_stops(slow_pool: Pool, slow_client: PoolAttributor, tmp_path: Path) -> None:
    mark = tmp_path / "a"
    command = [sys.executable, "-c", CLIENT, str(slow_pool.socket_path), f"TELL {mark} 60"]
    with subprocess.Popen(command) as worker:
        assert eventually(lambda: mark.exists() and mark.read_text() != "")
        worker.kill()
    engine = int(mark.read_text())
    assert eventually(lambda: not alive(engine))
    assert slow_client.attribute(GOOD) == attribute(GOOD)


def test_repeated_kills_under_load_lose_no_text(slow_client: PoolAttributor) -> None:
    """Each text gets its own quotations, however often processes die meanwhile."""
    texts = [f"“Number {number},” Ada Byron said." for number in range(60)]
    ended = threading.Event()

    def kill() -> None:
        while not ended.wait(0.15):
            pid = int(slow_client.attribute("PID")[0].text)
            os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        found = in_threads(*[lambda part=texts[n::4]: [slow_client.attribute(t) for t in part] for n in range(4)])  # type: ignore[misc]
    finally:
        ended.set()
        killer.join()
    assert found == [[attribute(text) for text in texts[number::4]] for number in range(4)]
