"""gunicorn's worker with threads, which leaves connections to a worker that has nothing to do."""

from __future__ import annotations

import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

PAUSE = 0.002  # seconds that a busy worker leaves a new connection to the others
REQUESTS = 200  # of one connection, after which it may go to another worker


class Worker(ThreadWorker):  # type: ignore[misc]
    """Workers share one socket: who wakes up first takes all connections that wait there, and would keep them."""

    _offered = float("-inf")  # when a connection was last left to the others

    def accept(self, listener: Any) -> None:
        """Take a connection, at once only where there is nothing else to do."""
        now = time.monotonic()
        busy = self.nr_conns > len(self.keepalived_conns) + len(self.pending_conns)
        if busy and now - self._offered > 10 * PAUSE:
            self._offered = now
            self.set_accept_enabled(False)
            return
        self._offered = float("-inf")
        super().accept(listener)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Listen for connections, unless one was just left to the others."""
        super().set_accept_enabled(enabled and time.monotonic() - self._offered >= PAUSE)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait, but no longer than one is left to the others."""
        offering = time.monotonic() - self._offered < PAUSE
        super().wait_for_and_dispatch_events(min(timeout, PAUSE) if offering else timeout)


def part_in_time(worker: Any, request: Any) -> None:
    """Let a connection go after many requests, so that it comes back to the worker that has time for it."""
    if request.req_number >= REQUESTS:
        request.force_close()
