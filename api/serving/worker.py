"""gunicorn's worker for this service: one event loop serves all connections, threads process complete requests.

A thread never waits for a client: it gets a request once it is complete, and pauses a response while the client reads
too slowly. Requests that write or need the engine have their own thread pool, and so do long streams, so that neither
delays requests that read.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from gunicorn.workers.base import Worker as BaseWorker  # type: ignore[import-untyped]

from ..engine_pool import parent
from .acceptor import BACKOFF, Acceptor, connection_limit
from .client_limits import DEFAULT_LIMITS, ClientLimits
from .event_loop import EventLoop
from .exchange import Exchange
from .thread_pool import ShorterSwitchInterval, ThreadPool

MAX_REQUESTS = 200  # per connection; the client's next connection may go to another worker
CHECK_INTERVAL = 0.5  # seconds between checks of the clients' limits
READ_METHODS = ("GET", "HEAD", "OPTIONS")
STREAM = "ndjson"  # in Accept: a response that may be the whole archive
STREAM_THREADS = 2
BACKLOG = 64  # queued requests that write or need the engine
MAX_YIELD = 10  # milliseconds for which a stream yields to ordinary requests before each of its parts


class Worker(BaseWorker):  # type: ignore[misc]
    """Serves many connections with a few threads."""

    limits: ClientLimits = DEFAULT_LIMITS

    def init_signals(self) -> None:
        """Have the kernel signal the master's death, as soon as signals are handled."""
        super().init_signals()
        parent.signal_at_death_of_parent(signal.SIGTERM, self.ppid)

    def run(self) -> None:
        """Serve until told to stop, then until the last response is sent."""
        config = self.app.config
        self.readers = ThreadPool("read", config.threads)
        long_work = ShorterSwitchInterval()
        self.writers = ThreadPool("write", self.cfg.threads, BACKLOG, long_work)
        self.streams = ThreadPool("stream", STREAM_THREADS, None, long_work)
        self.loop = EventLoop(self, self.PIPE, config.max_body_of, self.limits)
        self.acceptor = Acceptor(self._busy, self._on_connection)
        self.max_connections = connection_limit()
        self._last_accepted = float("-inf")
        self._accepting = False
        parent.watch(self.ppid, self._exit_orphaned)
        self._set_accepting(True)
        self.app.announce()
        checked = float("-inf")
        while self.alive and self.ppid == os.getppid():
            self._set_accepting(self.acceptor.ready())
            self.loop.run_once(0.0 if self.loop.unchecked else CHECK_INTERVAL if self._accepting else BACKOFF)
            if time.monotonic() - checked >= CHECK_INTERVAL or self.loop.unchecked:
                checked = time.monotonic()
                self.notify()
                self.loop.check_limits()
        self._stop()

    def dispatch(self, exchange: Exchange) -> bool:
        """Queue an exchange for the pool that fits its request; False if too many are queued."""
        request = exchange.request
        if request.method not in READ_METHODS:
            return self.writers.submit(exchange.start)
        if any(name == "ACCEPT" and STREAM in value.lower() for name, value in request.headers):
            return self.streams.submit(partial(self._when_idle, exchange.start))
        return self.readers.submit(exchange.start)

    def resume_later(self, exchange: Exchange) -> None:
        """Queue the next part of a long response."""
        self.streams.submit(partial(self._when_idle, exchange.resume))

    def should_yield(self) -> bool:
        """Whether an ordinary request is being processed or queued."""
        return self.readers.busy

    def exchange_stopped(self, exchange: Exchange, *, complete: bool) -> None:
        """An exchange has completed or paused; called by its thread."""
        self.loop.exchange_stopped(exchange, complete=complete)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Exit at once; running threads end with the process."""
        self.alive = False
        self.cfg.worker_int(self)
        sys.exit(0)

    def _stop(self) -> None:
        """Accept no more connections, and finish the requests that have been received."""
        self._set_accepting(False)
        for listener in self.sockets:
            listener.close()
        orphaned = self.ppid != os.getppid()
        end = time.monotonic() + (self.limits.orphan_timeout if orphaned else self.cfg.graceful_timeout - 1)
        while self.loop.connections and time.monotonic() < end and not (orphaned and not self._working()):
            self.notify()
            self.loop.run_once(0.0 if self.loop.unchecked else CHECK_INTERVAL / 10)
            self.loop.check_limits(stopping=True)
        if orphaned:
            os._exit(0)

    def _exit_orphaned(self) -> None:
        """Exit after the master has died. The loop does so too; if it is blocked, this thread ends the worker."""
        self.alive = False
        time.sleep(self.limits.orphan_timeout + parent.POLL_INTERVAL)
        os._exit(0)

    def _working(self) -> bool:
        """Whether a request is being processed."""
        return any(connection.exchange is not None for connection in self.loop.connections)

    def _set_accepting(self, wanted: bool) -> None:
        """Poll for connections, or leave them to the other workers."""
        if wanted == self._accepting:
            return
        for listener in self.sockets:
            if wanted:
                listener.setblocking(False)
                self.loop.poller.register(listener, selectors.EVENT_READ, partial(self._accept, listener))
            else:
                self.loop.poller.unregister(listener)
        self._accepting = wanted

    def _accept(self, listener: Any, _: int) -> None:
        self.acceptor.accept(listener)
        excess = len(self.loop.connections) - self.max_connections
        if self.acceptor.exhausted or excess > 0:
            self.loop.evict(excess)

    def _busy(self) -> bool:
        """Whether another worker should preferably accept the next connection."""
        return self.readers.busy or self.writers.busy or time.monotonic() - self._last_accepted < BACKOFF

    def _on_connection(self, sock: Any, client: Any, server: Any) -> None:
        self._last_accepted = time.monotonic()
        self.loop.add_connection(sock, client, server, self.cfg)

    def _when_idle(self, job: Callable[[], object]) -> None:
        """Run a job once no ordinary request is being processed, or after ``MAX_YIELD`` ms."""
        for _ in range(MAX_YIELD):
            if not self.readers.busy:
                break
            time.sleep(0.001)
        job()


def limit_requests(worker: Any, request: Any) -> None:
    """Close a connection after many requests, so that the client's next one goes to an idle worker."""
    if request.req_number >= MAX_REQUESTS:
        request.force_close()
