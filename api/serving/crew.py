"""Threads for one kind of work, each a loop over one queue."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from queue import SimpleQueue

SHORT = 0.001  # seconds
log = logging.getLogger("gunicorn.error")


class Aside(AbstractContextManager["Aside"]):
    """Long work beside short: while there is any, threads of this process take turns more often.

    A short request gives up the interpreter some ten times, at each query and each lock, and would wait for up to 5 ms
    each time until a thread that computes lets it go on.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._within = 0
        self._usual = sys.getswitchinterval()

    def __enter__(self) -> Aside:
        with self._lock:
            self._within += 1
            if self._within == 1:
                sys.setswitchinterval(SHORT)
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._within -= 1
            if not self._within:
                sys.setswitchinterval(self._usual)


class Crew:
    """A few threads and what waits for them. They end with the process."""

    def __init__(
        self, name: str, threads: int, most: int | None = None, around: AbstractContextManager[object] | None = None
    ) -> None:
        """``most`` jobs wait; any number where that is ``None``. Each job is done within ``around``."""
        self._most = most
        self._around = around or contextlib.nullcontext()
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
                with self._around:
                    job()
            except BaseException:
                log.exception("A thread failed")
            job = None  # type: ignore[assignment]  # or it would be kept until the next
            self._working[number] = False
