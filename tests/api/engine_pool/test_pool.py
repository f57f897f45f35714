"""The engine pool: articles that crash or block a process affect no other article."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.engine_pool import (
    EngineBusy,
    EngineCrashed,
    EngineFailed,
    EngineTimeout,
    EngineUnavailable,
    Pool,
    PoolAttributor,
    Requester,
)
from api.engine_pool.wire import receive_frame, send_frame
from attribution import InvalidText

from ...waiting import eventually
from ..fakes import attribute
from .conftest import FUNCTION, GOOD, alive, held, in_threads


def test_the_pool_returns_what_the_engine_returns(client: PoolAttributor) -> None:
    assert client.attribute(GOOD) == attribute(GOOD)


def test_text_larger_than_the_socket_buffer_is_processed(slow_client: PoolAttributor) -> None:
    text = ("“Ça ira — 🎻,” Ada Byron said. " + "word " * 50) * 2_000  # and so is the answer
    assert len(slow_client.attribute(text)) == 2_000


def test_the_socket_is_private(pool: Pool) -> None:
    assert stat.S_IMODE(pool.socket_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(pool.socket_path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("INVALID", InvalidText),
        ("RAISE", EngineFailed),
        ("KILL", EngineCrashed),
        ("EXIT", EngineCrashed),
        ("SLEEP 60", EngineTimeout),
    ],
)
def test_a_bad_article_raises_its_error_and_the_next_is_processed(
    client: PoolAttributor, text: str, error: type[Exception]
) -> None:
    for _ in range(3):  # more often than there are processes
        with pytest.raises(error):
            client.attribute(text)
    assert client.attribute(GOOD) == attribute(GOOD)


def test_a_third_article_is_queued(client: PoolAttributor) -> None:
    assert in_threads(*[lambda: client.attribute("SLEEP 0.1")] * 3) == [[], [], []]


def test_waiting_too_long_raises_engine_busy(slow_pool: Pool, slow_client: PoolAttributor, tmp_path: Path) -> None:
    impatient = PoolAttributor(slow_pool.socket_path, wait=0.1)
    with held(slow_client, tmp_path / "a"):
        assert {type(result) for result in in_threads(*[lambda: impatient.attribute(GOOD)] * 2)} == {EngineBusy}
    assert issubclass(EngineBusy, EngineUnavailable)


def test_a_client_that_gave_up_in_the_queue_costs_no_work(
    slow_pool: Pool, slow_client: PoolAttributor, tmp_path: Path
) -> None:
    impatient = PoolAttributor(slow_pool.socket_path, wait=0.1)
    with held(slow_client, tmp_path / "a"):
        calls = [lambda n=n: impatient.attribute(f"TELL {tmp_path / str(n)} 0") for n in range(4)]
        assert {type(result) for result in in_threads(*calls)} == {EngineBusy}
    assert slow_client.attribute(GOOD) == attribute(GOOD)  # after them, in the same queue
    assert list(tmp_path.iterdir()) == []


def test_invalid_and_partial_frames_affect_no_other_client(pool: Pool, client: PoolAttributor) -> None:
    for data in (b"", b"\x00\x00", b"\x00\x00\x00\x05{]}", b"\x00\x00\x00\x02[]", b"\xff\xff\xff\xff"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(pool.socket_path))
            connection.sendall(data)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(pool.socket_path))
        send_frame(connection, {"no": "caller"})
        assert receive_frame(connection) == {"started": True}
        send_frame(connection, {"no": "text"})
        assert receive_frame(connection)["error"]["name"] == "KeyError"
    assert client.attribute(GOOD) == attribute(GOOD)


def test_the_check_passes_while_all_processes_are_busy(slow_client: PoolAttributor, tmp_path: Path) -> None:
    with held(slow_client, tmp_path / "a", Requester("a")), held(slow_client, tmp_path / "b", Requester("b")):
        slow_client.check()


def test_a_missing_pool_raises_at_once(tmp_path: object) -> None:
    with pytest.raises(EngineUnavailable, match="no engine process responds"):
        PoolAttributor(f"{tmp_path}/none.sock").attribute(GOOD)


def test_a_pool_whose_engine_cannot_load_does_not_start(capfd: pytest.CaptureFixture[str]) -> None:
    pool = Pool(processes=1, timeout=1.0, function="tests.api.fakes:broken")
    with pytest.raises(EngineUnavailable, match="the engine did not start: RuntimeError: no pipeline"):
        pool.start()
    assert "cannot start: RuntimeError: no pipeline" in capfd.readouterr().err
    assert not pool.socket_path.parent.exists()


def test_a_dead_supervisor_is_replaced(pool: Pool, client: PoolAttributor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.engine_pool.pool.RESTART_INTERVAL", 0.0)
    assert pool.supervisor is not None
    pool.supervisor.kill()
    pool.supervisor.wait()
    pool.ensure_running()
    assert client.attribute(GOOD) == attribute(GOOD)


def test_stopping_cleans_up(pool: Pool, client: PoolAttributor) -> None:
    engine = int(client.attribute("PID")[0].text)
    assert alive(engine)
    pool.stop()
    assert eventually(lambda: not alive(engine))
    assert not pool.socket_path.parent.exists()


def test_the_pool_ends_with_a_killed_server() -> None:
    script = (
        "import time; from api.engine_pool import Pool, PoolAttributor\n"
        f"pool = Pool(1, 5.0, {FUNCTION!r}); pool.start()\n"
        "print(pool.supervisor.pid, PoolAttributor(pool.socket_path).attribute('PID')[0].text, pool.socket_path)\n"
        "print(flush=True); time.sleep(60)"
    )
    server = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    supervisor, engine, path = server.stdout.readline().split()
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()
    assert eventually(lambda: not alive(int(supervisor)) and not alive(int(engine)))
    assert eventually(lambda: not os.path.exists(os.path.dirname(path)))  # noqa: PTH110, PTH120


def test_a_check_does_not_wait_for_a_full_queue(tmp_path: Path) -> None:
    address = str(tmp_path / "engine.sock")
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as first:
        listener.bind(address)
        listener.listen(0)  # and nobody accepts
        first.connect(address)
        before = time.monotonic()
        with pytest.raises(EngineUnavailable):
            PoolAttributor(address, wait=60.0).check()
        assert time.monotonic() - before < 10
