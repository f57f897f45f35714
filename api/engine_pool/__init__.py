"""Runs the engine in separate processes, which share one loaded pipeline and each process one text at a time."""

from __future__ import annotations

from .client import PoolAttributor
from .errors import (
    EngineAbandoned,
    EngineBusy,
    EngineCrashed,
    EngineCrowded,
    EngineError,
    EngineFailed,
    EngineTimeout,
    EngineUnavailable,
    PermanentEngineError,
)
from .pool import Pool
from .requester import ANYONE, Requester
from .slots import ENGINE_THREADS

__all__ = [
    "ANYONE",
    "ENGINE_THREADS",
    "EngineAbandoned",
    "EngineBusy",
    "EngineCrashed",
    "EngineCrowded",
    "EngineError",
    "EngineFailed",
    "EngineTimeout",
    "EngineUnavailable",
    "PermanentEngineError",
    "Pool",
    "PoolAttributor",
    "Requester",
]  # fmt: skip
