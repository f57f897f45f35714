"""Ends a process when its parent dies, however the parent dies."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable

POLL_INTERVAL = 0.25  # seconds
_PR_SET_PDEATHSIG = 1


def signal_at_death_of_parent(number: int, parent: int) -> None:
    """Have the kernel send this process the signal ``number`` when the process ``parent`` dies. Linux only.

    If the parent has died already, the signal is sent at once. Does nothing on other systems.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


def watch(parent: int, on_death: Callable[[], object]) -> threading.Thread:
    """Start a thread that calls ``on_death`` within ``POLL_INTERVAL`` of the death of ``parent``, on any system."""

    def poll() -> None:
        while os.getppid() == parent:
            time.sleep(POLL_INTERVAL)
        on_death()

    thread = threading.Thread(target=poll, name="saidby-parent", daemon=True)
    thread.start()
    return thread
