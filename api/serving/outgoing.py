"""What is on its way to a client: written without waiting, the rest kept until the socket takes it."""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from itertools import islice

from .patience import Pace, Patience

PIECES = 64  # that go to the kernel at once


class Outgoing:
    """The buffer before a socket; for gunicorn it is the socket.

    A thread that answers and the worker's loop may both flush it.
    """

    def __init__(self, connection: socket.socket, patience: Patience) -> None:
        """The socket must not block."""
        self._socket = connection
        self._patience = patience
        self._lock = threading.Lock()
        self._pieces: deque[bytes | memoryview] = deque()
        self.pace = Pace(patience)
        self.pending = 0  # bytes
        self.broken = False  # the client takes nothing any more

    @property
    def full(self) -> bool:
        """Whether so much waits for the client that no more should be made."""
        return self.pending > self._patience.high

    @property
    def drained(self) -> bool:
        """Whether so little waits for the client that more may be made."""
        return self.pending <= self._patience.low

    def begin(self) -> None:
        """Another answer, with a pace of its own."""
        with self._lock:
            self.pace = Pace(self._patience)
            if self.pending:
                self.pace.wait(time.monotonic())

    def sendall(self, data: bytes) -> None:
        """Keep bytes for the client; what nobody will read is dropped."""
        if not data or self.broken:
            return
        with self._lock:
            self._pieces.append(data)
            self.pending += len(data)

    def send(self, data: bytes) -> int:
        """The same, as sockets have it."""
        self.sendall(data)
        return len(data)

    def flush(self) -> None:
        """Give the socket what it takes now."""
        with self._lock:
            while self._pieces and not self.broken:
                try:
                    taken = self._socket.sendmsg(list(islice(self._pieces, PIECES)))
                except (BlockingIOError, InterruptedError):
                    break
                except OSError:
                    self._break()
                    return
                self.pending -= taken
                self.pace.moved(taken)
                self._forget(taken)
            if self._pieces:
                self.pace.wait(time.monotonic())
            else:
                self.pace.rest(time.monotonic())

    def stop(self) -> None:
        """Send no more: the connection is lost."""
        with self._lock:
            self._break()

    def gettimeout(self) -> float:
        """0: it never blocks."""
        return 0.0

    def _break(self) -> None:
        self.broken = True
        self._pieces.clear()
        self.pending = 0

    def _forget(self, taken: int) -> None:
        """Drop the bytes that were taken."""
        while taken:
            first = self._pieces[0]
            if len(first) > taken:
                self._pieces[0] = memoryview(first)[taken:]
                return
            taken -= len(first)
            self._pieces.popleft()
