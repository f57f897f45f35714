"""The real `saidby serve` in a process of its own, with every process below it by role."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Answer = tuple[int, dict[str, Any]]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Service:
    """``saidby serve``, started again on the same port as often as needed.

    Its archive is a file in ``folder``, unless it has another ``address``.
    """

    folder: Path
    address: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    work: subprocess.Popen[bytes] | None = None  # a separate `saidby work`

    @property
    def database(self) -> str:
        """The address of the archive."""
        return self.address or str(self.folder / "saidby.db")

    def start(self, patience: float = 180.0) -> float:
        """Start it and wait until it answers; returns the seconds that took. Raises ``TimeoutError``."""
        began = time.monotonic()
        self.process = self.run("serve")
        while time.monotonic() - began < patience:
            if self.process.poll() is not None:
                raise TimeoutError(f"the server ended with {self.process.returncode}; see {self.folder / 'log'}")
            if self.answers():
                return time.monotonic() - began
            time.sleep(0.02)
        raise TimeoutError(f"the server did not answer in {patience:g} s; see {self.folder / 'log'}")

    def run(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start ``saidby`` with these arguments on the archive."""
        settings = {
            "SAIDBY_DATABASE": self.database,
            "SAIDBY_BIND": f"127.0.0.1:{self.port}",
            "TMPDIR": str(self.folder),
            "OMP_NUM_THREADS": "1",
        }
        with (self.folder / "log").open("ab") as log:
            command = [sys.executable, "-m", "api.cli", *arguments]
            return subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=log)

    def restart_work(self) -> None:
        """``kill -9`` the separate ``saidby work``, if it runs, and start another."""
        if self.work is not None:
            self.work.kill()
            self.work.wait()
        self.work = self.run("work", "--processes", "1")

    def answers(self) -> bool:
        """Whether it answers now."""
        try:
            return self.send("GET", "/v1/health", timeout=5)[0] == 200
        except (OSError, http.client.HTTPException, ValueError):
            return False

    def send(self, method: str, path: str, body: object = None, timeout: float = 40, *, lines: bool = False) -> Answer:
        """One request on a connection of its own; ``lines``: the body is NDJSON, with a line for each item of a list.

        Raises ``OSError`` or ``HTTPException``.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            kind = "application/x-ndjson" if lines else "application/json"
            text = "\n".join(map(json.dumps, body)) if isinstance(body, list) and lines else json.dumps(body)
            headers = {"Content-Type": kind} if body is not None else {}
            connection.request(method, path, None if body is None else text, headers)
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"{}")
        finally:
            connection.close()

    def processes(self) -> dict[str, list[int]]:
        """The process identifiers of master, workers, the queue's process, the engines' supervisor and engines."""
        assert self.process is not None
        found: dict[str, list[int]] = {
            "master": [self.process.pid], "worker": [], "queue": [], "supervisor": [], "engine": [],
        }  # fmt: skip
        for child in children(self.process.pid):
            if b"queue_process" in command_line(child):
                found["queue"].append(child)
            elif b"supervisor" in command_line(child):
                found["supervisor"].append(child)
                found["engine"] += children(child)
            else:
                found["worker"].append(child)
        return found

    def kill_master(self) -> float:
        """``kill -9`` the master; returns the seconds until all of its processes are gone (at most 60)."""
        assert self.process is not None
        below = [pid for role, pids in self.processes().items() if role != "master" for pid in pids]
        self.process.kill()
        began = time.monotonic()
        self.process.wait()
        while any(alive(pid) for pid in below) and time.monotonic() - began < 60:
            time.sleep(0.01)
        return time.monotonic() - began

    def stop(self) -> None:
        """End it in order."""
        if self.work is not None:
            self.work.send_signal(signal.SIGTERM)
            self.work.wait(timeout=60)
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def kill(self) -> None:
        """End it at once."""
        for process in (self.process, self.work):
            if process is not None:
                process.kill()
                process.wait()


def children(parent: int) -> list[int]:
    """The children of a process, of whichever of its threads."""
    found = []
    for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            found += [int(pid) for pid in tasks.read_text().split()]
        except OSError:
            continue
    return found


def command_line(pid: int) -> bytes:
    """What a process was started with; empty for one that is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def alive(pid: int) -> bool:
    """Whether a process runs: neither gone nor a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


def resident(pid: int) -> int:
    """The memory of a process in kB: its resident set, less what it shares with others; 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return sizes["Private_Clean"] + sizes["Private_Dirty"]
