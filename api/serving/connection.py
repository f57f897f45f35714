"""A client's connection as the event loop sees it: its state, what is received and sent, and its time limits."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import time
from typing import TYPE_CHECKING, Any

from .client_limits import ClientLimits, TransferMonitor
from .output_buffer import OutputBuffer
from .request_reader import RequestReader

if TYPE_CHECKING:
    from .exchange import Exchange

READ_SIZE = 64 * 1024  # bytes
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: the kernel discards what it has not sent


class Connection:
    """Belongs to the event loop; threads use only ``exchange``, ``output`` and the methods that say so."""

    def __init__(
        self, sock: socket.socket, client: Any, server: Any, reader: RequestReader, limits: ClientLimits
    ) -> None:
        """``client`` and ``server`` are the addresses of the two ends."""
        sock.setblocking(False)
        self.socket, self.client, self.server = sock, client, server
        self.reader = reader
        self.output = OutputBuffer(sock, limits)
        self.exchange: Exchange | None = None  # the request being processed
        self.ended = False  # the client sends no more
        self.lingering = False  # the last response is sent: input is discarded until the client closes
        self.closing = False  # to be closed once the last response is sent
        self.closed = False
        self.mask = 0  # the events registered with the poller
        self.phase_started = time.monotonic()
        self._limits = limits
        self._monitor: TransferMonitor | None = None  # of a request's body

    def disconnected(self) -> bool:
        """Whether the client closed its side, or the connection broke. Also called by threads."""
        return self.ended or self.output.broken

    def read(self) -> bool:
        """Receive what is available; False if there is nothing."""
        try:
            data = self.socket.recv(READ_SIZE)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError:
            self.output.abort()
            data = b""
        if not data:
            self.ended = True
        elif not self.lingering and not self.closing:
            if not self.reader.has_partial_request and self.exchange is None:
                self.phase_started = time.monotonic()
            self.reader.feed(data)
            if self._monitor is not None:
                self._monitor.transferred(len(data))
        return True

    def wanted_events(self) -> int:
        """The events that the poller should report: a mask of ``EVENT_READ`` and ``EVENT_WRITE``."""
        wanted = 0
        ahead = self.exchange is not None and self.reader.buffered > self._limits.read_ahead
        if not self.ended and not ahead:
            wanted |= selectors.EVENT_READ
        if self.output.pending:
            wanted |= selectors.EVENT_WRITE
        return wanted

    def start_body(self) -> None:
        """A request's body is arriving: from now on its transfer rate is monitored."""
        if self._monitor is None:
            self._monitor = TransferMonitor(self._limits)
            self._monitor.start_waiting(time.monotonic())

    def start_exchange(self, exchange: Exchange) -> None:
        """A request is complete and will be answered."""
        self._monitor = None
        self.output.start_response()
        self.exchange = exchange

    def finish_exchange(self) -> None:
        """The response is complete; the next request may follow. Also called by the thread that produced it."""
        self.phase_started = time.monotonic()
        self.exchange = None

    def linger(self) -> None:
        """Close the sending side, and give the client time to read what was sent."""
        self.lingering = True
        self.phase_started = time.monotonic()
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def overdue(self, now: float, stopping: bool) -> str | None:
        """Which limit the connection has exceeded, if any.

        "idle", "slow" in sending a request, or "stalled" in reading the response.
        """
        limits, elapsed = self._limits, now - self.phase_started
        if self.output.pending:
            return "stalled" if self.output.monitor.too_slow(now) else None
        if self.lingering:
            return "idle" if elapsed > limits.linger_timeout else None
        if self.exchange is not None:
            return None
        if self.reader.request is not None:
            return "slow" if self._monitor is not None and self._monitor.too_slow(now) else None
        if self.reader.has_partial_request:
            return "slow" if elapsed > limits.head_timeout else None
        limit = limits.first_byte_timeout if self.reader.request_count == 0 else limits.idle_timeout
        return "idle" if elapsed > (min(limit, limits.shutdown_timeout) if stopping else limit) else None

    def close(self, *, reset: bool = False) -> None:
        """Close the socket; with ``reset`` the kernel also discards what it has not sent yet."""
        self.closed = True
        self.output.abort()
        self.reader.discard_body()
        with contextlib.suppress(OSError):
            if reset:
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.socket.close()
