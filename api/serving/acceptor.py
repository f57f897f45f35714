"""Accepts connections: a busy worker leaves them to idle workers for a moment before it accepts them itself."""

from __future__ import annotations

import errno
import resource
import socket
import time
from collections.abc import Callable
from typing import Any

BACKOFF = 0.002  # seconds for which a busy worker leaves a new connection to the others
MAX_BATCH = 64  # connections accepted at once when they arrive faster than the workers share them
RESERVED = 256  # file descriptors for everything but connections
MAX_CONNECTIONS = 8192  # per worker
OUT_OF_DESCRIPTORS = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)


class Acceptor:
    """Balances connections between workers that share one listening socket.

    Otherwise the first worker to wake up could accept all waiting connections and keep them. So a busy worker backs off
    first, and then accepts one, two, four and so on, as long as connections arrive faster than the workers accept them.
    """

    def __init__(self, busy: Callable[[], bool], on_connection: Callable[[socket.socket, Any, Any], object]) -> None:
        """``on_connection`` gets each connection with the addresses of its two ends."""
        self._busy, self._on_connection = busy, on_connection
        self._backed_off = float("-inf")  # when connections were last left to the others
        self._batch = 1
        self.exhausted = False  # the last connection could not be accepted: too many open files

    def ready(self) -> bool:
        """Whether the worker should poll for connections now."""
        return time.monotonic() - self._backed_off >= BACKOFF

    def accept(self, listener: socket.socket) -> None:
        """Back off, or accept a batch of connections."""
        if self._busy() and time.monotonic() - self._backed_off > 10 * BACKOFF:
            self._backed_off, self._batch = time.monotonic(), 1
            return
        for _ in range(self._batch):
            if not self._accept_one(listener):
                self._backed_off, self._batch = float("-inf"), 1
                return
        if self._busy():
            self._backed_off = time.monotonic()
            self._batch = min(MAX_BATCH, 2 * self._batch)

    def _accept_one(self, listener: socket.socket) -> bool:
        try:
            connection, client = listener.accept()
        except OSError as error:
            self.exhausted = error.errno in OUT_OF_DESCRIPTORS
            return False
        self.exhausted = False
        self._on_connection(connection, client, listener.getsockname())
        return True


def connection_limit() -> int:
    """Raise the soft limit of open files as far as needed and allowed; return how many connections that permits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MAX_CONNECTIONS + RESERVED  # a connection with a long body also has a temporary file
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    if soft == resource.RLIM_INFINITY:
        return MAX_CONNECTIONS
    return max(16, min(MAX_CONNECTIONS, (soft - RESERVED) // 2))
