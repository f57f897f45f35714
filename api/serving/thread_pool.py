"""Thread pools: a few threads that process the jobs of one queue."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from queue import SimpleQueue

SHORT_INTERVAL = 0.001  # seconds
log = logging.getLogger("gunicorn.error")


class ShorterSwitchInterval(AbstractContextManager["ShorterSwitchInterval"]):
    """Makes the interpreter switch threads more often while long work runs next to short requests.

    A short request releases the GIL about ten times, at each query and each lock, and by default would each time wait
    up to 5 ms for a computing thread to release it again. Reentrant and thread-safe.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._depth = 0
        self._default = sys.getswitchinterval()

    def __enter__(self) -> ShorterSwitchInterval:
        with self._lock:
            self._depth += 1
            if self._depth == 1:
                sys.setswitchinterval(SHORT_INTERVAL)
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._depth -= 1
            if not self._depth:
                sys.setswitchinterval(self._default)


class ThreadPool:
    """A fixed number of daemon threads and their queue. They end with the process."""

    def __init__(
        self,
        name: str,
        threads: int,
        max_waiting: int | None = None,
        context: AbstractContextManager[object] | None = None,
    ) -> None:
        """At most ``max_waiting`` jobs are queued (None: no limit); each job runs within ``context``."""
        self._max_waiting = max_waiting
        self._context = context or contextlib.nullcontext()
        self._jobs: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._working = [False] * threads  # one slot per thread, so that no lock is needed
        for number in range(threads):
            threading.Thread(target=self._work, args=(number,), name=f"saidby-{name}-{number}", daemon=True).start()

    def submit(self, job: Callable[[], object]) -> bool:
        """Queue a job; False if the queue is full."""
        if self._max_waiting is not None and self._jobs.qsize() >= self._max_waiting:
            return False
        self._jobs.put(job)
        return True

    @property
    def waiting(self) -> int:
        """The number of jobs that no thread has taken yet."""
        return self._jobs.qsize()

    @property
    def busy(self) -> bool:
        """Whether a job is running or queued."""
        return True in self._working or not self._jobs.empty()

    def _work(self, number: int) -> None:
        while True:
            job = self._jobs.get()
            self._working[number] = True
            try:
                with self._context:
                    job()
            except BaseException:
                log.exception("A thread failed")
            job = None  # type: ignore[assignment]  # or it would be kept alive until the next one
            self._working[number] = False
