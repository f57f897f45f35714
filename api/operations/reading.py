"""Having the engine read a text that is to be kept, whatever comes of it."""

from __future__ import annotations

import logging
import threading
from typing import Protocol

from api.engine_pool import (
    ANYONE,
    EngineCrashed,
    EngineDefeated,
    EngineFailed,
    EngineTimeout,
    Requester,
)
from api.store import Unread, UnreadReason
from api.telemetry.logs import described
from api.version import engine_version
from attribution import AttributionError, Quotation, attribute_text, text_digest

log = logging.getLogger("saidby.engine")
REASONS = {
    EngineFailed: UnreadReason.FAILED,
    EngineCrashed: UnreadReason.CRASHED,
    EngineTimeout: UnreadReason.TIMED_OUT,
}


class Attributor(Protocol):
    """Text in, quotations out. Raises ``InvalidText``, or an ``EngineError`` when it cannot, and logs its faults."""

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        """The quotations of a text, in order."""
        ...

    def version(self) -> str:
        """Which engine reads: another code, other data or other weights are another engine."""
        ...

    def check(self) -> None:
        """Raise an error if texts cannot be attributed now."""
        ...


class InProcessAttributor:
    """The engine in this process, one text at a time; the first call loads the pipeline."""

    def __init__(self) -> None:
        """Cheap: nothing is loaded yet."""
        self._lock = threading.Lock()

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        """The quotations of a text, in order."""
        with self._lock:
            try:
                return attribute_text(text)
            except AttributionError:
                raise
            except Exception as error:
                note(text, error)
                raise EngineFailed(f"{type(error).__name__}: {error}") from error

    def version(self) -> str:
        """Which engine reads."""
        return engine_version()

    def check(self) -> None:
        """It is in this process: what answers works."""


def read(attributor: Attributor, text: str, requester: Requester = ANYONE) -> list[Quotation] | Unread:
    """The quotations of a text, or why this engine cannot read it.

    Raises ``InvalidText``, and an ``EngineUnavailable`` where another try may do.
    """
    try:
        return attributor.attribute(text, requester)
    except EngineDefeated as error:
        return Unread(REASONS.get(type(error), UnreadReason.FAILED), attributor.version())


def refused(attributor: Attributor, text: str, error: Exception) -> Unread:
    """What an answer is that no article can have."""
    note(text, error)
    return Unread(UnreadReason.FAILED, attributor.version())


def note(text: str, error: Exception) -> None:
    """Log a fault of the engine with the text's digest, and without its words."""
    fault = {"text_sha256": text_digest(text), "characters": len(text), "fault": described(error)}
    log.error("a text could not be read", extra={"event": fault})
