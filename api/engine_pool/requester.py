"""On whose behalf a text is processed, and whether they are still connected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def never() -> bool:
    """False: a requester without a connection cannot disconnect."""
    return False


@dataclass(frozen=True, slots=True)
class Requester:
    """``caller`` identifies whose share of the engine is used; ``gone`` tells whether the client disconnected."""

    caller: str = ""
    gone: Callable[[], bool] = never


ANYONE = Requester()
