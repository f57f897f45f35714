"""Interprets the exit status of an engine process: the reason for metrics and logs, the error for its client."""

from __future__ import annotations

import os
import signal
import time

from .errors import EngineCrashed, EngineTimeout

TIMEOUT_SIGNALS = (signal.SIGPROF, signal.SIGALRM)  # of the CPU limit and of the wall-clock limit
REASONS = ("timeout", "abandoned", "crash")


def wait(pid: int) -> int:
    """The exit status of a process that has closed its channel. Kills it if it does not exit within 0.1 s."""
    for _ in range(50):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def reason(status: int, *, wanted: bool) -> str:
    """One of ``REASONS``; ``wanted``: whether a client was still waiting for the process."""
    if -os.waitstatus_to_exitcode(status) in TIMEOUT_SIGNALS:
        return "timeout"
    return "crash" if wanted else "abandoned"


def error(status: int) -> Exception:
    """The error for the client that was waiting."""
    if -os.waitstatus_to_exitcode(status) in TIMEOUT_SIGNALS:
        return EngineTimeout("the text took longer than allowed for its length")
    return EngineCrashed("the engine process died while processing the text")


def describe(status: int) -> str:
    """The exit status in words, for the log."""
    code = os.waitstatus_to_exitcode(status)
    if -code in TIMEOUT_SIGNALS:
        return "a text took too long"
    return f"signal {-code}, {signal.strsignal(-code)}" if code < 0 else f"exit status {code}"
