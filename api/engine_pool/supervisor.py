"""The pool's supervisor: loads the pipeline once, forks the engine processes and replaces those that die.

Run by ``Pool.start`` as ``python -m api.engine_pool.supervisor``. It has one thread, so that forking is safe;
the forked processes share the loaded pipeline's memory, and a replacement is there at once.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from .process import AttributeFunction, run

WARM_UP = "“The pool is ready,” the engineer said on Monday."
LOOK_EVERY = 0.1  # seconds between looks at the processes and the parent


class Supervisor:
    """Keeps a number of engine processes alive as long as its own parent lives."""

    def __init__(self, listener: socket.socket, attribute: AttributeFunction, processes: int, timeout: float) -> None:
        """The socket must be bound and listening already."""
        self.listener = listener
        self.attribute = attribute
        self.processes = processes
        self.timeout = timeout
        self.children: set[int] = set()
        self.stopping = False

    def keep(self, parent: int, on_ready: Callable[[], None]) -> None:
        """Run until told to stop or until ``parent`` is gone, then end every engine process."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self._fork_missing()
            on_ready()
            while not self.stopping and os.getppid() == parent:
                self._reap()
                self._fork_missing()
                time.sleep(LOOK_EVERY)
        finally:
            self._end_children()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _fork_missing(self) -> None:
        while len(self.children) < self.processes and not self.stopping:
            supervisor = os.getpid()
            child = os.fork()
            if child == 0:
                try:
                    run(self.listener, self.attribute, self.timeout, supervisor)
                finally:
                    os._exit(1)
            self.children.add(child)

    def _reap(self) -> None:
        for child in list(self.children):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                self.children.discard(child)
                say(f"process {child} ended ({_why(status)}); starting another")

    def _end_children(self) -> None:
        for child in self.children:
            os.kill(child, signal.SIGKILL)
        for child in self.children:
            os.waitpid(child, 0)


def say(message: str) -> None:
    """One line to the server's log."""
    print(f"saidby engine: {message}", file=sys.stderr, flush=True)


def _why(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGALRM:
        return "an article took too long"
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"


def load(name: str) -> AttributeFunction:
    """The function that "module:function" names."""
    module, _, function = name.partition(":")
    loaded: Any = getattr(importlib.import_module(module), function)
    return loaded  # type: ignore[no-any-return]


def main() -> int:
    """Read the arguments, load the pipeline, keep the pool."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listener", type=int, required=True, help="file descriptor of the listening socket")
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--processes", type=int, required=True)
    parser.add_argument("--timeout", type=float, required=True)
    parser.add_argument("--function", default="attribution:attribute_text")
    given = parser.parse_args()
    try:
        attribute = load(given.function)
        list(attribute(WARM_UP))
    except Exception as error:
        say(f"cannot start: {type(error).__name__}: {error}")
        return 1
    listener = socket.socket(fileno=given.listener)
    Supervisor(listener, attribute, given.processes, given.timeout).keep(given.parent, tell_ready)
    if os.getppid() != given.parent:  # the server was killed and could not tidy up
        shutil.rmtree(Path(listener.getsockname()).parent, ignore_errors=True)
    return 0


def tell_ready() -> None:
    """Tell the server, then let what is printed from here on go to its log."""
    with contextlib.suppress(BrokenPipeError):  # it is gone already
        print("ready", flush=True)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
