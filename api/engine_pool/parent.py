"""A process that ends with its parent, however the parent dies."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable

EVERY = 0.25  # seconds between two looks at the parent
_PR_SET_PDEATHSIG = 1


def signal_at_death_of_parent(number: int, parent: int) -> None:
    """Let the kernel send this process a signal when ``parent`` dies; where it cannot (no Linux), nothing happens.

    The parent may be gone already; then the signal is sent at once.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


def watch(parent: int, when_gone: Callable[[], object]) -> threading.Thread:
    """Call ``when_gone`` in a thread of its own soon after ``parent`` has died."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(EVERY)
        when_gone()

    thread = threading.Thread(target=look, name="saidby-parent", daemon=True)
    thread.start()
    return thread
