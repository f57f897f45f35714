"""Limits the threads of a web worker that wait for the engine, so that some are always free for other requests."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import EngineBusy, EngineCrowded

ENGINE_THREADS = 16  # per worker; the server gives each worker these in addition to the configured ones


class Slots:
    """Slots for texts that are queued or being processed. No caller can hold all of them."""

    def __init__(self, total: int = ENGINE_THREADS) -> None:
        """A caller may hold three quarters of the ``total`` slots."""
        self.total = total
        self.per_caller = max(1, total - max(1, total // 4))
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def acquire(self, caller: str) -> Iterator[None]:
        """Hold a slot within the context. Raises ``EngineCrowded`` or ``EngineBusy`` at once if none is free."""
        with self._lock:
            if self._held[caller] >= self.per_caller:
                raise EngineCrowded(f"{self._held[caller]} of your texts are already being processed")
            if self._held.total() >= self.total:
                raise EngineBusy("too many texts are waiting for the engine")
            self._held[caller] += 1
        try:
            yield
        finally:
            with self._lock:
                self._held[caller] -= 1
                if not self._held[caller]:
                    del self._held[caller]
