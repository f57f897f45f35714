"""``kill -9`` on any process of the service under load: nothing acknowledged may be lost, doubled or partial.

    python -m benchmarks.faults.kill --rounds 200

Three writers post articles, each again until it is acknowledged, another one queues batches, and two readers read; a
``saidby work`` helps the service with the queue. Each round kills one process: the master (which is then started
again), a web worker, the queue's process, ``saidby work``, the engines' supervisor or an engine. At the end, once the
queue is empty, what was acknowledged is compared with the archive, article by article, and each stored article with
what the engine finds.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from attribution import attribute_text

from .articles import article
from .service import Service

ROLES = ("master", "worker", "queue", "work", "supervisor", "engine")
BATCH = 5  # articles
FAILED = (OSError, http.client.HTTPException, ValueError)


class Load:
    """Writers and readers in threads, and what they were told."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.acknowledged: set[int] = set()
        self.queued: set[int] = set()
        self.statuses: Counter[str] = Counter()
        self._numbers = itertools.count()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write, daemon=True) for _ in range(3)]
        self._threads += [threading.Thread(target=self._queue, daemon=True)]
        self._threads += [threading.Thread(target=self._read, daemon=True) for _ in range(2)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End when the request of each thread is over."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=60)

    def _write(self) -> None:
        while not self._stop.is_set():
            number = next(self._numbers)
            while not self._stop.is_set():
                status, _ = self._send("POST", "/v1/articles", article(number))
                if status in (200, 201):
                    self.acknowledged.add(number)
                    break
                time.sleep(0.05)

    def _queue(self) -> None:
        while not self._stop.is_set():
            numbers = [next(self._numbers) for _ in range(BATCH)]
            while not self._stop.is_set():
                status, _ = self._send(
                    "POST", "/v1/articles/batch", [article(number) for number in numbers], lines=True
                )
                if status == 202:
                    self.queued.update(numbers)
                    break
                time.sleep(0.05)
            time.sleep(1.0)

    def _read(self) -> None:
        while not self._stop.is_set():
            self._send("GET", "/v1/quotes?limit=50&include=article", None)
            time.sleep(0.02)

    def _send(self, method: str, path: str, body: object, *, lines: bool = False) -> tuple[int, dict[str, Any]]:
        try:
            status, answer = self.service.send(method, path, body, lines=lines)
        except FAILED as error:
            self.statuses[f"{method} {type(error).__name__}"] += 1
            return 0, {}
        self.statuses[f"{method} {status}"] += 1
        return status, answer


def kill_one(service: Service, role: str) -> tuple[float, float]:
    """Kill a process of this role; returns the seconds until the master's are gone and until it answers again."""
    if role == "master":
        return service.kill_master(), service.start()
    if role == "work":
        service.restart_work()
        return 0.0, 0.0
    pids = service.processes()[role]
    if pids:
        os.kill(random.choice(pids), signal.SIGKILL)
    return 0.0, 0.0


def wait_for_queue(service: Service, patience: float = 300.0) -> list[str]:
    """Wait until nothing waits in the queue; returns what does after ``patience`` seconds."""
    end, waiting = time.monotonic() + patience, -1
    while waiting and time.monotonic() < end:
        with sqlite3.connect(f"file:{service.database}?mode=ro", uri=True) as archive:
            waiting = archive.execute("SELECT count(*) FROM submission WHERE status = 'waiting'").fetchone()[0]
        time.sleep(0.5)
    return [f"still queued: {waiting} articles"] if waiting else []


def differences(service: Service, acknowledged: set[int]) -> list[str]:
    """What is lost, doubled or partial in the archive."""
    found = []
    with sqlite3.connect(f"file:{service.database}?mode=ro", uri=True) as archive:
        if archive.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            found.append("the file is damaged")
        texts: dict[str, list[str]] = {}
        for identifier, text in archive.execute("SELECT id, text FROM article"):
            texts.setdefault(text, []).append(identifier)
        stored = Counter(row[0] for row in archive.execute("SELECT article_id FROM quotation"))
        indexed = archive.execute("SELECT count(*) FROM quotation_fts").fetchone()[0]
        if indexed != sum(stored.values()):
            found.append(f"the full-text index has {indexed} rows for {sum(stored.values())} quotations")
    found += [f"lost: article {number}" for number in acknowledged if article(number)["text"] not in texts]
    for text, identifiers in texts.items():
        if len(identifiers) > 1:
            found.append(f"doubled: {text[:30]!r}")
        expected = len(attribute_text(text))
        if stored[identifiers[0]] != expected:
            found.append(f"partial: {text[:30]!r} has {stored[identifiers[0]]} of {expected} quotations")
    return found


def main() -> int:
    """Run the rounds and print the figures; the exit code is 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds of load between two kills")
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory(prefix="saidby-kill-") as folder:
        service = Service(Path(folder))
        service.start()
        service.restart_work()
        load = Load(service)
        load.start()
        killed: Counter[str] = Counter()
        gone, again = [0.0], [0.0]
        for number in range(options.rounds):
            time.sleep(options.pause * random.uniform(0.2, 1.8))
            role = ROLES[number % len(ROLES)]
            killed[role] += 1
            ended, restarted = kill_one(service, role)
            gone.append(ended)
            again.append(restarted)
            if number % 20 == 19:
                stored = f"{len(load.acknowledged)} articles acknowledged, {len(load.queued)} queued"
                print(f"{number + 1} rounds, {stored}", flush=True)
        load.stop()
        found = wait_for_queue(service)
        service.stop()
        found += differences(service, load.acknowledged | load.queued)
        print(f"killed: {dict(killed)}; answers: {dict(sorted(load.statuses.items()))}")
        print(f"acknowledged: {len(load.acknowledged)}, queued: {len(load.queued)}")
        print(f"lost, doubled or partial: {len(found)}")
        print(f"after the master's death its processes were gone in {max(gone):.2f} s at most, and a new")
        print(f"server answered in {max(again):.2f} s at most")
        print("\n".join(found[:20]))
        return bool(found)


if __name__ == "__main__":
    sys.exit(main())
