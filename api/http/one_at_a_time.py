"""Lets the threads of a process answer one after another, as only one of them can run Python at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 0.05  # seconds that an answer waits for its turn before it is made beside a slow one


class Turns:
    """One answer at a time, unless one takes long.

    A thread that asks the database lets the others run meanwhile, and then waits until it may go on: with several of
    them at work, each of some hundred steps of microseconds becomes a switch of threads.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._lock = threading.Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """The turn, or none where the others take too long."""
        mine = self._lock.acquire(timeout=self._patience)
        try:
            yield
        finally:
            if mine:
                self._lock.release()
