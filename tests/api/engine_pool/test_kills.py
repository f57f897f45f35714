"""Any process may be killed at any moment: the others go on, and no other text suffers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from api.engine_pool import EngineCrashed, EngineUnavailable, Pool, PoolAttributor

from ..fakes import attribute
from .conftest import GOOD, alive, eventually, in_threads


def begun(client: PoolAttributor, mark: Path, seconds: float, found: list[object]) -> threading.Thread:
    """A thread that reads a slow text, which has begun; what comes of it is put into ``found``."""
    text = f"TELL {mark} {seconds}"
    thread = threading.Thread(target=lambda: found.extend(in_threads(lambda: client.attribute(text))))
    thread.start()
    assert eventually(lambda: mark.exists() and mark.read_text() != "")
    return thread


def test_a_text_whose_process_was_killed_is_read_by_another(patient: PoolAttributor, tmp_path: Path) -> None:
    found: list[object] = []
    thread = begun(patient, tmp_path / "a", 0.5, found)
    os.kill(int((tmp_path / "a").read_text()), signal.SIGKILL)
    thread.join()
    assert found == [[]]
    assert (tmp_path / "a.done").exists()


def test_a_text_that_kills_once_is_read_and_one_that_kills_twice_is_not(client: PoolAttributor, tmp_path: Path) -> None:
    assert client.attribute(f"KILL-ONCE {tmp_path / 'mark'}") == []
    with pytest.raises(EngineCrashed):
        client.attribute("KILL")


def test_a_text_is_read_again_when_the_broker_was_killed(
    patient_pool: Pool, patient: PoolAttributor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.engine_pool.pool.PAUSE", 0.0)
    found: list[object] = []
    thread = begun(patient, tmp_path / "a", 2, found)
    engine = int((tmp_path / "a").read_text())
    assert patient_pool.supervisor is not None
    patient_pool.supervisor.kill()
    patient_pool.supervisor.wait()
    patient_pool.keep()
    assert eventually(lambda: not alive(engine))
    thread.join()
    assert found == [[]]
    assert patient.attribute(GOOD) == attribute(GOOD)


def test_a_pool_that_is_stopped_says_so_and_blames_no_text(
    patient_pool: Pool, patient: PoolAttributor, tmp_path: Path
) -> None:
    found: list[object] = []
    thread = begun(patient, tmp_path / "a", 60, found)
    patient_pool.stop()
    thread.join()
    assert [isinstance(error, EngineUnavailable) for error in found] == [True]


CLIENT = """
import sys
from api.engine_pool import PoolAttributor
PoolAttributor(sys.argv[1], timeout=60).attribute(sys.argv[2])
"""


def test_the_work_of_a_client_process_that_was_killed_ends(
    patient_pool: Pool, patient: PoolAttributor, tmp_path: Path
) -> None:
    mark = tmp_path / "a"
    command = [sys.executable, "-c", CLIENT, str(patient_pool.socket_path), f"TELL {mark} 60"]
    with subprocess.Popen(command) as worker:
        assert eventually(lambda: mark.exists() and mark.read_text() != "")
        worker.kill()
    engine = int(mark.read_text())
    assert eventually(lambda: not alive(engine))
    assert patient.attribute(GOOD) == attribute(GOOD)


def test_rounds_of_kills_under_load_lose_no_text(patient: PoolAttributor) -> None:
    """Each text comes back with its own quotations, however often processes die around it."""
    texts = [f"“Number {number},” Ada Byron said." for number in range(60)]
    ended = threading.Event()

    def kill() -> None:
        while not ended.wait(0.15):
            pid = int(patient.attribute("PID")[0].text)
            os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        found = in_threads(*[lambda part=texts[n::4]: [patient.attribute(t) for t in part] for n in range(4)])  # type: ignore[misc]
    finally:
        ended.set()
        killer.join()
    assert found == [[attribute(text) for text in texts[number::4]] for number in range(4)]
