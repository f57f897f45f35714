"""Waiting for what other processes and threads do: until it is so, however slow the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0  # seconds, for a busy machine; what is not so by then will never be


def eventually(holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Whether ``holds`` became true within ``seconds``."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() >= end:
            return False
        time.sleep(0.02)
    return True
