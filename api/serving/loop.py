"""The loop that reads and writes for all connections of a worker, and ends those that have had their time."""

from __future__ import annotations

import contextlib
import os
import selectors
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from .connection import Connection
from .exchange import Exchange, Host
from .intake import Intake, finish
from .patience import Patience
from .refusal import NO_ROOM, TOO_MANY, TOO_SLOW, WAITED, Refused, write_refusal

SWEEPING = 0.003  # seconds of a sweep before what has happened meanwhile is seen to
SHED = 16  # where there is no room, one of so many connections is let go


class Server(Host, Protocol):
    """The worker, as far as the loop needs it."""

    def dispatch(self, exchange: Exchange) -> bool:
        """Let a thread begin the exchange; False where too many wait already."""


class Loop:
    """All methods but ``later`` and ``settle`` belong to the thread that turns the loop."""

    def __init__(self, server: Server, pipe: tuple[int, int], max_body: int, patience: Patience) -> None:
        """Bytes written to the second end of ``pipe`` wake the loop up."""
        self._server, self._pipe, self._max_body, self.patience = server, pipe, max_body, patience
        self._calls: deque[Callable[[], object]] = deque()
        self.connections: set[Connection] = set()
        self.sweeping: list[Connection] = []  # connections that the sweep has yet to look at
        self.poller = selectors.DefaultSelector()
        self.poller.register(pipe[0], selectors.EVENT_READ, self._wake)

    def later(self, call: Callable[[], object]) -> None:
        """Do this in the loop; for threads."""
        self._calls.append(call)
        with contextlib.suppress(BlockingIOError):  # the pipe is full: the loop wakes up anyhow
            os.write(self._pipe[1], b"\0")

    def settle(self, exchange: Exchange, *, made: bool) -> None:
        """An exchange has stopped; called by its thread.

        The usual case needs no loop: all is sent, and nothing has come meanwhile. What comes between the two looks is
        seen here or by the loop, which finds no exchange any more.
        """
        connection = exchange.connection
        if made and exchange.keep and not connection.outgoing.pending:
            connection.rest()
            if not connection.intake.begun and not connection.gone():
                return
        else:
            exchange.done = made
        self.later(partial(self.attend, connection))

    def turn(self, timeout: float) -> None:
        """Wait for whatever happens next, and see to it."""
        for key, mask in self.poller.select(timeout):
            key.data(mask)
        while self._calls:
            self._calls.popleft()()

    def welcome(self, sock: Any, client: Any, server: Any, cfg: Any) -> None:
        """A new connection; ``client`` and ``server`` are the addresses of its two ends."""
        intake = Intake(cfg, client, self._max_body, self.patience)
        connection = Connection(sock, client, server, intake, self.patience)
        self.connections.add(connection)
        self._look(connection)

    def attend(self, connection: Connection) -> None:
        """Bring a connection on as far as it goes."""
        if connection.closed:
            return
        outgoing, exchange = connection.outgoing, connection.exchange
        if outgoing.pending:
            outgoing.flush()
        if exchange is not None:
            self._bring_on(connection, exchange)
        if connection.exchange is None and not connection.closing and (connection.intake.begun or connection.ended):
            self._advance(connection)
            outgoing.flush()
        if connection.exchange is None:
            if outgoing.broken or (connection.ended and connection.lingering):
                self.close(connection)
            elif connection.closing and not outgoing.pending and not connection.lingering:
                self._part(connection)
        self._look(connection)

    def sweep(self, *, stopping: bool = False) -> None:
        """End what has had its time; of a crowd only some, the rest in the next turn (``sweeping`` is true then)."""
        until = time.monotonic() + SWEEPING
        if not self.sweeping:
            self.sweeping.extend(self.connections)
            self._let_go()
        while self.sweeping and time.monotonic() < until:
            connection = self.sweeping.pop()
            if not connection.closed:
                self._hurry(connection, time.monotonic(), stopping)

    def _hurry(self, connection: Connection, now: float, stopping: bool) -> None:
        """End one connection, or the request that waits on it, if it has had its time."""
        exchange = connection.exchange
        if exchange is not None and now - exchange.since > self.patience.queue and exchange.claim():
            self._refuse(connection, exchange.request, Refused(WAITED))
            self.attend(connection)
            return
        match connection.overdue(now, stopping):
            case "idle":
                self.close(connection)
            case "deaf":
                self.close(connection, reset=True)
            case "slow":
                self._refuse(connection, connection.intake.request, Refused(TOO_SLOW))
                self.attend(connection)

    def make_room(self, over: int) -> None:
        """Close ``over`` connections or more that nothing is done for: idle ones, then those that take the longest."""
        spare = [c for c in self.connections if c.exchange is None or c.exchange.paused or c.exchange.done]
        spare.sort(key=lambda c: (c.outgoing.pending > 0, c.intake.begun, c.since))
        for connection in spare[: max(1, over, len(spare) // SHED)]:
            self.close(connection, reset=connection.outgoing.pending > 0)

    def close(self, connection: Connection, *, reset: bool = False) -> None:
        """End a connection and what was done for it."""
        if connection.mask:
            self.poller.unregister(connection.socket)
            connection.mask = 0
        connection.close(reset=reset)
        self.connections.discard(connection)
        exchange = connection.exchange
        if exchange is not None and exchange.paused:
            exchange.paused = False
            self._server.go_on(exchange)
        elif exchange is not None and exchange.claim():  # no thread has it yet, and none will
            finish(exchange.request)

    def _wake(self, _: int) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._pipe[0], 4096)

    def _look(self, connection: Connection) -> None:
        """Let the poller look for what the connection wants now."""
        wanted = 0 if connection.closed else connection.wants()
        if wanted == connection.mask:
            return
        if not connection.mask:
            self.poller.register(connection.socket, wanted, partial(self._happened, connection))
        elif wanted:
            self.poller.modify(connection.socket, wanted, partial(self._happened, connection))
        else:
            self.poller.unregister(connection.socket)
        connection.mask = wanted

    def _happened(self, connection: Connection, mask: int) -> None:
        """Something came from a client, or it took something."""
        if mask & selectors.EVENT_READ and not connection.closed:
            connection.read()
        self.attend(connection)

    def _bring_on(self, connection: Connection, exchange: Exchange) -> None:
        """Go on with an answer that waited for its client, or leave it where all is sent."""
        outgoing = connection.outgoing
        if exchange.paused and (outgoing.broken or outgoing.drained):
            exchange.paused = False
            self._server.go_on(exchange)
        elif exchange.done and not outgoing.pending:
            connection.closing = not exchange.keep
            connection.rest()

    def _advance(self, connection: Connection) -> None:
        """Answer the next request of a connection, if all of it is here."""
        intake = connection.intake
        try:
            request = intake.take(connection.ended)
        except Refused as refused:
            self._refuse(connection, intake.request, refused)
        except Exception as error:  # gunicorn's parser found no HTTP
            self._server.handle_error(None, connection.outgoing, connection.client, error)
            connection.closing = True
        else:
            if request is not None:
                exchange = Exchange(self._server, connection, request)
                connection.start(exchange)
                if not self._server.dispatch(exchange) and exchange.claim():
                    self._refuse(connection, request, Refused(TOO_MANY))
            elif connection.ended:
                connection.closing = True
            elif intake.request is not None:
                connection.gather()
                if intake.expects_continue():
                    connection.outgoing.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _part(self, connection: Connection) -> None:
        """The last answer is sent: let the client read it before the connection closes."""
        if connection.ended:
            self.close(connection)
        else:
            connection.linger()

    def _refuse(self, connection: Connection, request: Any, refused: Refused) -> None:
        """Answer in place of the application, and close."""
        write_refusal(connection.outgoing, refused, request)
        if request is not None:
            finish(request)
        connection.intake.drop()
        connection.exchange = None
        connection.closing = True

    def _let_go(self) -> None:
        """Where what waits for clients takes too much room, end what takes the most: answers, and bodies."""
        for connection in _largest(self.connections, lambda c: c.outgoing.pending, self.patience.waiting):
            self.close(connection, reset=True)
        for connection in _largest(self.connections, lambda c: c.intake.held, self.patience.gathered):
            self._refuse(connection, connection.intake.request, Refused(NO_ROOM))
            self.attend(connection)


def _largest(connections: set[Connection], size: Callable[[Connection], int], most: int) -> list[Connection]:
    """The connections without which the sizes of the others together are not more than ``most``."""
    sizes = [(size(connection), connection) for connection in connections]
    total, chosen = sum(taken for taken, _ in sizes), []
    for taken, connection in sorted(sizes, key=lambda each: -each[0]) if total > most else ():
        if total <= most:
            break
        total -= taken
        chosen.append(connection)
    return chosen
