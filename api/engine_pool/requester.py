"""Who wants a text read, and whether they still do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def never() -> bool:
    """Nobody has gone."""
    return False


@dataclass(frozen=True, slots=True)
class Requester:
    """``caller`` is the name under which engine processes are shared out; ``gone`` is asked while the text is read."""

    caller: str = ""
    gone: Callable[[], bool] = never


ANYONE = Requester()
