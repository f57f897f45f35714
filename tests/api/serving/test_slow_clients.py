"""Slow clients of every kind next to a normal one: they are disconnected in time, and it is not affected."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.operations.services import Services
from api.store import ArticleInput, Database, upgrade

from ...waiting import eventually
from ..fakes import FakeAttributor
from .running import Running, start

EACH = 20  # of each kind; eight of one kind once stopped the service
LIMITS = "Worker.limits = ClientLimits(head_timeout=3.0, first_byte_timeout=3.0, idle_timeout=3.0, rate_window=4.0)"
HEAD = b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
LINES = b"GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\nAccept: application/x-ndjson\r\n\r\n"
PAGE = b"GET /v1/quotes?limit=200&include=evidence HTTP/1.1\r\nHost: localhost\r\n\r\n"
KINDS = {  # what is sent at once, what is sent byte by byte, and the status of the response, if any
    "idle": (b"", b"", None),
    "head": (b"GET /v1/health HTTP/1.1\r\n", b"X-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 408),
    "body": (HEAD + b"Content-Length: 40000\r\n\r\n", b" " * 50, 408),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n" * 10, 408),
    "keep-alive": (b"GET /v1/health HTTP/1.1\r\nHost: [::1]\r\n\r\n", b"GET /v1/healthaaaaaaaaaaaaaaaaaaaaaaaaaa", 200),
    "stream": (LINES, b"", 200),
    "page": (PAGE, b"", 200),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose NDJSON stream exceeds the buffers of a socket."""
    folder = tmp_path_factory.mktemp("archive")
    database = Database(folder / "saidby.db")
    upgrade(database)
    services = Services(database, FakeAttributor())
    for number in range(12):
        said = " ".join(f"“{'word ' * 60}{number} {place},” Ada Byron said." for place in range(250))
        services.add_article(ArticleInput(said, source="Post"))
    database.close()
    return folder


@pytest.fixture
def server(archive: Path, port: int) -> Iterator[Running]:
    running = start(archive, port, LIMITS)
    assert eventually(running.answers), running.log.read_text()
    yield running
    running.process.kill()
    running.process.wait()


def opened(port: int, kind: str) -> socket.socket:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(20)
    connection.connect(("127.0.0.1", port))
    connection.sendall(KINDS[kind][0])
    return connection


def read_all(connection: socket.socket) -> bytes:
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while data := connection.recv(65536):
            received += data
    return received


def test_slow_clients_do_not_delay_a_normal_one_and_are_disconnected(server: Running, port: int) -> None:
    slow = [(kind, opened(port, kind)) for kind in KINDS for _ in range(EACH)]
    begin, sent = time.monotonic(), 0
    while time.monotonic() - begin < 5:
        for kind, connection in slow:
            with contextlib.suppress(OSError):
                connection.send(KINDS[kind][1][sent : sent + 1])
        for path in ("/v1/quotes?limit=1", "/v1/health"):
            before = time.monotonic()
            assert server.send(path)[0] == 200
            assert time.monotonic() - before < 5  # it once took a minute
        sent += 1
        time.sleep(0.2)
    assert sent > 3
    time.sleep(4)
    for kind, connection in slow:
        status = KINDS[kind][2]
        answer = read_all(connection)
        connection.close()
        assert answer.startswith(b"HTTP/1.1 %d " % status if status else b""), (kind, answer[:200])
        if status == 408:
            head, _, body = answer.partition(b"\r\n\r\n")
            assert b"\r\nContent-Type: application/problem+json" in head
            assert json.loads(body)["type"] == "/docs#problem-too-slow"
        if kind == "stream":
            assert not answer.endswith(b"0\r\n\r\n"), "it was read too slowly to be complete"


def test_a_slow_but_tolerable_reader_gets_everything(server: Running, port: int) -> None:
    with opened(port, "stream") as connection:
        time.sleep(1)  # the server has paused the stream by now
        received = bytearray()
        while not received.endswith(b"\r\n0\r\n\r\n"):
            data = connection.recv(32768)
            assert data
            received += data
        head, _, body = bytes(received).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        lines = 0
        while body != b"0\r\n\r\n":
            size, _, rest = body.partition(b"\r\n")
            lines += rest[: int(size, 16)].count(b"\n")
            body = rest[int(size, 16) + 2 :]
        assert lines == 12 * 250
        connection.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert read_all(connection).startswith(b"HTTP/1.1 200 ")


def test_a_stream_is_cancelled_when_its_reader_disconnects(server: Running, port: int) -> None:
    for _ in range(30):
        connection = opened(port, "stream")
        connection.recv(100)
        connection.close()
    whole = server.ask("/v1/quotes", accept="application/x-ndjson")
    assert whole.count(b"\n") == 12 * 250
    assert "Traceback" not in server.log.read_text()


@pytest.mark.parametrize("slow", [1, 2, 7])
def test_split_and_pipelined_requests_are_answered(server: Running, port: int, slow: int) -> None:
    text = b'{"text": "A word."}'
    request = (
        b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        b"POST /v1/attributions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%s"
        b"POST /v1/attributions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
        b"HEAD /v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % (len(text), text, len(text), text)
    )
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for at in range(0, len(request), len(request) // slow):
            connection.sendall(request[at : at + len(request) // slow])
            time.sleep(0.05)
        answer = read_all(connection)
    assert answer.count(b"HTTP/1.1 200 OK\r\n") == 4, answer


def test_a_client_that_expects_100_continue_gets_it(server: Running, port: int) -> None:
    text = b'{"text": "A word."}'
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        head = b"POST /v1/attributions HTTP/1.1\r\nHost: [::1]\r\nExpect: 100-continue\r\nConnection: close\r\n"
        connection.sendall(head + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(text))
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(text)
        assert read_all(connection).startswith(b"HTTP/1.1 200 ")


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(server: Running, port: int) -> None:
    for framing in (b"Content-Length: 9000000\r\n", b"Expect: 100-continue\r\nContent-Length: 9000000\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(HEAD + framing + b"\r\n")
            connection.shutdown(socket.SHUT_WR)
            head, _, body = read_all(connection).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 413 ")
        assert json.loads(body)["type"] == "/docs#problem-too-large"


def test_idle_connections_are_closed_for_new_ones_when_descriptors_run_out(archive: Path, port: int) -> None:
    few = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (320, 320))"  # 32 connections a worker
    running = start(archive, port, few)
    connections = []
    try:
        assert eventually(running.answers), running.log.read_text()
        for _ in range(150):
            connections.append(opened(port, "idle"))
        for _ in range(20):
            assert running.send("/v1/quotes?limit=1")[0] == 200
        assert eventually(lambda: sum(map(closed, connections)) >= 150 - 2 * 32, 8), sum(map(closed, connections))
        assert "Traceback" not in running.log.read_text()
    finally:
        for connection in connections:
            connection.close()
        running.process.kill()
        running.process.wait()


def closed(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def test_incomplete_bodies_and_unsent_responses_are_bounded(archive: Path, port: int) -> None:
    little = "Worker.limits = ClientLimits(max_unsent=1_000_000, max_incomplete=1_000_000)"
    running = start(archive, port, little, SAIDBY_WORKERS="1")
    bodies, pages = [], []
    try:
        assert eventually(running.answers), running.log.read_text()
        for _ in range(10):
            bodies.append(opened(port, "body"))
            bodies[-1].sendall(b" " * 39_000)
        assert not any(map(closed, bodies))
        for _ in range(40):
            bodies.append(opened(port, "body"))
            bodies[-1].sendall(b" " * 39_000)
            pages.append(opened(port, "page"))
        assert eventually(lambda: sum(map(answered, bodies)) >= 20)
        assert sum(map(answered, bodies)) < 50
        assert running.send("/v1/quotes?limit=1")[0] == 200
    finally:
        for connection in bodies + pages:
            connection.close()
        running.process.kill()
        running.process.wait()


def answered(connection: socket.socket) -> bool:
    """Whether an incomplete body was refused for lack of space."""
    connection.setblocking(False)
    try:
        return connection.recv(13, socket.MSG_PEEK) == b"HTTP/1.1 503 "
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True
