"""Reports queueing time, processing time and outcome of texts to an observer, such as the metrics."""

from __future__ import annotations

from typing import Protocol

from attribution import InvalidText

from .errors import EngineAbandoned, EngineBusy, EngineCrashed, EngineCrowded, EngineTimeout, EngineUnavailable

ERRORS = {
    "invalid": InvalidText, "timeout": EngineTimeout, "crash": EngineCrashed, "abandoned": EngineAbandoned,
    "crowded": EngineCrowded, "busy": EngineBusy, "unavailable": EngineUnavailable,
}  # fmt: skip


class Observer(Protocol):
    """Receives reports on each attempt to process a text. Times are in seconds."""

    def waited(self, seconds: float) -> object:
        """A process became free after this time."""
        ...

    def read(self, seconds: float) -> object:
        """The process took this time, whatever the outcome."""
        ...

    def ended(self, outcome: str) -> object:
        """The attempt ended with one of ``api.telemetry.engine_outcomes.OUTCOMES``."""
        ...


class NullObserver:
    """Ignores all reports."""

    def waited(self, seconds: float) -> None:
        """Ignored."""

    def read(self, seconds: float) -> None:
        """Ignored."""

    def ended(self, outcome: str) -> None:
        """Ignored."""


def outcome_of(error: BaseException) -> str:
    """The outcome for an error: that of the first matching class, else "failure"."""
    matching = (name for name, kind in ERRORS.items() if isinstance(error, kind))
    return next(matching, "failure")
