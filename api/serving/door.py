"""How a worker takes connections: it leaves them to whoever has nothing to do, and in the end takes them itself."""

from __future__ import annotations

import errno
import resource
import socket
import time
from collections.abc import Callable
from typing import Any

PAUSE = 0.002  # seconds that a busy worker leaves a new connection to the others
BATCH = 64  # connections that are taken at once where they come faster than workers share them
SPARE = 256  # descriptors for all that is no connection
MOST = 8192  # connections of a worker
FULL = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)


class Door:
    """Workers share one socket: who wakes up first takes all connections that wait there, and would keep them.

    So a busy worker waits a moment before it takes one, and then takes one, two, four and so on, as long as there are
    more than the workers together have taken meanwhile.
    """

    def __init__(self, busy: Callable[[], bool], welcome: Callable[[socket.socket, Any, Any], object]) -> None:
        """``welcome`` gets each connection with the addresses of its two ends."""
        self._busy, self._welcome = busy, welcome
        self._offered = float("-inf")  # when connections were last left to the others
        self._batch = 1
        self.full = False  # the last one could not be taken: there are too many open files

    def open(self) -> bool:
        """Whether to look for connections now."""
        return time.monotonic() - self._offered >= PAUSE

    def accept(self, listener: socket.socket) -> None:
        """Take what may be taken now."""
        if self._busy() and time.monotonic() - self._offered > 10 * PAUSE:
            self._offered, self._batch = time.monotonic(), 1
            return
        for _ in range(self._batch):
            if not self._take(listener):
                self._offered, self._batch = float("-inf"), 1
                return
        if self._busy():
            self._offered = time.monotonic()
            self._batch = min(BATCH, 2 * self._batch)

    def _take(self, listener: socket.socket) -> bool:
        try:
            connection, client = listener.accept()
        except OSError as error:
            self.full = error.errno in FULL
            return False
        self.full = False
        self._welcome(connection, client, listener.getsockname())
        return True


def room() -> int:
    """How many connections this process may have; lets it have as many open files as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST + SPARE  # a connection whose body is long has a temporary file beside it
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    return MOST if soft == resource.RLIM_INFINITY else max(16, min(MOST, (soft - SPARE) // 2))
