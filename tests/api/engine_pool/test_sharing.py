"""One caller never has all engine processes, callers take turns, and work for disconnected clients stops."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.engine_pool import (
    EngineAbandoned,
    EngineCrowded,
    Pool,
    PoolAttributor,
    Requester,
)
from api.engine_pool.broker import MAX_WAITING
from api.engine_pool.wire import receive_frame, send_frame
from attribution.article.text import MAX_CHARACTERS

from ..fakes import attribute
from .conftest import FUNCTION, GOOD, alive, eventually, in_threads

ANA, BEN = Requester("ana"), Requester("ben")


def reading(client: PoolAttributor, requester: Requester, text: str) -> threading.Thread:
    """Start a thread that has a text processed."""
    thread = threading.Thread(target=in_threads, args=(lambda: client.attribute(text, requester),))
    thread.start()
    return thread


def test_two_callers_are_served_concurrently(slow_client: PoolAttributor, tmp_path: Path) -> None:
    first = reading(slow_client, ANA, f"TELL {tmp_path / 'a'} 2")
    assert eventually((tmp_path / "a").exists)
    assert slow_client.attribute(GOOD, BEN) == attribute(GOOD)
    assert not (tmp_path / "a.done").exists()
    first.join()


def test_one_caller_never_has_all_processes(slow_client: PoolAttributor, tmp_path: Path) -> None:
    """Eight slow texts of one caller leave a process for the others."""
    threads = [reading(slow_client, ANA, f"TELL {tmp_path / str(number)} 0.3") for number in range(8)]
    assert eventually(lambda: any(tmp_path.iterdir()))
    for _ in range(3):
        assert slow_client.attribute(GOOD, BEN) == attribute(GOOD)
        done = len(list(tmp_path.glob("*.done")))
        assert len(list(tmp_path.iterdir())) - 2 * done <= 1  # started and not done
    assert len(list(tmp_path.glob("*.done"))) < 8
    for thread in threads:
        thread.join()
    assert len(list(tmp_path.glob("*.done"))) == 8


@pytest.fixture
def single() -> Iterator[PoolAttributor]:
    pool = Pool(processes=1, timeout=60.0, function=FUNCTION)
    pool.start()
    yield PoolAttributor(pool.socket_path, timeout=60.0, wait=30.0)
    pool.stop()


def test_with_one_process_callers_take_turns(single: PoolAttributor, tmp_path: Path) -> None:
    threads = [reading(single, ANA, f"TELL {tmp_path / str(number)} 0.5") for number in range(6)]
    assert eventually(lambda: any(tmp_path.iterdir()))
    assert single.attribute(GOOD, BEN) == attribute(GOOD)
    assert len(list(tmp_path.glob("*.done"))) <= 2  # the one in progress, and one that started before Ben's arrived
    for thread in threads:
        thread.join()


def test_the_number_of_waiting_texts_per_caller_is_limited(single: PoolAttributor, tmp_path: Path) -> None:
    pool = PoolAttributor(single.socket_path, timeout=60.0, wait=30.0, max_threads=200)
    first = reading(pool, ANA, f"TELL {tmp_path / 'a'} 2")
    assert eventually((tmp_path / "a").exists)
    connections = [socket.socket(socket.AF_UNIX) for _ in range(MAX_WAITING)]
    for connection in connections:
        connection.connect(pool.socket_path)
        send_frame(connection, {"caller": "ana"})
    with pytest.raises(EngineCrowded):
        pool.attribute(GOOD, ANA)
    for connection in connections:
        connection.close()
    assert pool.attribute(GOOD, ANA) == attribute(GOOD)
    first.join()


@pytest.mark.parametrize("word", ["SLEEP 60", "NATIVE"])
def test_work_stops_when_the_client_has_disconnected(single: PoolAttributor, word: str) -> None:
    started = time.monotonic()
    with pytest.raises(EngineAbandoned):
        single.attribute(word, Requester("ana", lambda: time.monotonic() - started > 0.5))
    assert single.attribute(GOOD, BEN) == attribute(GOOD)
    assert time.monotonic() - started < 9  # less than the time limit


def test_a_client_that_disconnects_while_waiting_is_not_served(single: PoolAttributor, tmp_path: Path) -> None:
    first = reading(single, ANA, f"TELL {tmp_path / 'a'} 1")
    assert eventually((tmp_path / "a").exists)
    with pytest.raises(EngineAbandoned):
        single.attribute(f"TELL {tmp_path / 'b'} 0", Requester("ben", lambda: True))
    first.join()
    assert single.attribute(GOOD, ANA) == attribute(GOOD)
    assert not (tmp_path / "b").exists()


def test_the_process_of_a_disconnected_client_is_replaced(single: PoolAttributor, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(single.socket_path)
        send_frame(connection, {"caller": "ana"})
        assert receive_frame(connection) == {"started": True}
        send_frame(connection, {"text": f"TELL {tmp_path / 'a'} 60"})
        assert eventually((tmp_path / "a").exists)
        pid = int((tmp_path / "a").read_text())
        assert alive(pid)
    assert eventually(lambda: not alive(pid))
    assert int(single.attribute("PID", BEN)[0].text) not in (pid, os.getpid())


def test_a_process_survives_its_clients_normally(single: PoolAttributor) -> None:
    pids = {single.attribute("PID", requester)[0].text for requester in (ANA, BEN) * 20}
    assert len(pids) == 1


def test_a_text_of_a_million_characters_is_processed_next_to_another(slow_client: PoolAttributor) -> None:
    text = "“Ça ira — 🎻,” Ada Byron said. " * (MAX_CHARACTERS // 32)
    first, second = in_threads(lambda: slow_client.attribute(text, ANA), lambda: slow_client.attribute(GOOD, BEN))
    assert isinstance(first, list)
    assert len(first) == MAX_CHARACTERS // 32
    assert second == attribute(GOOD)
