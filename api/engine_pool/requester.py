"""Who asks for a text to be processed, and whether they are still connected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def never() -> bool:
    """False: a requester without a connection cannot disconnect."""
    return False


@dataclass(frozen=True, slots=True)
class Requester:
    """``caller`` names whose share of the engine is used; ``gone`` is polled during processing: has the client left?"""

    caller: str = ""
    gone: Callable[[], bool] = never


ANYONE = Requester()
