"""Who is told how long texts wait and are read, and what comes of them."""

from __future__ import annotations

from typing import Protocol

from attribution import InvalidText

from .errors import EngineAbandoned, EngineBusy, EngineCrashed, EngineCrowded, EngineTimeout, EngineUnavailable

ERRORS = {
    "invalid": InvalidText, "timeout": EngineTimeout, "crash": EngineCrashed, "abandoned": EngineAbandoned,
    "crowded": EngineCrowded, "busy": EngineBusy, "unavailable": EngineUnavailable,
}  # fmt: skip


class Observer(Protocol):
    """Is told of each attempt to have a text read."""

    def waited(self, seconds: float) -> object:
        """How long it took until a process was free."""
        ...

    def read(self, seconds: float) -> object:
        """How long the process took, whatever came of it."""
        ...

    def ended(self, outcome: str) -> object:
        """What came of it: one of ``api.telemetry.engine_outcomes``."""
        ...


class Nobody:
    """Does not care."""

    def waited(self, seconds: float) -> None:
        """Nothing happens."""

    def read(self, seconds: float) -> None:
        """Nothing happens."""

    def ended(self, outcome: str) -> None:
        """Nothing happens."""


def outcome(error: BaseException) -> str:
    """The name of what an error is; the first that fits."""
    fitting = (name for name, kind in ERRORS.items() if isinstance(error, kind))
    return next(fitting, "failure")
