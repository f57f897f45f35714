"""Readers never wait for writers, which have threads of their own and a bounded queue."""

from __future__ import annotations

import fcntl
import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...waiting import eventually
from .running import Running, start

TIMEOUT = "import api.store.archive_file as d; d.ArchiveFile.__init__.__kwdefaults__['write_timeout'] = {seconds}"
ARTICLE = {"text": "“We shall see,” Ada Byron said."}


@contextmanager
def running(folder: Path, port: int, prelude: str, **settings: str) -> Iterator[Running]:
    one = start(folder, port, prelude, **settings)
    try:
        assert eventually(one.answers), one.log.read_text()
        yield one
    finally:
        one.process.kill()
        one.process.wait()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the write lock as another program would."""
    with (folder / "saidby.db.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write(port: int, method: str, path: str, body: Any, tag: str, into: list[tuple[int, Any, Any]]) -> threading.Thread:
    """Send a request in a new thread; its status, problem and Retry-After are appended to ``into``."""

    def send() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Content-Type": "application/json", **({"If-Match": tag} if tag else {})}
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        content = answer.read()
        into.append((answer.status, json.loads(content) if content else None, answer.headers["Retry-After"]))
        connection.close()

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def test_reads_are_answered_while_writers_wait_for_the_lock(tmp_path: Path, port: int) -> None:
    with running(tmp_path, port, TIMEOUT.format(seconds=6.0)) as server:
        identifier = server.send("/v1/articles", ARTICLE)[1]["id"]
        path, answers = f"/v1/articles/{identifier}", list[tuple[int, Any, Any]]()
        tag = server.tag(path)
        with locked(tmp_path):
            writers = [write(port, "POST", "/v1/articles", {"text": f"Text {n}."}, "", answers) for n in range(12)]
            writers += [write(port, "PATCH", path, {"title": f"Title {n}"}, tag, answers) for n in range(6)]
            writers += [write(port, "DELETE", path, None, tag, answers) for _ in range(6)]
            time.sleep(1)
            reads = 0
            for _ in range(20):
                assert server.send("/v1/quotes")[0] == 200
                reads += not answers  # while all writers were waiting
            assert reads == 20
            for thread in writers:
                thread.join(40)
        assert len(answers) == 24
        for status, problem, after in answers:
            assert (status, problem["type"]) == (503, "/docs#problem-unavailable")
            assert int(after) > 0
        assert server.send("/v1/articles", {"text": "Another one."})[0] == 201
        assert len(server.send("/v1/articles")[1]["data"]) == 2


def test_writers_beyond_the_queue_get_503_at_once(tmp_path: Path, port: int) -> None:
    prelude = TIMEOUT.format(seconds=8.0) + "; import api.serving.worker as w; w.BACKLOG = 2"
    with running(tmp_path, port, prelude, SAIDBY_WORKERS="1", SAIDBY_THREADS="1") as server:
        path = "/v1/articles/" + server.send("/v1/articles", ARTICLE)[1]["id"]
        tag, answers = server.tag(path), list[tuple[int, Any, Any]]()
        with locked(tmp_path):
            writers = [write(port, "DELETE", path, None, tag, answers) for _ in range(40)]
            assert eventually(lambda: len(answers) >= 40 - 17 - 2, 5)  # 1 thread and 16 more, and a queue of 2
            early = list(answers)
            assert server.send("/v1/quotes")[0] == 200
            assert len(early) < 40
            for status, problem, after in early:
                assert (status, problem["type"], after) == (503, "/docs#problem-unavailable", "5")
                assert problem["detail"].startswith("Too many requests that write")
        for thread in writers:
            thread.join(40)
        assert sorted({status for status, *_ in answers}) == [204, 404, 503]  # one of the queued ones deleted it
