"""Threads for one kind of work, each a loop over one queue."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

log = logging.getLogger("gunicorn.error")


class Crew:
    """A few threads and what waits for them. They end with the process."""

    def __init__(self, name: str, threads: int, most: int | None = None) -> None:
        """``most`` jobs wait; any number where that is ``None``."""
        self._most = most
        self._jobs: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._working = [False] * threads  # each thread's own place, so that none needs a lock
        for number in range(threads):
            threading.Thread(target=self._work, args=(number,), name=f"saidby-{name}-{number}", daemon=True).start()

    def put(self, job: Callable[[], object]) -> bool:
        """Let a thread do this; False where too many jobs wait."""
        if self._most is not None and self._jobs.qsize() >= self._most:
            return False
        self._jobs.put(job)
        return True

    @property
    def waiting(self) -> int:
        """Jobs that no thread has taken yet."""
        return self._jobs.qsize()

    @property
    def busy(self) -> bool:
        """Whether anything is being done or waits."""
        return True in self._working or not self._jobs.empty()

    def _work(self, number: int) -> None:
        while True:
            job = self._jobs.get()
            self._working[number] = True
            try:
                job()
            except BaseException:
                log.exception("A thread failed")
            job = None  # type: ignore[assignment]  # or it would be kept until the next
            self._working[number] = False
