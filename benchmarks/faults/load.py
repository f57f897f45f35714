"""The load of the service: writers, a client that queues batches, an ingester and readers, and what they were told."""

from __future__ import annotations

import http.client
import itertools
import json
import subprocess
import threading
import time
from collections import Counter
from typing import Any

from .articles import article
from .service import Service

BATCH = 5  # articles
FILE = 10  # articles of a file that is ingested
FAILED = (OSError, http.client.HTTPException, ValueError)


class Load:
    """Writers and readers in threads, and what they were told."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.acknowledged: set[int] = set()
        self.queued: set[int] = set()
        self.ingested: set[int] = set()
        self.ingester: subprocess.Popen[bytes] | None = None
        self.statuses: Counter[str] = Counter()
        self._numbers = itertools.count()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write, daemon=True) for _ in range(3)]
        self._threads += [threading.Thread(target=self._queue, daemon=True)]
        self._threads += [threading.Thread(target=self._ingest, daemon=True)]
        self._threads += [threading.Thread(target=self._read, daemon=True) for _ in range(2)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End when the request of each thread is over."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=120)

    def wait(self, articles: int, patience: float) -> None:
        """Wait until so many more articles are acknowledged, or for ``patience`` seconds."""
        end, wanted = time.monotonic() + patience, self._count() + articles
        while self._count() < wanted and time.monotonic() < end:
            time.sleep(0.02)

    def _count(self) -> int:
        return len(self.acknowledged) + len(self.queued) + len(self.ingested)

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

    def _ingest(self) -> None:
        """Ingest files into the archive and by the service, in turns; one that is killed is ingested again."""
        for turn in itertools.count():
            if self._stop.is_set():
                return
            numbers = [next(self._numbers) for _ in range(FILE)]
            path = self.service.folder / f"{numbers[0]}.jsonl"
            path.write_text("\n".join(json.dumps(article(number)) for number in numbers))
            to = ("--to", f"http://127.0.0.1:{self.service.port}") if turn % 2 else ()
            ended: int | None = None
            while ended != 0 and not self._stop.is_set():
                self.ingester = self.service.run("ingest", str(path), *to)
                ended = self.ingester.wait()
                self.statuses[f"ingest {'killed' if ended == -9 else ended}"] += 1
            if ended == 0:
                self.ingested.update(numbers)

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
