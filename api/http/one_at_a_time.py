"""Processes requests one at a time within a process, as only one thread can run Python at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

MAX_WAIT = 0.05  # seconds before a request no longer waits for a slow one


class OneAtATime:
    """A lock for one request at a time, which others bypass if it is held for long.

    A thread that queries the database releases the GIL and then waits to get it back: with several busy threads, each
    of some hundred steps that take microseconds would cause a thread switch.
    """

    def __init__(self, max_wait: float = MAX_WAIT) -> None:
        """``max_wait`` in seconds."""
        self._max_wait = max_wait
        self._lock = threading.Lock()

    @contextmanager
    def acquire(self) -> Iterator[None]:
        """Hold the lock within the context, or proceed without it after ``max_wait``."""
        acquired = self._lock.acquire(timeout=self._max_wait)
        try:
            yield
        finally:
            if acquired:
                self._lock.release()
