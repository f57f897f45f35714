"""One request and its answer: the application is run, its answer is made no faster than the client takes it.

The application finds in ``environ["saidby.client_gone"]`` a function without arguments that says, at the cost of a
look at two attributes, whether the client has gone: it closed its side of the connection, or the connection broke,
while its request is worked on. Under another server than ours the key is missing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from gunicorn.http import wsgi  # type: ignore[import-untyped]

from . import intake

if TYPE_CHECKING:
    from .connection import Connection

GONE = "saidby.client_gone"
SLICE = 0.02  # seconds that an answer is made before others have their turn


class Host(Protocol):
    """The worker, as far as an exchange needs it."""

    cfg: Any
    log: Any
    wsgi: Any
    alive: bool

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer an error that left the application."""

    def go_on(self, exchange: Exchange) -> None:
        """Let a thread call ``advance`` again."""

    def pressed(self) -> bool:
        """Whether ordinary requests wait for what long answers use."""

    def settle(self, exchange: Exchange, *, made: bool) -> None:
        """The exchange has stopped: its answer is ``made``, or it is ``paused`` until the client has taken more."""


class Exchange:
    """A complete request on its way through the application."""

    def __init__(self, host: Host, connection: Connection, request: Any) -> None:
        """Nothing is run yet."""
        self.connection, self.request, self.outgoing = connection, request, connection.outgoing
        self._host = host
        self._claim = threading.Lock()
        self.since = time.monotonic()
        self.paused = False  # the loop goes on with it when the client has taken more
        self.done = False  # the loop goes on with the connection when the client has taken all
        self.keep = False  # whether another request may follow
        self._environ: dict[str, Any] = {}
        self._response: Any = None
        self._begun = datetime.now()
        self._answer: Any = None
        self._items: Iterator[bytes] = iter(())

    def claim(self) -> bool:
        """Whether the caller may have the exchange: the thread that begins it, or whoever takes it off the queue."""
        return self._claim.acquire(blocking=False)

    def begin(self) -> None:
        """Run the application; in a thread."""
        if not self.claim():
            return
        try:
            self._call()
        except BaseException as error:  # nothing may end a thread, or leave a client without an answer
            self._fail(error)
            return
        self.advance()

    def advance(self) -> None:
        """Make the answer, or a part of it; in a thread."""
        try:
            if not self._make():
                return
            self._response.close()
            self.outgoing.flush()
            self._end()
        except BaseException as error:
            self._fail(error)
            return
        self._finish(not self._response.should_close() and not self.outgoing.broken)

    def _call(self) -> None:
        host, request = self._host, self.request
        host.cfg.pre_request(host, request)
        self._begun = datetime.now()
        client, server = self.connection.client, self.connection.server
        self._response, self._environ = wsgi.create(request, self.outgoing, client, server, host.cfg)
        self._environ["wsgi.multithread"] = True
        self._environ[GONE] = self.connection.gone
        if not host.alive or not host.cfg.keepalive:
            self._response.force_close()
        self._answer = host.wsgi(self._environ, self._response.start_response)
        self._items = iter(self._answer)

    def _make(self) -> bool:
        """Whether the answer is complete. If not, a thread or the worker's loop comes back to it."""
        response, outgoing = self._response, self.outgoing
        until = time.monotonic() + SLICE
        if outgoing.broken:
            return True
        for item in self._items:
            response.write(item)
            if response.response_length is not None:
                continue  # it is all there already, and goes at once
            outgoing.flush()
            if outgoing.broken:
                return True
            if outgoing.full:
                self.paused = True
                self._host.settle(self, made=False)
                return False
            if time.monotonic() > until or self._host.pressed():
                self._host.go_on(self)
                return False
        return True

    def _end(self) -> None:
        """Write the log and close the answer."""
        answer, self._answer = self._answer, None
        if answer is None:
            return
        try:
            self._host.log.access(self._response, self.request, self._environ, datetime.now() - self._begun)
        finally:
            if hasattr(answer, "close"):
                answer.close()

    def _fail(self, error: BaseException) -> None:
        """Answer an error of the application or of HTTP; where an answer has begun, only the connection can end."""
        host = self._host
        try:
            self._end()
        except Exception:
            host.log.exception("Error after an error")
        if self._response is not None and self._response.headers_sent:
            host.log.error("Error handling request", exc_info=error)
            self.outgoing.stop()
        elif not isinstance(error, OSError) or not self.outgoing.broken:
            host.handle_error(self.request, self.outgoing, self.connection.client, error)
        self._finish(False)

    def _finish(self, keep: bool) -> None:
        """The answer is made; whether another request may follow on the connection."""
        host = self._host
        self.keep = intake.finish(self.request) and keep
        try:
            host.cfg.post_request(host, self.request, self._environ, self._response)
        except Exception:
            host.log.exception("Exception in post_request hook")
        self.outgoing.flush()
        host.settle(self, made=True)
