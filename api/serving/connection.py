"""A client's connection, as the worker's loop sees it: what comes, what goes, and how long that may take."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import time
from typing import TYPE_CHECKING, Any

from .intake import Intake
from .outgoing import Outgoing
from .patience import Pace, Patience

if TYPE_CHECKING:
    from .exchange import Exchange

AT_ONCE = 64 * 1024  # bytes that are read at a time
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: what the kernel still keeps for the client is thrown away


class Connection:
    """One of possibly thousands; only ``exchange`` and ``outgoing`` are also used by threads."""

    def __init__(self, sock: socket.socket, client: Any, server: Any, intake: Intake, patience: Patience) -> None:
        """``client`` and ``server`` are the addresses of the two ends."""
        sock.setblocking(False)
        self.socket, self.client, self.server = sock, client, server
        self.intake = intake
        self.outgoing = Outgoing(sock, patience)
        self.exchange: Exchange | None = None  # the request that is being answered
        self.ended = False  # the client sends no more
        self.lingering = False  # the last answer is given: what comes is thrown away until the client closes
        self.closing = False  # closes when the last answer is sent
        self.closed = False
        self.mask = 0  # what the poller looks for
        self.since = time.monotonic()  # of the phase that it is in
        self._patience = patience
        self._pace: Pace | None = None  # of a body

    def gone(self) -> bool:
        """Whether the client closed its side, or the connection broke."""
        return self.ended or self.outgoing.broken

    def read(self) -> bool:
        """Take what came; False where nothing did."""
        try:
            data = self.socket.recv(AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError:
            self.outgoing.stop()
            data = b""
        if not data:
            self.ended = True
        elif not self.lingering and not self.closing:
            if not self.intake.begun and self.exchange is None:
                self.since = time.monotonic()
            self.intake.feed(data)
            if self._pace is not None:
                self._pace.moved(len(data))
        return True

    def wants(self) -> int:
        """What the poller should look for."""
        wanted = 0
        ahead = self.exchange is not None and self.intake.buffered > self._patience.ahead
        if not self.ended and not ahead:
            wanted |= selectors.EVENT_READ
        if self.outgoing.pending:
            wanted |= selectors.EVENT_WRITE
        return wanted

    def gather(self) -> None:
        """A body is on its way: it has a time of its own from now on."""
        if self._pace is None:
            self._pace = Pace(self._patience)
            self._pace.wait(time.monotonic())

    def start(self, exchange: Exchange) -> None:
        """A request is complete, and is going to be answered."""
        self._pace = None
        self.outgoing.begin()
        self.exchange = exchange

    def rest(self) -> None:
        """The answer is given; the next request may come. Also called by the thread that gave it."""
        self.since = time.monotonic()
        self.exchange = None

    def linger(self) -> None:
        """Send nothing more, and give the client time to read what was sent."""
        self.lingering = True
        self.since = time.monotonic()
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def overdue(self, now: float, stopping: bool) -> str | None:
        """Why the connection should end now, if it should: "idle", "slow" in sending, or "deaf" to its answer."""
        patience, passed = self._patience, now - self.since
        if self.outgoing.pending:
            return "deaf" if self.outgoing.pace.late(now) else None
        if self.lingering:
            return "idle" if passed > patience.linger else None
        if self.exchange is not None:
            return None
        if self.intake.request is not None:
            return "slow" if self._pace is not None and self._pace.late(now) else None
        if self.intake.begun:
            return "slow" if passed > patience.head else None
        limit = patience.fresh if self.intake.number == 0 else patience.idle
        return "idle" if passed > (min(limit, patience.stopping) if stopping else limit) else None

    def close(self, *, reset: bool = False) -> None:
        """End it; with ``reset`` the kernel, too, forgets what it keeps for the client."""
        self.closed = True
        self.outgoing.stop()
        self.intake.drop()
        with contextlib.suppress(OSError):
            if reset:
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.socket.close()
