"""The server end to end: it starts, responds, and stops together with all its processes."""

from __future__ import annotations

import json
import signal
import socket
from pathlib import Path

from api.http.blueprints import ALWAYS

from ...waiting import eventually
from .running import Running, start

# gunicorn kills a worker that was still starting when the signal came only after the graceful timeout of 30 s.
STOP_TIMEOUT = 45


def pool_folders(folder: Path) -> list[Path]:
    """The private directories of engine pools."""
    return list(folder.glob("saidby-*"))


def test_serves_survives_bad_articles_and_stops(server: Running, tmp_path: Path) -> None:
    article = {"text": "“We shall see,” Ada Byron said.", "source": "Post", "published_at": "2023-06-19"}
    assert server.send("/v1/articles", article)[0] == 201
    assert server.send("/v1/articles", article)[0] == 200
    for text, reason in (("KILL", "crashed"), ("SLEEP 60", "timed_out"), ("RAISE", "failed")):
        status, problem = server.send("/v1/attributions", {"text": text})
        assert (status, problem["type"]) == (500, "/docs#problem-engine-failed")
        status, kept = server.send("/v1/articles", {"text": text})
        assert (status, kept["quotations"], kept["unread"]["reason"]) == (201, [], reason)
        assert server.send("/v1/articles", {"text": text}) == (200, kept)  # and is not read again
        assert kept["text_sha256"] in server.log.read_text()
    status, problem = server.send("/v1/attributions", {"text": "INVALID"})
    assert (status, problem["errors"][0]["pointer"]) == (422, "#/text")
    status, page = server.send("/v1/quotes?speaker=byron")
    assert (status, [quote["text"] for quote in page["data"]]) == (200, ["We shall see,"])
    assert len(server.send("/v1/articles?unread=true")[1]["data"]) == 3
    assert len(server.send("/v1/articles?unread=false")[1]["data"]) == 1
    assert len(pool_folders(tmp_path)) == 1

    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=STOP_TIMEOUT) == 0
    assert pool_folders(tmp_path) == []
    assert server.log.read_text().count("Traceback") == 2  # the engine's own errors


RAW = [
    (b"RUBBISH\r\n\r\n", 400),
    (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    (b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"a" * 9_000 + b"\r\n\r\n", 431),
    (b'POST /v1/articles HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: 500\r\n\r\n{"text": "A."}', 400),
    (b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\n%sTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
    (b'POST /v1/articles HTTP/1.1\r\nHost: localhost\r\n%sTransfer-Encoding: chunked\r\n\r\nd\r\n{"text": "A."', 400),
    (
        b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\n%sTransfer-Encoding: chunked\r\n\r\n500000\r\n"
        + b" " * 0x500000,
        413,
    ),
    (b"GET /v1/quotes HTTP/1.1\r\n\r\n", 400),
    (b"GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400),
    (b"GET /v1/quotes HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
    (b"GET http://evil.example/v1/quotes HTTP/1.1\r\nHost: localhost\r\n\r\n", 421),
    (b"GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 400),
    (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
    (b"TRACE /v1/quotes HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    (b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\n%sExpect: 200-ok\r\nContent-Length: 2\r\n\r\n{}", 417),
    (b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\n%sTransfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n", 501),
    (b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505),
    (b'POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nVia: 1.1 p\r\n%sContent-Length: 14\r\n\r\n{"text": "A."}', 401),
]


def test_the_contract_has_what_the_server_responds_to_malformed_requests() -> None:
    assert {status for _, status in RAW} - {404} <= set(ALWAYS)


def test_malformed_and_truncated_requests_get_problem_responses(server: Running, port: int) -> None:
    for request, status in RAW:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(request.replace(b"%s", b"Content-Type: application/json\r\n"))
            connection.shutdown(socket.SHUT_WR)
            head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 %d " % status), (request[:99], head, body)
        assert b"\r\nContent-Type: application/problem+json" in head
        assert b"\r\nX-Content-Type-Options: nosniff" in head
        content = json.loads(body)
        assert (content["status"], content["type"][:14]) == (status, "/docs#problem-"), content
    assert server.send("/v1/articles")[1]["data"] == []


def test_headers_that_a_proxy_may_set_are_ignored_by_the_server(port: int, server: Running) -> None:
    headers = b"SCRIPT_NAME: /v1\r\nPATH_INFO: /docs\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + b"\r\n")
        answer = connection.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(b'{"data":[],"next_cursor":null}')


def test_stored_articles_survive_a_kill(server: Running, tmp_path: Path, port: int) -> None:
    assert server.send("/v1/articles", {"text": "“We shall see,” Ada Byron said."})[0] == 201
    server.process.kill()
    server.process.wait()
    assert eventually(lambda: pool_folders(tmp_path) == [])  # the engine pool is gone too
    assert eventually(lambda: not server.answers())  # so are the workers
    again = start(tmp_path, port)
    assert eventually(again.answers), again.log.read_text()
    assert len(again.send("/v1/quotes")[1]["data"]) == 1
    again.process.send_signal(signal.SIGINT)
    assert again.process.wait(timeout=STOP_TIMEOUT) == 0


def test_a_port_in_use_is_reported_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        running = start(tmp_path, port)
        assert running.process.wait(timeout=20) == 1
    assert running.log.read_text() == f"saidby: cannot listen on 127.0.0.1:{port}: address already in use\n"
    assert not (tmp_path / "saidby.db").exists()


def test_an_unknown_host_is_reported_in_one_line(tmp_path: Path) -> None:
    running = start(tmp_path, 1, SAIDBY_BIND="no.such.host.invalid:8000")
    assert running.process.wait(timeout=20) == 1
    lines = running.log.read_text().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("saidby: cannot listen on no.such.host.invalid:8000: ")


def test_other_machines_are_served_only_if_writing_needs_a_key(tmp_path: Path, port: int) -> None:
    running = start(tmp_path, port, SAIDBY_BIND=f"0.0.0.0:{port}")
    assert running.process.wait(timeout=20) == 1
    (line,) = running.log.read_text().splitlines()
    assert line.startswith(f"saidby: refusing to listen on 0.0.0.0:{port} without an API key")
