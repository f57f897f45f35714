"""The interface to the engine, its implementation in this process, and how failures on a text are recorded."""

from __future__ import annotations

import logging
import threading
from typing import Protocol

from api.engine_pool import (
    ANYONE,
    EngineCrashed,
    EngineFailed,
    EngineTimeout,
    PermanentEngineError,
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
    """Finds the quotations in texts. Raises ``InvalidText`` or an ``EngineError``, and logs failures of the engine."""

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        """The quotations of a text, in order."""
        ...

    def version(self) -> str:
        """The engine's version, which changes with its code, its data and its weights."""
        ...

    def check(self) -> None:
        """Raise an ``EngineError`` if texts cannot be attributed at the moment."""
        ...


class InProcessAttributor:
    """The engine in this process, one text at a time; the first call loads the pipeline."""

    def __init__(self) -> None:
        """Loads nothing yet."""
        self._lock = threading.Lock()

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        """The quotations of a text, in order."""
        with self._lock:
            try:
                return attribute_text(text)
            except AttributionError:
                raise
            except Exception as error:
                log_failure(text, error)
                raise EngineFailed(f"{type(error).__name__}: {error}") from error

    def version(self) -> str:
        """The engine's version."""
        return engine_version()

    def check(self) -> None:
        """Do nothing: an engine in this process is always available."""


def attribute(attributor: Attributor, text: str, requester: Requester = ANYONE) -> list[Quotation] | Unread:
    """The quotations of a text, or why this engine cannot read it.

    Raises ``InvalidText``, or an ``EngineUnavailable`` if another attempt may succeed.
    """
    try:
        return attributor.attribute(text, requester)
    except PermanentEngineError as error:
        return Unread(REASONS.get(type(error), UnreadReason.FAILED), attributor.version())


def rejected(attributor: Attributor, text: str, error: Exception) -> Unread:
    """The outcome for a result of the engine that is invalid for the text, for the reason in ``error``."""
    log_failure(text, error)
    return Unread(UnreadReason.FAILED, attributor.version())


def log_failure(text: str, error: Exception) -> None:
    """Log a failure of the engine with the text's digest, without the text."""
    fault = {"text_sha256": text_digest(text), "characters": len(text), "fault": described(error)}
    log.error("a text could not be read", extra={"event": fault})
