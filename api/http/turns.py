"""Processes few requests at the same time within a process, as only one thread can run Python at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

MAX_WAIT = 0.05  # seconds before a request no longer waits for slow ones


class Turns:
    """Lets a few requests through at the same time, and others as well if those take long.

    A thread that queries the database releases the GIL and then waits to get it back: with several busy threads, each
    of some hundred steps that take microseconds would cause a thread switch.
    """

    def __init__(self, at_once: int, max_wait: float = MAX_WAIT) -> None:
        """``max_wait`` in seconds."""
        self._max_wait = max_wait
        self._free = threading.BoundedSemaphore(at_once)

    @contextmanager
    def take(self) -> Iterator[None]:
        """Take a turn within the context, or proceed without one after ``max_wait``."""
        taken = self._free.acquire(timeout=self._max_wait)
        try:
            yield
        finally:
            if taken:
                self._free.release()
