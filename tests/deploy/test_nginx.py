"""nginx in front of the real server: whose requests they are, what it refuses, what it passes on and how."""

from __future__ import annotations

import http.client
import http.server
import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from api.http.errors import PROBLEM_TYPES
from api.store import Database, Scope, keys

from ..api.serving.running import Running, free_port, start
from ..waiting import eventually
from .conftest import CONFIGURATION, Proxy, Through

JSON = {"Content-Type": "application/json"}
ADA = {"text": "“We shall see,” Ada Byron said. “It rains.”"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    running = start(tmp_path, free_port(), SAIDBY_PROXIES="1", SAIDBY_LOG="json")
    assert eventually(running.answers), running.log.read_text()
    yield running
    running.process.kill()
    running.process.wait()


@pytest.fixture
def proxy(server: Running, through: Through) -> Proxy:
    return through(int(server.address.rpartition(":")[2]))


def ask(
    proxy: Proxy, method: str, path: str, body: Any = None, source: str = "127.0.0.1", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = proxy.connection(source)
    data = json.dumps(body) if isinstance(body, dict) else body
    sent = {name.replace("_", "-"): value for name, value in headers.items()} | (JSON if body is not None else {})
    connection.request(method, path, data, sent)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def lines(server: Running) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in server.log.read_text().splitlines()]
    return [line for line in found if line["logger"] == "saidby.access"]


def problem(answer: tuple[int, dict[str, str], bytes], status: int) -> dict[str, Any]:
    """The problem that an answer is; each has the id of its request, once."""
    assert answer[0] == status, answer
    assert answer[1]["Content-Type"] == "application/problem+json"
    assert answer[1]["X-Request-Id"]
    content: dict[str, Any] = json.loads(answer[2])
    assert content["status"] == status
    return content


def test_a_request_keeps_its_address_and_its_id(server: Running, proxy: Proxy) -> None:
    forged = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Host": "evil.example", "X_Request_Id": "mine-1"}
    status, headers, _ = ask(proxy, "GET", "/v1/quotes?q=zeppelin", source="127.0.0.2", **forged)
    assert (status, headers["X-Request-Id"]) == (200, "mine-1")
    _, headers, _ = ask(proxy, "GET", "/v1/quotes", X_Request_Id="not; one")
    made = headers["X-Request-Id"]
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert eventually(lambda: len(lines(server)) >= 3)
    found = {line["request_id"]: line["remote"] for line in lines(server)}
    assert (found["mine-1"], found[made]) == ("127.0.0.2", "127.0.0.1")
    assert eventually(lambda: made in proxy.log())
    assert re.search(r'^127\.0\.0\.2 \[\S+\] "GET /v1/quotes" 200 .* mine-1$', proxy.log(), re.M)
    assert "zeppelin" not in proxy.log()


def test_writing_needs_a_key_and_health_does_not(server: Running, proxy: Proxy, tmp_path: Path) -> None:
    problem(ask(proxy, "POST", "/v1/articles", ADA), 401)
    assert server.send("/v1/articles", ADA)[0] == 201  # on the machine itself
    assert ask(proxy, "GET", "/v1/health")[0] == 200
    with Database(tmp_path / "saidby.db").writing() as session:
        _, secret = keys.create(session, "desk", [Scope.INGEST])
    assert ask(proxy, "POST", "/v1/articles", ADA, Authorization=f"Bearer {secret}")[0] == 200


def test_the_metrics_are_not_there_for_others(server: Running, proxy: Proxy) -> None:
    for path in ("/metrics", "/nginx/unavailable"):
        problem(ask(proxy, "GET", path), 404)
    assert eventually(lambda: '"GET /metrics" 404' in proxy.log())


def test_a_large_body_is_refused_as_a_problem_and_one_that_fits_is_not(server: Running, proxy: Proxy) -> None:
    large = json.dumps({"text": "a" * (5 * 1024 * 1024)})
    problem(ask(proxy, "POST", "/v1/articles", large), 413)
    fits = json.dumps({"text": "a" * (3 * 1024 * 1024)})
    problem(ask(proxy, "POST", "/v1/articles", fits), 401)  # which the service has read


RAW = [
    (b"RUBBISH\r\n\r\n", 400),
    (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 20_000 + b"\r\n\r\n", 431),
]


@pytest.mark.parametrize(("request_", "status"), RAW, ids=[str(status) for _, status in RAW])
def test_what_nginx_cannot_read_is_a_problem(proxy: Proxy, request_: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=20) as connection:
        connection.sendall(request_)
        head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
    assert b"\r\nContent-Type: application/problem+json" in head
    assert b"\r\nX-Request-Id: " in head
    assert json.loads(body)["status"] == status
    assert head.startswith(b"HTTP/1.1 %d " % status)


def test_a_service_that_is_gone_is_unavailable(server: Running, proxy: Proxy) -> None:
    server.process.terminate()
    server.process.wait(timeout=45)
    answer = ask(proxy, "GET", "/v1/quotes", X_Request_Id="mine-2")
    problem(answer, 503)
    assert (answer[1]["Retry-After"], answer[1]["X-Request-Id"]) == ("5", "mine-2")


def test_its_problems_are_those_of_the_service() -> None:
    written = CONFIGURATION.read_text()
    found = re.findall(r"return (\d+) '(\{.*\})\\n';", written)
    assert len(found) == len(re.findall(r"location = /nginx/", written))
    for status, text in found:
        content = json.loads(text)
        name = content["type"].removeprefix("/docs#problem-")
        assert content["status"] == int(status)
        assert (PROBLEM_TYPES[name].status, PROBLEM_TYPES[name].title) == (int(status), content["title"])


def test_lines_of_an_archive_come_through(server: Running, proxy: Proxy) -> None:
    server.send("/v1/articles", ADA)
    status, headers, body = ask(proxy, "GET", "/v1/quotes", Accept="application/x-ndjson")
    assert (status, headers["Content-Type"]) == (200, "application/x-ndjson")
    assert [json.loads(line)["text"] for line in body.splitlines()] == ["We shall see,", "It rains."]


@contextmanager
def slow_service(go_on: threading.Event, headers: dict[str, str]) -> Iterator[int]:
    """A service that sends half of its answer and waits; yields its port."""

    class Slow(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in {**headers, "Transfer-Encoding": "chunked"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"6\r\nfirst\n\r\n")
            go_on.wait(20)
            self.wfile.write(b"7\r\nsecond\n\r\n0\r\n\r\n")

        def log_message(self, *arguments: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow) as service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        yield service.server_address[1]
        go_on.set()
        service.shutdown()


def test_a_stream_is_passed_on_piece_by_piece(server: Running, through: Through) -> None:
    server.send("/v1/articles", ADA)
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=20)
    connection.request("GET", "/v1/quotes", headers={"Accept": "application/x-ndjson"})
    told = {"X-Accel-Buffering": str(connection.getresponse().getheader("X-Accel-Buffering"))}
    connection.close()
    go_on = threading.Event()
    with slow_service(go_on, told) as port:
        asked = through(port).connection()
        asked.request("GET", "/v1/quotes")
        answer = asked.getresponse()
        assert answer.readline() == b"first\n"  # while the second is not made
        go_on.set()
        assert answer.read() == b"second\n"
        asked.close()
