"""The real server shares the engine between callers, and stops work for a client that has disconnected."""

from __future__ import annotations

import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.store import Database, Scope, keys, upgrade

from ...waiting import eventually
from ..engine_pool.conftest import alive
from .running import Running, free_port, start

GOOD = "“We shall see,” Ada Byron said."


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """A key with the scopes read and ingest; anonymous callers may read and attribute."""
    database = Database(tmp_path / "saidby.db")
    upgrade(database)
    with database.writing() as session:
        _, secret = keys.create(session, "Ben", [Scope.INGEST, Scope.READ])
    database.close()
    return secret


@pytest.fixture
def server(tmp_path: Path, secret: str) -> Iterator[Running]:
    running = start(tmp_path, free_port(), SAIDBY_ENGINE_TIMEOUT="60")
    assert eventually(running.answers), running.log.read_text()
    yield running
    running.process.kill()
    running.process.wait()


def connected(server: Running) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=30)


def ask(connection: http.client.HTTPConnection, path: str, text: str, secret: str | None = None) -> None:
    """Send a text without waiting for the response."""
    headers = {"Content-Type": "application/json"} | ({"X-API-Key": secret} if secret else {})
    connection.request("POST", path, json.dumps({"text": text}), headers)


def answer(connection: http.client.HTTPConnection) -> tuple[int, dict[str, Any]]:
    response = connection.getresponse()
    return response.status, json.loads(response.read())


def send(server: Running, path: str, text: str, secret: str | None = None) -> tuple[int, dict[str, Any]]:
    connection = connected(server)
    ask(connection, path, text, secret)
    found = answer(connection)
    connection.close()
    return found


def started(folder: Path) -> list[Path]:
    """The marker files of texts that an engine process has started and not finished."""
    return [mark for mark in folder.glob("text-*") if mark.suffix != ".done" and not Path(f"{mark}.done").exists()]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_eight_slow_texts_of_one_caller_do_not_delay_another(tmp_path: Path, secret: str, processes: str) -> None:
    server = start(tmp_path, free_port(), SAIDBY_ENGINE_TIMEOUT="60", SAIDBY_ENGINE_PROCESSES=processes)
    assert eventually(server.answers), server.log.read_text()
    connections = [connected(server) for _ in range(8)]
    for number, connection in enumerate(connections):
        ask(connection, "/v1/attributions", f"TELL {tmp_path / f'text-{number}'} 1")
    assert eventually(lambda: len(started(tmp_path)) == 1)
    status, article = send(server, "/v1/articles", GOOD, secret)
    assert (status, len(article["quotations"])) == (201, 1)
    assert len(list(tmp_path.glob("*.done"))) <= 3  # of eight: it did not wait for all of them
    assert send(server, "/v1/attributions", GOOD)[0] == 200  # the same caller is served too, if it waits
    for connection in connections:
        assert answer(connection)[0] == 200
        connection.close()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=60) == 0


def test_a_caller_with_too_many_texts_gets_a_retry_after(server: Running, tmp_path: Path, secret: str) -> None:
    connections = [connected(server) for _ in range(40)]
    for number, connection in enumerate(connections):
        ask(connection, "/v1/attributions", f"TELL {tmp_path / f'text-{number}'} 0.2")
    assert send(server, "/v1/articles", GOOD, secret)[0] == 201
    assert server.send("/v1/quotes")[0] == 200
    found = []
    for connection in connections:
        response = connection.getresponse()
        found.append(response.status)
        if response.status != 200:
            assert int(response.headers["Retry-After"]) > 0
            assert response.headers["Content-Type"] == "application/problem+json"
        response.read()
        connection.close()
    assert set(found) == {200, 429}


def test_the_engine_stops_work_that_nobody_waits_for(server: Running, tmp_path: Path, secret: str) -> None:
    mark = tmp_path / "text-1"
    connection = connected(server)
    ask(connection, "/v1/articles", f"TELL {mark} 60", secret)
    assert eventually(lambda: mark.exists() and mark.read_text() != "")
    engine = int(mark.read_text())
    assert alive(engine)
    connection.close()
    assert eventually(lambda: not alive(engine), 5)
    assert send(server, "/v1/articles", GOOD, secret)[0] == 201
    articles = server.send("/v1/articles")[1]["data"]
    assert [article["quote_count"] for article in articles] == [1]  # the cancelled one is not stored


@pytest.mark.parametrize("who", ["engine", "supervisor"])
def test_a_text_is_read_again_after_its_engine_was_killed(
    server: Running, tmp_path: Path, secret: str, who: str
) -> None:
    mark = tmp_path / "text-1"
    connection = connected(server)
    ask(connection, "/v1/articles", f"TELL {mark} 1", secret)
    assert eventually(lambda: mark.exists() and mark.read_text() != "")
    engine = int(mark.read_text())
    stat = Path(f"/proc/{engine}/stat").read_text()
    os.kill(engine if who == "engine" else int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)
    status, article = answer(connection)
    assert (status, article["unread"]) == (201, None)
    connection.close()


def test_work_for_a_killed_web_worker_stops(server: Running, tmp_path: Path, secret: str) -> None:
    mark = tmp_path / "text-1"
    connection = connected(server)
    ask(connection, "/v1/articles", f"TELL {mark} 60", secret)
    assert eventually(lambda: mark.exists() and mark.read_text() != "")
    engine = int(mark.read_text())
    parts = (Path(f"/proc/{engine}/stat").read_text()).rpartition(")")[2].split()
    supervisor = int(parts[1])
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    for worker in {int(child) for child in children} - {supervisor}:
        os.kill(worker, signal.SIGKILL)
    with pytest.raises((OSError, http.client.HTTPException)):
        answer(connection)
    assert eventually(lambda: not alive(engine), 5)
    assert eventually(server.answers)
    assert send(server, "/v1/articles", GOOD, secret)[0] == 201
    assert len(server.send("/v1/articles")[1]["data"]) == 1


def test_concurrent_requests_with_the_same_text_store_one_article(server: Running, tmp_path: Path, secret: str) -> None:
    found: list[tuple[int, dict[str, Any]]] = []
    text = f"TELL {tmp_path / 'text-1'} 0.5"
    threads = [
        threading.Thread(target=lambda: found.append(send(server, "/v1/articles", text, secret))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in found) == [200, 201]
    assert len({article["id"] for _, article in found}) == 1
