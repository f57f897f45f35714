"""Slow clients of every kind beside a normal one: they are let wait and then let go, and it does not notice them."""

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

from ..fakes import FakeAttributor
from .running import Running, eventually, start

EACH = 20  # of each kind; eight of one kind stopped the service once
PATIENCE = "Worker.patience = Patience(head=3.0, fresh=3.0, idle=3.0, window=4.0)"
HEAD = b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
LINES = b"GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\nAccept: application/x-ndjson\r\n\r\n"
PAGE = b"GET /v1/quotes?limit=200&include=evidence HTTP/1.1\r\nHost: localhost\r\n\r\n"
KINDS = {  # what is sent at once, what is sent byte by byte, and the status of the answer, if there is one
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
    """An archive whose lines are longer than what a socket's buffers hold."""
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
def patient(archive: Path, port: int) -> Iterator[Running]:
    running = start(archive, port, PATIENCE)
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
    came = b""
    with contextlib.suppress(ConnectionResetError):
        while data := connection.recv(65536):
            came += data
    return came


def test_slow_clients_do_not_hold_up_a_normal_one_and_are_let_go(patient: Running, port: int) -> None:
    slow = [(kind, opened(port, kind)) for kind in KINDS for _ in range(EACH)]
    begin, asked = time.monotonic(), 0
    while time.monotonic() - begin < 5:
        for kind, connection in slow:
            with contextlib.suppress(OSError):
                connection.send(KINDS[kind][1][asked : asked + 1])
        for path in ("/v1/quotes?limit=1", "/v1/health"):
            before = time.monotonic()
            assert patient.send(path)[0] == 200
            assert time.monotonic() - before < 5  # it took a minute
        asked += 1
        time.sleep(0.2)
    assert asked > 3
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


def test_a_slow_reader_that_is_fast_enough_gets_everything(patient: Running, port: int) -> None:
    with opened(port, "stream") as connection:
        time.sleep(1)  # the server has stopped making lines by now
        came = bytearray()
        while not came.endswith(b"\r\n0\r\n\r\n"):
            data = connection.recv(32768)
            assert data
            came += data
        head, _, body = bytes(came).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        lines = 0
        while body != b"0\r\n\r\n":
            size, _, rest = body.partition(b"\r\n")
            lines += rest[: int(size, 16)].count(b"\n")
            body = rest[int(size, 16) + 2 :]
        assert lines == 12 * 250
        connection.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert read_all(connection).startswith(b"HTTP/1.1 200 ")


def test_a_stream_whose_reader_goes_away_is_given_up(patient: Running, port: int) -> None:
    for _ in range(30):
        connection = opened(port, "stream")
        connection.recv(100)
        connection.close()
    whole = patient.ask("/v1/quotes", accept="application/x-ndjson")
    assert whole.count(b"\n") == 12 * 250
    assert "Traceback" not in patient.log.read_text()


@pytest.mark.parametrize("slow", [1, 2, 7])
def test_requests_in_pieces_and_in_a_row_are_answered(patient: Running, port: int, slow: int) -> None:
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


def test_a_client_that_expects_to_be_told_to_go_on_is_told(patient: Running, port: int) -> None:
    text = b'{"text": "A word."}'
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        head = b"POST /v1/attributions HTTP/1.1\r\nHost: [::1]\r\nExpect: 100-continue\r\nConnection: close\r\n"
        connection.sendall(head + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(text))
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(text)
        assert read_all(connection).startswith(b"HTTP/1.1 200 ")


def test_too_large_a_body_is_refused_before_it_comes(patient: Running, port: int) -> None:
    for framing in (b"Content-Length: 9000000\r\n", b"Expect: 100-continue\r\nContent-Length: 9000000\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(HEAD + framing + b"\r\n")
            connection.shutdown(socket.SHUT_WR)
            head, _, body = read_all(connection).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 413 ")
        assert json.loads(body)["type"] == "/docs#problem-too-large"


def test_where_there_is_no_room_idle_connections_go_and_new_ones_are_served(archive: Path, port: int) -> None:
    few = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (320, 320))"  # 32 connections a worker
    running = start(archive, port, few)
    crowd = []
    try:
        assert eventually(running.answers), running.log.read_text()
        for _ in range(150):
            crowd.append(opened(port, "idle"))
        for _ in range(20):
            assert running.send("/v1/quotes?limit=1")[0] == 200
        assert eventually(lambda: sum(map(closed, crowd)) >= 150 - 2 * 32, 8), sum(map(closed, crowd))
        assert "Traceback" not in running.log.read_text()
    finally:
        for connection in crowd:
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


def test_bodies_and_answers_that_wait_take_no_more_room_than_there_is(archive: Path, port: int) -> None:
    little = "Worker.patience = Patience(waiting=1_000_000, gathered=1_000_000)"
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
    """Whether a body that is not complete was refused for want of room."""
    connection.setblocking(False)
    try:
        return connection.recv(13, socket.MSG_PEEK) == b"HTTP/1.1 503 "
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True
