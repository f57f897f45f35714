"""One caller never has all engine processes, callers take turns, and work for disconnected clients stops."""

from __future__ import annotations

import os
import socket
import threading
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

from ...waiting import eventually
from ..fakes import attribute
from .conftest import FUNCTION, GOOD, alive, held, in_threads

ANA, BEN = Requester("ana"), Requester("ben")


def holding(client: PoolAttributor, requester: Requester, *marks: Path) -> list[threading.Thread]:
    """Start a thread for each mark, whose text takes an engine process until the mark is deleted."""
    texts = [f"HOLD {mark}" for mark in marks]
    threads = [threading.Thread(target=client.attribute, args=(text, requester)) for text in texts]
    for thread in threads:
        thread.start()
    return threads


def release_next(marks: list[Path]) -> None:
    """Let the one text in progress end, once there is one."""
    assert eventually(lambda: any(mark.exists() for mark in marks))
    (working,) = [mark for mark in marks if mark.exists()]
    working.unlink()


def test_two_callers_are_served_concurrently(slow_client: PoolAttributor, tmp_path: Path) -> None:
    with held(slow_client, tmp_path / "a", ANA):
        assert slow_client.attribute(GOOD, BEN) == attribute(GOOD)


def test_one_caller_never_has_all_processes(slow_client: PoolAttributor, tmp_path: Path) -> None:
    """Eight slow texts of one caller leave a process for the others."""
    marks = [tmp_path / str(number) for number in range(8)]
    threads = holding(slow_client, ANA, *marks)
    for _ in marks:
        assert eventually(lambda: any(mark.exists() for mark in marks))
        assert slow_client.attribute(GOOD, BEN) == attribute(GOOD)
        release_next(marks)
    for thread in threads:
        thread.join()


@pytest.fixture
def single() -> Iterator[PoolAttributor]:
    pool = Pool(processes=1, timeout=600.0, function=FUNCTION)
    pool.start()
    yield PoolAttributor(pool.socket_path, timeout=600.0, wait=60.0)
    pool.stop()


def test_with_one_process_callers_take_turns(single: PoolAttributor, tmp_path: Path) -> None:
    marks = [tmp_path / str(number) for number in range(6)]
    threads = holding(single, ANA, *marks)
    assert eventually(lambda: any(mark.exists() for mark in marks) and single.state()["waiting"] == 5)
    found: list[object] = []
    other = threading.Thread(target=lambda: found.extend(in_threads(lambda: single.attribute(GOOD, BEN))))
    other.start()
    assert eventually(lambda: single.state()["waiting"] == 6)
    for _ in range(2):  # the one in progress, and Ana's next, as she was waiting before Ben
        release_next(marks)
    other.join()
    assert (found, sum(thread.is_alive() for thread in threads)) == ([attribute(GOOD)], 4)
    for _ in range(4):
        release_next(marks)
    for thread in threads:
        thread.join()


def test_the_number_of_waiting_texts_per_caller_is_limited(single: PoolAttributor, tmp_path: Path) -> None:
    pool = PoolAttributor(single.socket_path, timeout=600.0, wait=60.0, max_threads=200)
    with held(pool, tmp_path / "a", ANA):
        connections = [socket.socket(socket.AF_UNIX) for _ in range(MAX_WAITING)]
        for connection in connections:
            connection.connect(pool.socket_path)
            send_frame(connection, {"caller": "ana"})
        with pytest.raises(EngineCrowded):
            pool.attribute(GOOD, ANA)
        for connection in connections:
            connection.close()
    assert pool.attribute(GOOD, ANA) == attribute(GOOD)


@pytest.mark.parametrize("word", ["SLEEP 60", "NATIVE"])
def test_work_stops_when_the_client_has_disconnected(single: PoolAttributor, word: str) -> None:
    with pytest.raises(EngineAbandoned):
        single.attribute(word, Requester("ana", lambda: single.state()["reading"] == 1))
    assert single.attribute(GOOD, BEN) == attribute(GOOD)
    assert single.state()["ended"] == {"crash": 0, "timeout": 0, "abandoned": 1}


def test_a_client_that_disconnects_while_waiting_is_not_served(single: PoolAttributor, tmp_path: Path) -> None:
    with held(single, tmp_path / "a", ANA), pytest.raises(EngineAbandoned):
        single.attribute(f"TELL {tmp_path / 'b'} 0", Requester("ben", lambda: True))
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
    text = ("“Ça ira — 🎻,” Ada Byron said. " + "word " * 190) * (MAX_CHARACTERS // 1_000)
    first, second = in_threads(lambda: slow_client.attribute(text, ANA), lambda: slow_client.attribute(GOOD, BEN))
    assert isinstance(first, list)
    assert len(first) == MAX_CHARACTERS // 1_000
    assert second == attribute(GOOD)
