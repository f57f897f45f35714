"""The engine in processes of its own: one loaded pipeline, one article at a time each, plain data out."""

from __future__ import annotations

from .client import PoolAttributor
from .errors import EngineBusy, EngineCrashed, EngineError, EngineFailed, EngineTimeout, EngineUnavailable
from .pool import Pool

__all__ = [
    "EngineBusy", "EngineCrashed", "EngineError", "EngineFailed", "EngineTimeout", "EngineUnavailable", "Pool",
    "PoolAttributor",
]  # fmt: skip
