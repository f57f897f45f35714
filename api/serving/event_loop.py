"""The event loop of a worker: reads and writes for all connections, and enforces their time and size limits."""

from __future__ import annotations

import contextlib
import os
import selectors
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from .client_limits import ClientLimits
from .connection import Connection
from .exchange import Exchange, Host
from .refusal import NO_ROOM, QUEUED_TOO_LONG, TOO_MANY, TOO_SLOW, Refused, write_refusal
from .request_reader import MaxBody, RequestReader, release_body

CHECK_TIME = 0.003  # maximum time spent on checking limits before the loop handles events again, in seconds
EVICTED_SHARE = 16  # if descriptors run out, one in this many connections is closed


class Server(Host, Protocol):
    """The worker, as far as the loop needs it."""

    def dispatch(self, exchange: Exchange) -> bool:
        """Let a thread start the exchange; False if too many are queued."""


class EventLoop:
    """All methods but ``call_soon`` and ``exchange_stopped`` belong to the thread that runs the loop."""

    def __init__(self, server: Server, pipe: tuple[int, int], max_body: MaxBody, limits: ClientLimits) -> None:
        """``pipe`` is a pair of file descriptors: bytes written to the second wake the loop."""
        self._server, self._pipe, self._max_body, self.limits = server, pipe, max_body, limits
        self._calls: deque[Callable[[], object]] = deque()
        self.connections: set[Connection] = set()
        self.unchecked: list[Connection] = []  # connections whose limits are still to be checked in this round
        self.poller = selectors.DefaultSelector()
        self.poller.register(pipe[0], selectors.EVENT_READ, self._clear_pipe)

    def call_soon(self, call: Callable[[], object]) -> None:
        """Run a function in the loop; may be called from any thread."""
        self._calls.append(call)
        with contextlib.suppress(BlockingIOError):  # the pipe is full: the loop wakes up anyway
            os.write(self._pipe[1], b"\0")

    def exchange_stopped(self, exchange: Exchange, *, complete: bool) -> None:
        """An exchange has completed or paused; called by its thread.

        In the usual case, with everything sent and nothing received meanwhile, the loop is not involved. Data that
        arrives between the two checks is noticed either here or by the loop, which then finds no exchange.
        """
        connection = exchange.connection
        if complete and exchange.keep_alive and not connection.output.pending:
            connection.finish_exchange()
            if not connection.reader.has_partial_request and not connection.disconnected():
                return
        else:
            exchange.complete = complete
        self.call_soon(partial(self.update, connection))

    def run_once(self, timeout: float) -> None:
        """Wait up to ``timeout`` seconds for events, and handle them."""
        for key, mask in self.poller.select(timeout):
            key.data(mask)
        while self._calls:
            self._calls.popleft()()

    def add_connection(self, sock: Any, client: Any, server: Any, cfg: Any) -> None:
        """A new connection; ``client`` and ``server`` are the addresses of its two ends."""
        reader = RequestReader(cfg, client, self._max_body, self.limits)
        connection = Connection(sock, client, server, reader, self.limits)
        self.connections.add(connection)
        self._update_poller(connection)

    def update(self, connection: Connection) -> None:
        """Advance a connection as far as possible: send, resume its response, start its next request, close it."""
        if connection.closed:
            return
        output, exchange = connection.output, connection.exchange
        if output.pending:
            output.flush()
        if exchange is not None:
            self._continue_exchange(connection, exchange)
        readable = connection.reader.has_partial_request or connection.ended
        if connection.exchange is None and not connection.closing and readable:
            self._start_next_request(connection)
            output.flush()
        if connection.exchange is None:
            if output.broken or (connection.ended and connection.lingering):
                self.close(connection)
            elif connection.closing and not output.pending and not connection.lingering:
                self._finish_connection(connection)
        self._update_poller(connection)

    def check_limits(self, *, stopping: bool = False) -> None:
        """Enforce the limits for up to ``CHECK_TIME``; the next call continues with the ``unchecked`` connections."""
        until = time.monotonic() + CHECK_TIME
        if not self.unchecked:
            self.unchecked.extend(self.connections)
            self._enforce_sizes()
        while self.unchecked and time.monotonic() < until:
            connection = self.unchecked.pop()
            if not connection.closed:
                self._enforce_times(connection, time.monotonic(), stopping)

    def _enforce_times(self, connection: Connection, now: float, stopping: bool) -> None:
        """Close one connection, or refuse the request that it sends or has queued, if its time is up."""
        exchange = connection.exchange
        if exchange is not None and now - exchange.queued_at > self.limits.queue_timeout and exchange.claim():
            self._refuse(connection, exchange.request, Refused(QUEUED_TOO_LONG))
            self.update(connection)
            return
        match connection.overdue(now, stopping):
            case "idle":
                self.close(connection)
            case "stalled":
                self.close(connection, reset=True)
            case "slow":
                self._refuse(connection, connection.reader.request, Refused(TOO_SLOW))
                self.update(connection)

    def evict(self, excess: int) -> None:
        """Close at least ``excess`` connections for which no thread is working: idle ones first, then the oldest."""
        spare = [c for c in self.connections if c.exchange is None or c.exchange.paused or c.exchange.complete]
        spare.sort(key=lambda c: (c.output.pending > 0, c.reader.has_partial_request, c.phase_started))
        for connection in spare[: max(1, excess, len(spare) // EVICTED_SHARE)]:
            self.close(connection, reset=connection.output.pending > 0)

    def close(self, connection: Connection, *, reset: bool = False) -> None:
        """Close a connection and release what its exchange holds."""
        if connection.mask:
            self.poller.unregister(connection.socket)
            connection.mask = 0
        connection.close(reset=reset)
        self.connections.discard(connection)
        exchange = connection.exchange
        if exchange is not None and exchange.paused:
            exchange.paused = False
            self._server.resume_later(exchange)
        elif exchange is not None and exchange.claim():  # no thread has started it, and none will
            release_body(exchange.request)

    def _clear_pipe(self, _: int) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._pipe[0], 4096)

    def _update_poller(self, connection: Connection) -> None:
        """Register the events that the connection wants now."""
        wanted = 0 if connection.closed else connection.wanted_events()
        if wanted == connection.mask:
            return
        if not connection.mask:
            self.poller.register(connection.socket, wanted, partial(self._on_event, connection))
        elif wanted:
            self.poller.modify(connection.socket, wanted, partial(self._on_event, connection))
        else:
            self.poller.unregister(connection.socket)
        connection.mask = wanted

    def _on_event(self, connection: Connection, mask: int) -> None:
        """The connection is readable or writable."""
        if mask & selectors.EVENT_READ and not connection.closed:
            connection.read()
        self.update(connection)

    def _continue_exchange(self, connection: Connection, exchange: Exchange) -> None:
        """Resume a response that waited for its client, or finish it once everything is sent."""
        output = connection.output
        if exchange.paused and (output.broken or output.drained):
            exchange.paused = False
            self._server.resume_later(exchange)
        elif exchange.complete and not output.pending:
            connection.closing = not exchange.keep_alive
            connection.finish_exchange()

    def _start_next_request(self, connection: Connection) -> None:
        """Dispatch the next request of a connection, if it is complete."""
        reader = connection.reader
        try:
            request = reader.next_request(connection.ended)
        except Refused as refused:
            self._refuse(connection, reader.request, refused)
        except Exception as error:  # gunicorn's parser found no HTTP
            self._server.handle_error(None, connection.output, connection.client, error)
            connection.closing = True
        else:
            if request is not None:
                exchange = Exchange(self._server, connection, request)
                connection.start_exchange(exchange)
                if not self._server.dispatch(exchange) and exchange.claim():
                    self._refuse(connection, request, Refused(TOO_MANY))
            elif connection.ended:
                connection.closing = True
            elif reader.request is not None:
                connection.start_body()
                if reader.expects_continue():
                    connection.output.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _finish_connection(self, connection: Connection) -> None:
        """The last response is sent: let the client read it before the connection closes."""
        if connection.ended:
            self.close(connection)
        else:
            connection.linger()

    def _refuse(self, connection: Connection, request: Any, refused: Refused) -> None:
        """Send an error response in place of the application's, and close."""
        write_refusal(connection.output, refused, request)
        if request is not None:
            release_body(request)
        connection.reader.discard_body()
        connection.exchange = None
        connection.closing = True

    def _enforce_sizes(self) -> None:
        """If all unsent responses or all incomplete bodies together are too large, drop the largest of them."""
        for connection in _largest(self.connections, lambda c: c.output.pending, self.limits.max_unsent):
            self.close(connection, reset=True)
        for connection in _largest(self.connections, lambda c: c.reader.incomplete_size, self.limits.max_incomplete):
            self._refuse(connection, connection.reader.request, Refused(NO_ROOM))
            self.update(connection)


def _largest(connections: set[Connection], size: Callable[[Connection], int], most: int) -> list[Connection]:
    """The largest connections, as many as must be dropped for the others' sizes to add up to at most ``most``."""
    sizes = [(size(connection), connection) for connection in connections]
    total, chosen = sum(taken for taken, _ in sizes), []
    for taken, connection in sorted(sizes, key=lambda each: -each[0]) if total > most else ():
        if total <= most:
            break
        total -= taken
        chosen.append(connection)
    return chosen
