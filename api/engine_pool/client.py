"""The service's side of the engine pool: one text over one connection."""

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
from attribution import InvalidText, Quotation, text_digest

from .allowance import allowance
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
from .observer import Nobody, Observer, outcome
from .places import AT_ONCE, Places
from .requester import ANYONE, Requester
from .wire import from_record, receive_frame, send_frame

GRACE = 2.0  # seconds that the engine process is given to enforce the limit itself
STATE_WAIT = 2.0  # seconds in which the pool says how it is
LOOK_EVERY = 0.1  # seconds between looks whether the requester is still there
log = logging.getLogger("saidby.engine")
NAMED: dict[str, type[EngineError]] = {
    error.__name__: error for error in (EngineTimeout, EngineCrashed, EngineCrowded, EngineUnavailable)
}


class PoolAttributor:
    """Attributes texts in the engine processes behind a Unix socket. Safe to use from several threads."""

    def __init__(
        self, socket_path: Path | str, timeout: float = 120.0, wait: float = 30.0, at_once: int = AT_ONCE
    ) -> None:
        """``timeout`` is the most that one text may take in seconds, ``wait`` how long to queue for a free process.

        ``at_once`` is how many threads may wait for the pool through this object.
        """
        self.socket_path = str(socket_path)
        self.timeout = timeout
        self.wait = wait
        self.places = Places(at_once)
        self.observer: Observer = Nobody()

    def version(self) -> str:
        """Which engine reads."""
        return engine_version()

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        """The quotations of a text. Raises ``InvalidText`` or an ``EngineError``; never waits for ever.

        A process that dies is tried once more: it may have been killed, and another text must not suffer for that.
        A text that kills the engine kills it again.
        """
        with self.places.taken(requester.caller):
            try:
                return self._attempt(text, requester)
            except (EngineCrashed, EngineLost):
                return self._attempt(text, requester)

    def _attempt(self, text: str, requester: Requester) -> list[Quotation]:
        """One attempt, of which the observer is told; a fault of the engine is logged with the text's digest."""
        try:
            found = self._ask(text, requester)
        except Exception as error:
            self.observer.ended(outcome(error))
            if isinstance(error, EngineTimeout | EngineCrashed | EngineFailed):
                fault = {"text_sha256": text_digest(text), "characters": len(text), "fault": described(error)}
                log.error("a text could not be read", extra={"event": fault})
            raise
        self.observer.ended("read")
        return found

    def _ask(self, text: str, requester: Requester) -> list[Quotation]:
        asked = time.monotonic()
        with self._connected() as connection:
            try:
                send_frame(connection, {"caller": requester.caller})
                busy = EngineBusy(f"no engine process became free in {self.wait:g} s")
                answer = _next(connection, requester, self.wait, busy)
                if "started" in answer:
                    started = time.monotonic()
                    self.observer.waited(started - asked)
                    limit = allowance(len(text), self.timeout).clock
                    send_frame(connection, {"text": text, "request_id": request_ids.current()})
                    late = EngineTimeout(f"the text took longer than {limit:g} s")
                    try:
                        answer = _next(connection, requester, limit + GRACE, late)
                    finally:
                        self.observer.read(time.monotonic() - started)
            except (EOFError, OSError):
                raise EngineLost("the engine pool is stopping or starting again") from None
        return _quotations(answer)

    def check(self) -> None:
        """Raise ``EngineUnavailable`` if the pool does not answer, or has no process."""
        if not self.state()["processes"]:
            raise EngineUnavailable("no engine process is running")

    def state(self) -> dict[str, Any]:
        """How many ``processes`` there are, how many texts they are ``reading`` and how many are ``waiting``.

        ``ended`` says how many processes have ended, and why. Raises ``EngineUnavailable``.
        """
        with self._connected() as connection:
            connection.settimeout(STATE_WAIT)
            try:
                send_frame(connection, {"state": True})
                return receive_frame(connection)
            except (EOFError, OSError):
                raise EngineUnavailable("the engine pool does not answer") from None

    def _connected(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(self.wait)
        try:
            connection.connect(self.socket_path)
        except (TimeoutError, BlockingIOError):  # the queue of the listening socket is full
            connection.close()
            raise EngineBusy("every engine process is at work") from None
        except OSError as error:
            connection.close()
            raise EngineUnavailable(f"no engine process answers: {error.strerror or error}") from None
        return connection


def _next(connection: socket.socket, requester: Requester, patience: float, late: EngineError) -> dict[str, Any]:
    """The next frame. Raises ``late`` after ``patience`` seconds, or ``EngineAbandoned``."""
    end = time.monotonic() + patience
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    while not poll.poll(max(0.0, min(LOOK_EVERY, end - time.monotonic())) * 1000):
        if requester.gone():
            raise EngineAbandoned("whoever asked has gone")
        if time.monotonic() >= end:
            raise late
    return receive_frame(connection)


def _quotations(answer: dict[str, Any]) -> list[Quotation]:
    if "error" not in answer:
        return [from_record(record) for record in answer["records"]]
    name, message = answer["error"]["name"], answer["error"]["message"]
    if name == InvalidText.__name__:
        raise InvalidText(message)
    if name in NAMED:
        raise NAMED[name](message)
    raise EngineFailed(f"{name}: {message}")
