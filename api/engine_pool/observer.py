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
    """Is called for each attempt to process a text."""

    def waited(self, seconds: float) -> object:
        """A process became free after so many seconds."""
        ...

    def read(self, seconds: float) -> object:
        """The process took so many seconds, whatever the outcome."""
        ...

    def ended(self, outcome: str) -> object:
        """The attempt ended with an outcome out of ``api.telemetry.engine_outcomes``."""
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
    """The outcome for an error: that of the first class which fits, else "failure"."""
    fitting = (name for name, kind in ERRORS.items() if isinstance(error, kind))
    return next(fitting, "failure")
