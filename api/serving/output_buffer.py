"""Buffers the data for a client: sent without blocking, and kept until the socket accepts it."""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from itertools import islice

from .client_limits import ClientLimits, TransferMonitor

MAX_PIECES = 64  # per call of sendmsg


class OutputBuffer:
    """The buffer in front of a socket; to gunicorn it looks like the socket.

    Both the thread that produces a response and the worker's event loop may flush it.
    """

    def __init__(self, connection: socket.socket, limits: ClientLimits) -> None:
        """The socket must be non-blocking."""
        self._socket = connection
        self._limits = limits
        self._lock = threading.Lock()
        self._pieces: deque[bytes | memoryview] = deque()
        self.monitor = TransferMonitor(limits)
        self.pending = 0  # bytes
        self.broken = False  # nothing more can be sent

    @property
    def full(self) -> bool:
        """Whether so much is unsent that the response should pause."""
        return self.pending > self._limits.high_watermark

    @property
    def drained(self) -> bool:
        """Whether so little is unsent that the response may resume."""
        return self.pending <= self._limits.low_watermark

    def start_response(self) -> None:
        """Give the next response a transfer monitor of its own."""
        with self._lock:
            self.monitor = TransferMonitor(self._limits)
            if self.pending:
                self.monitor.start_waiting(time.monotonic())

    def sendall(self, data: bytes) -> None:
        """Buffer bytes for the client; dropped if the connection is broken."""
        if not data or self.broken:
            return
        with self._lock:
            self._pieces.append(data)
            self.pending += len(data)

    def send(self, data: bytes) -> int:
        """``sendall`` with the return value of ``socket.send``."""
        self.sendall(data)
        return len(data)

    def flush(self) -> None:
        """Send as much as the socket accepts now."""
        with self._lock:
            while self._pieces and not self.broken:
                try:
                    sent = self._socket.sendmsg(list(islice(self._pieces, MAX_PIECES)))
                except (BlockingIOError, InterruptedError):
                    break
                except OSError:
                    self._break()
                    return
                self.pending -= sent
                self.monitor.transferred(sent)
                self._discard(sent)
            if self._pieces:
                self.monitor.start_waiting(time.monotonic())
            else:
                self.monitor.stop_waiting(time.monotonic())

    def abort(self) -> None:
        """Discard what is buffered, and send nothing more."""
        with self._lock:
            self._break()

    def gettimeout(self) -> float:
        """0: it never blocks."""
        return 0.0

    def _break(self) -> None:
        self.broken = True
        self._pieces.clear()
        self.pending = 0

    def _discard(self, sent: int) -> None:
        """Drop the bytes that were sent."""
        while sent:
            first = self._pieces[0]
            if len(first) > sent:
                self._pieces[0] = memoryview(first)[sent:]
                return
            sent -= len(first)
            self._pieces.popleft()
