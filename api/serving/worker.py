"""gunicorn's worker for this service: one loop reads and writes for all connections, threads answer whole requests.

A thread is never given to a client: it gets a request when all of it is here, and gives up an answer as soon as the
client takes it too slowly. What writes or needs the engine has threads of its own, and long streams have others, so
that neither keeps those that read waiting.
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
from .crew import Aside, Crew
from .door import PAUSE, Door, room
from .exchange import Exchange
from .loop import Loop
from .patience import PATIENCE, Patience

REQUESTS = 200  # of one connection, after which it may go to another worker
SWEEP = 0.5  # seconds between looks at who is late
READING = ("GET", "HEAD", "OPTIONS")
STREAM = "ndjson"  # in Accept: an answer that may be the whole archive
STREAMS = 2  # threads that make such answers
BACKLOG = 64  # requests that write or need the engine and wait for a thread
GIVE_WAY = 10  # milliseconds that a stream leaves to ordinary requests, for each of its pieces


class Worker(BaseWorker):  # type: ignore[misc]
    """Serves any number of connections with a few threads."""

    patience: Patience = PATIENCE

    def init_signals(self) -> None:
        """Let the kernel tell of the master's death, as soon as signals are understood."""
        super().init_signals()
        parent.signal_at_death_of_parent(signal.SIGTERM, self.ppid)

    def run(self) -> None:
        """Serve until told to stop, then until the last answer is given."""
        config = self.app.config
        self.readers = Crew("read", config.threads)
        aside = Aside()
        self.writers = Crew("write", self.cfg.threads, BACKLOG, aside)
        self.streams = Crew("stream", STREAMS, None, aside)
        self.loop = Loop(self, self.PIPE, config.max_body, self.patience)
        self.door = Door(self._engaged, self._welcome)
        self.most = room()
        self._welcomed = float("-inf")
        self._accepting = False
        parent.watch(self.ppid, self._outlive)
        self._listen(True)
        self.app.announce()
        swept = float("-inf")
        while self.alive and self.ppid == os.getppid():
            self._listen(self.door.open())
            self.loop.turn(0.0 if self.loop.sweeping else SWEEP if self._accepting else PAUSE)
            if time.monotonic() - swept >= SWEEP or self.loop.sweeping:
                swept = time.monotonic()
                self.notify()
                self.loop.sweep()
        self._stop()

    def dispatch(self, exchange: Exchange) -> bool:
        """Let a thread of the right kind begin; False where too many wait already."""
        request = exchange.request
        if request.method not in READING:
            return self.writers.put(exchange.begin)
        if any(name == "ACCEPT" and STREAM in value.lower() for name, value in request.headers):
            return self.streams.put(partial(self._in_gaps, exchange.begin))
        return self.readers.put(exchange.begin)

    def go_on(self, exchange: Exchange) -> None:
        """Make more of a long answer, when ordinary requests leave time for it."""
        self.streams.put(partial(self._in_gaps, exchange.advance))

    def pressed(self) -> bool:
        """Whether an ordinary request is being answered."""
        return self.readers.busy

    def settle(self, exchange: Exchange, *, made: bool) -> None:
        """An exchange has stopped; called by its thread."""
        self.loop.settle(exchange, made=made)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """End now; threads that are at work end with the process."""
        self.alive = False
        self.cfg.worker_int(self)
        sys.exit(0)

    def _stop(self) -> None:
        """Take no more connections, and let the requests that are here be answered."""
        self._listen(False)
        for listener in self.sockets:
            listener.close()
        orphaned = self.ppid != os.getppid()
        end = time.monotonic() + (self.patience.orphaned if orphaned else self.cfg.graceful_timeout - 1)
        while self.loop.connections and time.monotonic() < end and not (orphaned and not self._working()):
            self.notify()
            self.loop.turn(0.0 if self.loop.sweeping else SWEEP / 10)
            self.loop.sweep(stopping=True)
        if orphaned:
            os._exit(0)

    def _outlive(self) -> None:
        """The master is gone. The loop sees it too; should it be held up, this thread ends the worker."""
        self.alive = False
        time.sleep(self.patience.orphaned + parent.EVERY)
        os._exit(0)

    def _working(self) -> bool:
        """Whether a request is being answered."""
        return any(connection.exchange is not None for connection in self.loop.connections)

    def _listen(self, wanted: bool) -> None:
        """Look for connections, or leave them to the others."""
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
        self.door.accept(listener)
        over = len(self.loop.connections) - self.most
        if self.door.full or over > 0:
            self.loop.make_room(over)

    def _engaged(self) -> bool:
        """Whether another worker had better take the next connection."""
        return self.readers.busy or self.writers.busy or time.monotonic() - self._welcomed < PAUSE

    def _welcome(self, sock: Any, client: Any, server: Any) -> None:
        self._welcomed = time.monotonic()
        self.loop.welcome(sock, client, server, self.cfg)

    def _in_gaps(self, job: Callable[[], object]) -> None:
        """Do what may wait when no ordinary request is being answered, or after a moment."""
        for _ in range(GIVE_WAY):
            if not self.readers.busy:
                break
            time.sleep(0.001)
        job()


def part_in_time(worker: Any, request: Any) -> None:
    """Let a connection go after many requests, so that it comes back to the worker that has time for it."""
    if request.req_number >= REQUESTS:
        request.force_close()
