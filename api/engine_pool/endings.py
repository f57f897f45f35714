"""How an engine process ended, and what that is to whoever waited for it."""

from __future__ import annotations

import os
import signal
import time

from .errors import EngineCrashed, EngineTimeout

LATE = (signal.SIGPROF, signal.SIGALRM)  # of the limits by the processor's time and by the clock
REASONS = ("timeout", "abandoned", "crash")


def wait(pid: int) -> int:
    """The status with which a process ends whose channel is closed."""
    for _ in range(50):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def reason(status: int, *, wanted: bool) -> str:
    """One of ``REASONS``; ``wanted`` is whether anybody still waited for the process."""
    if -os.waitstatus_to_exitcode(status) in LATE:
        return "timeout"
    return "crash" if wanted else "abandoned"


def error(status: int) -> Exception:
    """The error of whoever waited."""
    if -os.waitstatus_to_exitcode(status) in LATE:
        return EngineTimeout("the text took longer than one of its length may take")
    return EngineCrashed("the engine process died while it read the text")


def why(status: int) -> str:
    """In words."""
    code = os.waitstatus_to_exitcode(status)
    if -code in LATE:
        return "a text took too long"
    return f"signal {-code}, {signal.strsignal(-code)}" if code < 0 else f"exit status {code}"
