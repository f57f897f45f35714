"""Compares the API on both stores and Datasette over one archive: the five commonest queries at 16 connections.

    python -m benchmarks.api.compare FILE [SECONDS] [--rounds N] [--postgresql ADDRESS] [--datasette COMMAND]

ADDRESS is that of the same archive on PostgreSQL (`python -m benchmarks.api.archive ADDRESS`, or `saidby
migrate-store`). All servers run at the same time, and are asked each query in turn, in rounds, of which the medians are
printed. Needs ``wrk`` on the path, and ``datasette`` (in an environment of its
own). Traffic goes to 127.0.0.1 and the address alone.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.api.questions import QUERIES, datasette_paths, saidby_paths

CONNECTIONS = 16
SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
math.randomseed(7)
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
local failed = 0
response = function(status) if status ~= 200 then failed = failed + 1 end end
"""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("seconds", type=int, nargs="?", default=20)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--postgresql", metavar="ADDRESS")
    parser.add_argument("--datasette", metavar="COMMAND")
    parser.add_argument("--answers", default=str(64 * 1024 * 1024), help="bytes of answers that a worker keeps")
    parser.add_argument("--workers", default="2", help="of each of our servers")
    given = parser.parse_args()
    connection = sqlite3.connect(f"file:{given.file}?mode=ro", uri=True)
    addresses = {"sqlite": str(given.file)} | ({"postgresql": given.postgresql} if given.postgresql else {})
    with ExitStack() as stack:
        asked = []
        paths = saidby_paths(connection)
        for name, address in addresses.items():
            port = free_port()
            settings = {
                "SAIDBY_DATABASE": address, "SAIDBY_BIND": f"127.0.0.1:{port}", "SAIDBY_ENGINE_PROCESSES": "1",
                "SAIDBY_ANSWERS": given.answers, "SAIDBY_WORKERS": given.workers,
            }  # fmt: skip
            base = f"http://127.0.0.1:{port}"
            stack.enter_context(served([sys.executable, "-m", "benchmarks.api.serve"], f"{base}/v1/health", settings))
            asked.append((name, base, paths))
        if given.datasette:
            port = free_port()
            command = [given.datasette, "serve", "-i", str(given.file), "-p", str(port)]
            limit = ["--setting", "sql_time_limit_ms", "10000"]
            base = f"http://127.0.0.1:{port}"
            stack.enter_context(served([*command, *limit], f"{base}/-/versions.json", {}))
            asked.append(("datasette", f"{base}/{given.file.stem}", datasette_paths(connection)))
        measure(asked, given.seconds, given.rounds)


def measure(asked: list[tuple[str, str, dict[str, list[str]]]], seconds: int, rounds: int) -> None:
    """Ask each server each query, after a short warming: their names, addresses and paths of each query."""
    print(f"{'':38} {'requests/s':>12} {'p50 ms':>9} {'p99 ms':>9} {'errors':>7} {'of the first':>13}", flush=True)
    for query in QUERIES:
        first = 0.0
        for _, base, paths in asked:
            load(base, paths[query], 2)
        found = [[load(base, paths[query], seconds) for _, base, paths in asked] for _ in range(rounds)]
        for (name, _, _), loads in zip(asked, zip(*found, strict=True), strict=True):
            rate, median, worst = (statistics.median(load[column] for load in loads) for column in range(3))
            errors = sum(load[3] for load in loads)
            first = first or rate
            title = f"{name} {query}"
            print(f"{title:38} {rate:12.1f} {median:9.1f} {worst:9.1f} {errors:7} {rate / first:13.2f}", flush=True)


def load(base: str, paths: list[str], seconds: int) -> tuple[float, float, float, int]:
    """Requests a second, the median and the 99th percentile in milliseconds, and what failed."""
    root = re.match(r"(http://[^/]+)(.*)", base)
    assert root
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "paths"), Path(folder, "wrk.lua")
        listed.write_text("\n".join(root[2] + path for path in paths))
        script.write_text(SCRIPT % listed)
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "--timeout", "30s", "--latency", "-s", str(script)]
        out = subprocess.run([*command, root[1]], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    assert rate, out
    return float(rate[1]), latency(out, 50), latency(out, 99), int(errors[1]) if errors else 0


def latency(out: str, percentile: int) -> float:
    """A percentile in milliseconds, as wrk prints it."""
    found = re.search(rf"{percentile}%\s+([\d.]+)(us|ms|s)", out)
    assert found, out
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], health: str, settings: dict[str, str]) -> Iterator[None]:
    """A server, from when it answers."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=log)
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(health, timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
