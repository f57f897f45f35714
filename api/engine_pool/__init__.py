"""The engine in processes of its own: one loaded pipeline, one text at a time each, plain data out."""

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
from .places import AT_ONCE
from .pool import Pool
from .requester import ANYONE, Requester

__all__ = [
    "ANYONE", "AT_ONCE", "EngineAbandoned", "EngineBusy", "EngineCrashed", "EngineCrowded", "EngineDefeated",
    "EngineError", "EngineFailed", "EngineTimeout", "EngineUnavailable", "Pool", "PoolAttributor", "Requester",
]  # fmt: skip
