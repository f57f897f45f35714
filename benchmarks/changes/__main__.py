"""Keeps copies while articles come, go and are revised, and counts what they lack at the end.

python -m benchmarks.changes moments|changes [--code CHECKOUT] [--articles 400] [--seconds 30] [--writers 2]

``--code`` is the checkout whose service is asked; ``moments`` is the way that was documented at 889c498. Beside the
copy of the whole there is one of a speaker, whose quotations corrections take away and bring.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .copies import WAYS, Client, Copy
from .load import Writer

HERE = Path(__file__).resolve().parent
SERVE = """
from api.config import Config
try:
    from api.serving.server import serve
except ImportError:
    from api.server import serve
serve(Config.from_environment(), "marks:attribute")
"""


@contextmanager
def service(code: Path) -> Iterator[Client]:
    """The service of a checkout on an empty archive."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        settings = {
            "SAIDBY_DATABASE": f"{folder}/a.db", "SAIDBY_BIND": f"127.0.0.1:{port}", "SAIDBY_ENGINE_PROCESSES": "1",
            "PYTHONPATH": f"{code}{os.pathsep}{HERE}",
        }  # fmt: skip
        with Path(folder, "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", SERVE], env={**os.environ, **settings}, stdout=log, stderr=log, cwd=folder
            )
        client = Client(f"http://127.0.0.1:{port}")
        try:
            _await(client, Path(folder, "log"))
            yield client
        finally:
            process.terminate()
            process.wait(60)


def _await(client: Client, log: Path) -> None:
    for _ in range(600):
        try:
            client.json("/v1/health")
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(log.read_text())


def report(name: str, copy: Copy) -> str:
    """How a copy differs from the archive."""
    held = copy.client.archive(**copy.filters)
    missing, stray = held.keys() - copy.kept.keys(), copy.kept.keys() - held.keys()
    stale = sum(copy.kept[key] != held[key] for key in held.keys() & copy.kept.keys())
    return (
        f"{name}: of {len(held):,} quotations {len(missing)} are missing and {stale} are out of date; "
        f"{len(stray)} are in the copy and not in the archive ({copy.pages} pages)"
    )


def main() -> None:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.changes")
    parser.add_argument("way", choices=sorted(WAYS))
    parser.add_argument("--code", type=Path, default=HERE.parents[1])
    parser.add_argument("--articles", type=int, default=400, help="what there is at first, of six quotations each")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--writers", type=int, default=2)
    given = parser.parse_args()
    with service(given.code.resolve()) as client:
        first = Writer(client, 0, 0)
        for _ in range(given.articles):
            first.add()
        speaker = next(record["speaker"]["id"] for record in client.archive().values())
        copies = {"everything": WAYS[given.way](client), "one speaker": WAYS[given.way](client, speaker=speaker)}
        followers = [threading.Thread(target=copy.run, daemon=True) for copy in copies.values()]
        writers = [Writer(client, seed + 1, given.seconds) for seed in range(given.writers)]
        for thread in (*followers, *writers):
            thread.start()
        for writer in writers:
            writer.join()
        for copy in copies.values():
            copy.over.set()
        for follower in followers:
            follower.join()
        print(f"{sum(writer.writes for writer in writers):,} writes in {given.seconds:.0f} s, {given.way}")
        for name, copy in copies.items():
            print(report(name, copy))


if __name__ == "__main__":
    main()
