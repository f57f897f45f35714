"""A server in its own process, for tests of the whole service."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPT = """
import os, sys
from api.config import Config
from api.serving.client_limits import ClientLimits
from api.serving.worker import Worker

def announce(address):
    with open(os.environ["TMPDIR"] + "/saidby.db.address", "w") as file:
        file.write(address)

{prelude}
from api.serving.server import ServerError, serve
try:
    serve(Config.from_environment(), "tests.api.fakes:unruly", announce=announce)
except ServerError as error:
    sys.exit(f"saidby: {error}")
"""


@dataclass
class Running:
    """A server in its own process."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path

    def send(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def tag(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=20) as response:
            return str(response.headers["ETag"])

    def ask(self, path: str, accept: str) -> bytes:
        request = urllib.request.Request(self.address + path, headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=60) as response:
            body: bytes = response.read()
            return body

    def answers(self) -> bool:
        try:
            return self.send("/v1/health")[0] == 200
        except OSError:
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int, prelude: str = "", **settings: str) -> Running:
    """Start the server; ``prelude`` is Python code that runs first, with ``Worker`` and ``ClientLimits`` imported."""
    environment = {
        **os.environ,
        "SAIDBY_DATABASE": str(folder / "saidby.db"),
        "SAIDBY_BIND": f"127.0.0.1:{port}",
        "SAIDBY_WORKERS": "2",
        "SAIDBY_ENGINE_PROCESSES": "2",
        "SAIDBY_ENGINE_TIMEOUT": "1",
        "TMPDIR": str(folder),
        **settings,
    }
    script = SCRIPT.replace("{prelude}", prelude)
    log = folder / f"log-{time.monotonic_ns()}"
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-c", script], env=environment, stdout=output, stderr=output)
    return Running(process, f"http://127.0.0.1:{port}", log)
