"""The queue of a running service: what it has accepted is stored once, whatever dies."""

from __future__ import annotations

import json
import os
import signal
import urllib.request
from pathlib import Path
from typing import Any

import psutil

from ...waiting import eventually
from .running import Running, start
from .test_server import STOP_TIMEOUT

COUNT = 60


def send_batch(server: Running, first: int, text: str = "“It is number {},” Ada Byron said.") -> str:
    """Queue ``COUNT`` articles; returns the address of the job."""
    body = "".join(json.dumps({"text": text.format(first + number)}) + "\n" for number in range(COUNT))
    headers = {"Content-Type": "application/x-ndjson"}
    request = urllib.request.Request(server.address + "/v1/articles/batch", body.encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        assert response.status == 202
        return str(response.headers["Location"])


def job(server: Running, address: str) -> dict[str, Any]:
    status, found = server.send(address)
    assert status == 200
    return dict(found)


def queue_process(server: Running) -> psutil.Process | None:
    for process in psutil.Process(server.process.pid).children():
        if any("queue_process" in argument for argument in process.cmdline()):
            return process
    return None


def stored(server: Running) -> int:
    return len(server.send("/v1/articles?limit=200")[1]["data"])


def test_a_job_survives_the_death_of_its_worker_and_of_the_service(
    tmp_path: Path, port: int, archive_address: str
) -> None:
    prelude = "import datetime, api.store.jobs.claims as claims; claims.DURATION = datetime.timedelta(seconds=1)"
    (tmp_path / "sitecustomize.py").write_text(prelude)  # in the process of the queue as well
    path = f"{tmp_path}{os.pathsep}{Path.cwd()}"
    settings = {"PYTHONPATH": path, "SAIDBY_DATABASE": archive_address}
    server = start(tmp_path, port, **settings)
    try:
        assert eventually(server.answers), server.log.read_text()
        address = send_batch(server, 0)
        assert eventually(lambda: queue_process(server) is not None)
        assert eventually(lambda: job(server, address)["done"] > 2), server.log.read_text()
        victim = queue_process(server)
        assert victim is not None
        victim.kill()
        second = send_batch(server, COUNT)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        server = start(tmp_path, port, **settings)
        assert eventually(server.answers), server.log.read_text()
        for each in (address, second):
            assert eventually(lambda each=each: job(server, each)["status"] == "ended"), job(server, each)
            assert job(server, each)["done"] == COUNT
        assert stored(server) == 2 * COUNT
    finally:
        server.process.kill()
        server.process.wait()


def test_a_text_that_kills_the_engine_is_stored_without_quotations_and_the_rest_is_read(server: Running) -> None:
    address = send_batch(server, 0, "EXIT {}")
    other = send_batch(server, 0)
    assert eventually(lambda: job(server, other)["status"] == "ended")
    assert eventually(lambda: job(server, address)["status"] == "ended")
    submissions = server.send(f"{address}/submissions?limit=1")[1]["data"]
    assert submissions[0]["reason"].startswith("stored without quotations: ")


def test_the_service_stops_soon_while_the_queue_works(server: Running) -> None:
    address = send_batch(server, 0, "SLEEP 0.5{}")
    assert eventually(lambda: job(server, address)["done"] > 0)
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=STOP_TIMEOUT) == 0
