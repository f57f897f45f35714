"""What an operator sees of the real server: its log, and its metrics after processes were killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from attribution import text_digest

from ...waiting import eventually
from .running import Running, start
from .test_server import STOP_TIMEOUT

SECRET = "zeppelin"
Labels = dict[str, str]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[Running]:
    running = start(tmp_path, port, SAIDBY_LOG="json", SAIDBY_ENGINE_TIMEOUT="20")
    assert eventually(running.answers), running.log.read_text()
    yield running
    running.process.kill()
    running.process.wait()


class Scrape:
    """The metrics of a server at one moment."""

    def __init__(self, server: Running) -> None:
        with urllib.request.urlopen(server.address + "/metrics", timeout=20) as answer:
            text = answer.read().decode()
        self.samples = [s for family in text_string_to_metric_families(text) for s in family.samples]

    def sum(self, name: str, **labels: str) -> float:
        """The sum of the samples of this name with these labels."""
        return sum(s.value for s in self.samples if s.name == name and labels.items() <= s.labels.items())

    def pids(self, role: str) -> set[int]:
        name = "saidby_process_resident_memory_bytes"
        return {int(s.labels["pid"]) for s in self.samples if s.name == name and s.labels["role"] == role}


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile("rb").read()


def test_counts_are_right_after_processes_were_killed(server: Running) -> None:
    for _ in range(30):
        server.send("/v1/quotes")
    server.send("/v1/attributions", {"text": "“We shall see,” Ada Byron mentioning."})
    before = Scrape(server)
    assert before.sum("saidby_http_requests_total", route="/v1/quotes") == 30
    assert before.sum("saidby_http_request_seconds_count", route="/v1/quotes", status="2xx") == 30
    assert before.sum("saidby_engine_texts_total", outcome="read") == 1
    workers, engines = before.pids("worker"), before.pids("engine")
    assert (len(workers), len(engines)) == (2, 2)
    assert before.pids("master") == {server.process.pid}

    hanging = threading.Thread(target=hang, args=(server,))
    hanging.start()
    assert eventually(
        lambda: Scrape(server).sum("saidby_http_requests_in_progress") == 2
    )  # this scrape is the other one
    for pid in workers | engines:
        os.kill(pid, signal.SIGKILL)
    hanging.join(timeout=20)
    assert eventually(server.answers)
    assert eventually(lambda: len(Scrape(server).pids("worker")) == 2 == len(Scrape(server).pids("engine")))
    after = Scrape(server)
    assert not (after.pids("worker") | after.pids("engine")) & (workers | engines)
    assert after.sum("saidby_http_requests_total", route="/v1/quotes") == 30
    assert after.sum("saidby_http_request_seconds_count", route="/v1/quotes") == 30
    assert after.sum("saidby_engine_texts_total", outcome="read") == 1
    assert after.sum("saidby_engine_processes_ended_total", reason="crash") >= 2
    assert after.sum("saidby_engine_processes") == 2
    assert after.sum("saidby_http_requests_in_progress") == 1
    for _ in range(5):
        server.send("/v1/quotes")
    assert Scrape(server).sum("saidby_http_requests_total", route="/v1/quotes") == 35


def hang(server: Running) -> None:
    with contextlib.suppress(OSError, json.JSONDecodeError):
        server.send("/v1/attributions", {"text": "SLEEP 15"})


def test_the_metrics_folder_is_deleted_when_the_server_stops(server: Running) -> None:
    folder = folder_of(Scrape(server).pids("worker"))
    assert folder.is_dir()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=STOP_TIMEOUT) == 0
    assert not folder.exists()


def folder_of(workers: set[int]) -> Path:
    """The workers' metrics folder; one that has just started may not have opened it yet."""
    maps = [mapped.path for pid in workers for mapped in psutil.Process(pid).memory_maps()]
    (folder,) = {Path(path).parent for path in maps if "saidby-metrics-" in path}
    return folder


REFUSED = (
    f"GET /v1/quotes?q={SECRET} HTTP/9.7\r\nHost: localhost\r\n\r\n",
    f"{SECRET} says\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization\x01: Bearer {SECRET}\r\n\r\n",
    f"GET /{SECRET * 2000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {SECRET}\r\n\r\n",
    f"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{SECRET}\r\n",
)


def test_the_log_contains_nothing_that_clients_sent(server: Running, port: int) -> None:
    for text in (f"“The {SECRET} has gone,” Ada Byron mentioning.", f"QUOTE {SECRET}", f"KILL {SECRET}"):
        server.send("/v1/articles", {"text": text, "title": SECRET})
        server.send("/v1/attributions", {"text": text})
    for path in (f"/v1/quotes?q={SECRET}", f"/v1/quotes?{SECRET}=1", f"/v1/speakers?q={SECRET}&limit={SECRET}"):
        server.send(path)
    key = f"saidby_{SECRET}".encode()
    raw(port, b"GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: " + key + b"\r\n\r\n")
    refused = 0
    for request in REFUSED:
        head = raw(port, request.encode())
        assert b"\r\nX-Request-Id: " in head, request[:80]
        refused += b"\r\nServer: " not in head  # only the application's responses have it
    assert Scrape(server).sum("saidby_http_requests_total", route="refused") == refused >= 5
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=STOP_TIMEOUT) == 0
    written = server.log.read_text()
    assert SECRET not in written
    lines = [json.loads(line) for line in written.splitlines()]  # every line of every process
    assert {line["logger"] for line in lines} >= {"saidby.access", "saidby.engine", "gunicorn.error", "api"}
    for text in (f"QUOTE {SECRET}", f"KILL {SECRET}"):
        assert traced(lines, text_digest(text)) == {
            ("/v1/articles", 201): {"saidby.engine", "saidby.access"},  # stored, and marked as unread
            ("/v1/attributions", 500): {"saidby.engine", "saidby.access", "api"},
        }


def traced(lines: list[dict[str, Any]], digest: str) -> dict[tuple[str, int], set[str]]:
    """For each request whose text has this digest: its path and status, and the loggers that mention it."""
    found: dict[tuple[str, int], set[str]] = {}
    for request_id in {line["request_id"] for line in lines if line.get("text_sha256") == digest}:
        mentioning = [line for line in lines if line.get("request_id") == request_id]
        (access,) = (line for line in mentioning if line["logger"] == "saidby.access")
        found[access["path"], access["status"]] = {line["logger"] for line in mentioning}
    return found


def test_without_an_engine_pool_the_service_is_live_but_not_ready(server: Running) -> None:
    (supervisor,) = Scrape(server).pids("engine_supervisor")
    os.kill(supervisor, signal.SIGSTOP)
    try:
        for path in ("/v1/health", "/v1/health/ready"):
            status, problem = server.send(path)
            assert (status, problem["errors"][0]["part"]) == (503, "engine")
        assert server.send("/v1/health/live") == (200, {"status": "ok"})
        assert Scrape(server).sum("saidby_engine_answers") == 0
    finally:
        os.kill(supervisor, signal.SIGCONT)
    assert eventually(server.answers)
