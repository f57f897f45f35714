"""Runs the engine in separate processes, which share one loaded pipeline and process one text at a time each."""

from __future__ import annotations

from .client import PoolAttributor
from .errors import (
    EngineAbandoned,
    EngineBusy,
    EngineCrashed,
    EngineCrowded,
    EngineDefeated,
    EngineError,
    EngineFailed,
    EngineTimeout,
    EngineUnavailable,
)
from .pool import Pool
from .requester import ANYONE, Requester
from .slots import ENGINE_THREADS

__all__ = [
    "ANYONE", "ENGINE_THREADS", "EngineAbandoned", "EngineBusy", "EngineCrashed", "EngineCrowded", "EngineDefeated",
    "EngineError", "EngineFailed", "EngineTimeout", "EngineUnavailable", "Pool", "PoolAttributor", "Requester",
]  # fmt: skip
