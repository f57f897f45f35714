"""The client of the engine pool: sends one text over one connection."""

from __future__ import annotations

import logging
import select
import socket
import time
from pathlib import Path
from typing import Any

from api import request_ids
from api.telemetry.logs import described
from api.version import engine_version
from attribution import InvalidText, Quotation, from_record, text_digest

from .errors import (
    EngineAbandoned,
    EngineBusy,
    EngineCrashed,
    EngineCrowded,
    EngineError,
    EngineFailed,
    EngineLost,
    EngineTimeout,
    EngineUnavailable,
)
from .observer import NullObserver, Observer, outcome_of
from .requester import ANYONE, Requester
from .slots import ENGINE_THREADS, Slots
from .time_limits import time_limits
from .wire import receive_frame, send_frame

GRACE = 2.0  # seconds for the engine process to enforce the limit itself
STATE_TIMEOUT = 2.0  # seconds to connect, and to respond: a health check must not wait for the queue
POLL_INTERVAL = 0.1  # seconds between checks whether the requester is still connected
log = logging.getLogger("saidby.engine")
ERRORS_BY_NAME: dict[str, type[EngineError]] = {
    error.__name__: error for error in (EngineTimeout, EngineCrashed, EngineCrowded, EngineUnavailable)
}


class PoolAttributor:
    """Attributes texts in the engine processes of a pool, over its Unix socket. Thread-safe."""

    def __init__(
        self, socket_path: Path | str, timeout: float = 120.0, wait: float = 30.0, max_threads: int = ENGINE_THREADS
    ) -> None:
        """``timeout`` limits the time per text, ``wait`` the time in the queue, both in seconds.

        At most ``max_threads`` threads may wait for the pool through this object.
        """
        self.socket_path = str(socket_path)
        self.timeout = timeout
        self.wait = wait
        self.slots = Slots(max_threads)
        self.observer: Observer = NullObserver()

    def version(self) -> str:
        """The version of the engine."""
        return engine_version()

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        """The quotations of a text. Raises ``InvalidText`` or an ``EngineError``; the time limits bound the wait.

        If the process dies, the text is retried once, because the process may have been killed for another reason. A
        text that crashes the engine does so again.
        """
        with self.slots.acquire(requester.caller):
            try:
                return self._attempt(text, requester)
            except (EngineCrashed, EngineLost):
                return self._attempt(text, requester)

    def _attempt(self, text: str, requester: Requester) -> list[Quotation]:
        """One attempt, reported to the observer; a failure of the engine is logged with the text's digest."""
        try:
            quotations = self._request(text, requester)
        except Exception as error:
            self.observer.ended(outcome_of(error))
            if isinstance(error, EngineTimeout | EngineCrashed | EngineFailed):
                fault = {"text_sha256": text_digest(text), "characters": len(text), "fault": described(error)}
                log.error("a text could not be processed", extra={"event": fault})
            raise
        self.observer.ended("read")
        return quotations

    def _request(self, text: str, requester: Requester) -> list[Quotation]:
        queued = time.monotonic()
        with self._connected(self.wait) as connection:
            try:
                send_frame(connection, {"caller": requester.caller})
                busy = EngineBusy(f"no engine process became free within {self.wait:g} s")
                response = _next(connection, requester, self.wait, busy)
                if "started" in response:
                    started = time.monotonic()
                    self.observer.waited(started - queued)
                    limit = time_limits(len(text), self.timeout).wall
                    send_frame(connection, {"text": text, "request_id": request_ids.current()})
                    late = EngineTimeout(f"the text took longer than {limit:g} s")
                    try:
                        response = _next(connection, requester, limit + GRACE, late)
                    finally:
                        self.observer.read(time.monotonic() - started)
            except (EOFError, OSError):
                raise EngineLost("the engine pool is stopping or restarting") from None
        return _quotations(response)

    def check(self) -> None:
        """Raise ``EngineUnavailable`` if the pool does not respond, or has no process."""
        if not self.state()["processes"]:
            raise EngineUnavailable("no engine process is running")

    def state(self) -> dict[str, Any]:
        """Counts: of ``processes``, of texts that they are ``reading``, and of texts ``waiting`` in the queue.

        ``ended`` counts the processes that have exited, by reason. Raises ``EngineUnavailable``.
        """
        with self._connected(STATE_TIMEOUT) as connection:
            try:
                send_frame(connection, {"state": True})
                return receive_frame(connection)
            except (EOFError, OSError):
                raise EngineUnavailable("the engine pool does not respond") from None

    def _connected(self, timeout: float) -> socket.socket:
        """A connection to the pool, each operation of which takes at most ``timeout`` seconds."""
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            connection.connect(self.socket_path)
        except (TimeoutError, BlockingIOError):  # the queue of the listening socket is full
            connection.close()
            raise EngineBusy("every engine process is busy") from None
        except OSError as error:
            connection.close()
            raise EngineUnavailable(f"no engine process responds: {error.strerror or error}") from None
        return connection


def _next(connection: socket.socket, requester: Requester, timeout: float, late: EngineError) -> dict[str, Any]:
    """The next message. Raises ``late`` after ``timeout`` seconds, or ``EngineAbandoned``."""
    end = time.monotonic() + timeout
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    while not poll.poll(max(0.0, min(POLL_INTERVAL, end - time.monotonic())) * 1000):
        if requester.gone():
            raise EngineAbandoned("the client has disconnected")
        if time.monotonic() >= end:
            raise late
    return receive_frame(connection)


def _quotations(response: dict[str, Any]) -> list[Quotation]:
    if "error" not in response:
        return [from_record(record) for record in response["records"]]
    name, message = response["error"]["name"], response["error"]["message"]
    if name == InvalidText.__name__:
        raise InvalidText(message)
    if name in ERRORS_BY_NAME:
        raise ERRORS_BY_NAME[name](message)
    raise EngineFailed(f"{name}: {message}")
