"""One request and its response: runs the application, and produces the response no faster than the client reads it.

``environ["saidby.client_gone"]`` holds a function without arguments that tells the application, at the cost of two
attribute reads, whether the client has disconnected (closed its side, or lost the connection) while its request is
being processed. Under other WSGI servers the key is missing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from gunicorn.http import wsgi  # type: ignore[import-untyped]

from .request_reader import release_body

if TYPE_CHECKING:
    from .connection import Connection

CLIENT_GONE = "saidby.client_gone"
TIME_SLICE = 0.02  # seconds that a thread spends on a long response before others get it


class Host(Protocol):
    """The worker, as far as an exchange needs it."""

    cfg: Any
    log: Any
    wsgi: Any
    alive: bool

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Send a response to an error that the application did not handle."""

    def resume_later(self, exchange: Exchange) -> None:
        """Let a thread call ``resume`` again."""

    def should_yield(self) -> bool:
        """Whether ordinary requests need the time that long responses use."""

    def exchange_stopped(self, exchange: Exchange, *, complete: bool) -> None:
        """The response is complete, or else ``paused`` until the client has read more."""


class Exchange:
    """A complete request and its response, while the application processes it."""

    def __init__(self, host: Host, connection: Connection, request: Any) -> None:
        """Nothing runs before ``start``."""
        self.connection, self.request, self.output = connection, request, connection.output
        self._host = host
        self._claim = threading.Lock()
        self.queued_at = time.monotonic()
        self.paused = False  # the loop resumes it when the client has read more
        self.complete = False  # the loop finishes it when everything is sent
        self.keep_alive = False  # another request may follow
        self._environ: dict[str, Any] = {}
        self._response: Any = None
        self._started = datetime.now()
        self._body: Any = None
        self._chunks: Iterator[bytes] = iter(())

    def claim(self) -> bool:
        """Claim the exchange; returns True only for the first caller, either the thread that starts it or the loop."""
        return self._claim.acquire(blocking=False)

    def start(self) -> None:
        """Run the application; called in a thread."""
        if not self.claim():
            return
        try:
            self._call()
        except BaseException as error:  # nothing may end the thread, or leave the client without a response
            self._fail(error)
            return
        self.resume()

    def resume(self) -> None:
        """Produce the response, or the next part of it; called in a thread."""
        try:
            if not self._produce():
                return
            self._response.close()
            self.output.flush()
            self._end()
        except BaseException as error:
            self._fail(error)
            return
        self._finish(not self._response.should_close() and not self.output.broken)

    def _call(self) -> None:
        host, request = self._host, self.request
        host.cfg.pre_request(host, request)
        self._started = datetime.now()
        client, server = self.connection.client, self.connection.server
        self._response, self._environ = wsgi.create(request, self.output, client, server, host.cfg)
        self._environ["wsgi.multithread"] = True
        self._environ[CLIENT_GONE] = self.connection.disconnected
        if not host.alive or not host.cfg.keepalive:
            self._response.force_close()
        self._body = host.wsgi(self._environ, self._response.start_response)
        self._chunks = iter(self._body)

    def _produce(self) -> bool:
        """Whether the response is complete. If not, a thread or the worker's loop resumes it."""
        response, output = self._response, self.output
        until = time.monotonic() + TIME_SLICE
        if output.broken:
            return True
        for chunk in self._chunks:
            response.write(chunk)
            if response.response_length is not None:
                continue  # the whole response is in memory and is sent at once
            output.flush()
            if output.broken:
                return True
            if output.full:
                self.paused = True
                self._host.exchange_stopped(self, complete=False)
                return False
            if time.monotonic() > until or self._host.should_yield():
                self._host.resume_later(self)
                return False
        return True

    def _end(self) -> None:
        """Write the log and close the response's body."""
        body, self._body = self._body, None
        if body is None:
            return
        try:
            self._host.log.access(self._response, self.request, self._environ, datetime.now() - self._started)
        finally:
            if hasattr(body, "close"):
                body.close()

    def _fail(self, error: BaseException) -> None:
        """Respond to an error of the application or of HTTP; once headers are sent, the connection can only close."""
        host = self._host
        try:
            self._end()
        except Exception:
            host.log.exception("Error after an error")
        if self._response is not None and self._response.headers_sent:
            host.log.error("Error handling request", exc_info=error)
            self.output.abort()
        elif not isinstance(error, OSError) or not self.output.broken:
            host.handle_error(self.request, self.output, self.connection.client, error)
        self._finish(False)

    def _finish(self, keep_alive: bool) -> None:
        """The response is complete; ``keep_alive``: another request may follow on the connection."""
        host = self._host
        self.keep_alive = release_body(self.request) and keep_alive
        try:
            host.cfg.post_request(host, self.request, self._environ, self._response)
        except Exception:
            host.log.exception("Exception in post_request hook")
        self.output.flush()
        host.exchange_stopped(self, complete=True)
