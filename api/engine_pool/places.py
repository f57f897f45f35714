"""How many threads of a web worker may wait for the engine, so that some are always left for everything else."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import EngineBusy, EngineCrowded

AT_ONCE = 16  # threads of one worker; the server gives each worker as many more than it was asked for


class Places:
    """Places for texts that wait or are read; one caller never has all of them."""

    def __init__(self, most: int = AT_ONCE) -> None:
        """A quarter of ``most`` places is out of reach for any single caller."""
        self.most = most
        self.each = max(1, most - max(1, most // 4))
        self._taken: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def taken(self, caller: str) -> Iterator[None]:
        """A place for this caller. Raises ``EngineCrowded`` or ``EngineBusy`` at once where there is none."""
        with self._lock:
            if self._taken[caller] >= self.each:
                raise EngineCrowded(f"{self._taken[caller]} texts of yours are being read already")
            if self._taken.total() >= self.most:
                raise EngineBusy("too many texts are waiting for the engine")
            self._taken[caller] += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken[caller] -= 1
                if not self._taken[caller]:
                    del self._taken[caller]
