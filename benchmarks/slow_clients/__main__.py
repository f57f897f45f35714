"""How long a normal client waits beside hundreds of slow ones, without any proxy.

    python -m benchmarks.slow_clients [--number 500] [--seconds 20] [--kinds idle,head,...]

Serves a small archive, and asks it for a page over and over while a crowd of each kind, and then of all kinds, is
connected. Every request of the normal client has a connection of its own. Traffic goes to 127.0.0.1 alone.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.api.archive import Maker, make
from benchmarks.api.compare import free_port, served
from benchmarks.slow_clients.crowd import KINDS

QUOTES = 20_000
PATIENCE = 90.0  # seconds after which a request counts as lost
ASKED = (
    b"GET /v1/quotes?limit=50&published_from=20%02d-%02d-01 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--number", type=int, default=500, help="connections of each kind")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--kinds", default=",".join(KINDS))
    given = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    kinds = given.kinds.split(",")
    heads = ("requests", "p50 ms", "p99 ms", "most ms", "failed", "cut")
    print(f"{'beside':34}" + "".join(f" {head:>9}" for head in heads), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "archive.db")
        make(file, Maker(QUOTES))
        for crowd in [[], *([kind] for kind in kinds), *([kinds] if len(kinds) > 1 else [])]:
            port = free_port()
            settings = {
                "SAIDBY_DATABASE": str(file), "SAIDBY_BIND": f"127.0.0.1:{port}", "SAIDBY_ENGINE_PROCESSES": "1",
            }  # fmt: skip
            command = [sys.executable, "-m", "benchmarks.api.serve"]
            with served(command, f"http://127.0.0.1:{port}/v1/health", settings), together(port, crowd, given.number):
                show(crowd, given.number, *measure(port, given.seconds))


@contextlib.contextmanager
def together(port: int, kinds: list[str], number: int) -> Iterator[None]:
    """Beside a crowd, which may open its connections for a moment first."""
    if not kinds:
        yield
        return
    command = [sys.executable, "-m", "benchmarks.slow_clients.crowd", str(port), ",".join(kinds), str(number)]
    crowd = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(os.environ))
    assert crowd.stdin
    assert crowd.stdout
    try:
        assert crowd.stdout.readline() == b"there\n"
        time.sleep(3)
        yield
        crowd.stdin.close()
        print(f"{int(crowd.stdout.readline()):94}", flush=True)
    finally:
        crowd.kill()
        crowd.wait()


def measure(port: int, seconds: float) -> tuple[list[float], int]:
    """How long each request took in milliseconds, and how many failed."""
    took, failed, end, number = [], 0, time.monotonic() + seconds, 0
    while time.monotonic() < end:
        number += 1
        begin = time.perf_counter()
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                connection.sendall(ASKED % (14 + number % 10, 1 + number % 12))  # not the same all the time
                answer = connection.makefile("rb").read()
            failed += not answer.startswith(b"HTTP/1.1 200 ")
        except OSError:
            failed += 1
        took.append(1000 * (time.perf_counter() - begin))
        time.sleep(0.01)
    if failed == number:
        sys.exit("Every request of the normal client failed: these figures would say nothing.")
    return sorted(took), failed


def show(kinds: list[str], number: int, took: list[float], failed: int) -> None:
    """One line of the table."""
    name = f"{number} of each kind" if len(kinds) > 1 else f"{number} {kinds[0]}" if kinds else "nobody"
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"{name:34} {len(took):9} {p50:9.1f} {p99:9.1f} {took[-1]:9.1f} {failed:7}", flush=True)


if __name__ == "__main__":
    main()
