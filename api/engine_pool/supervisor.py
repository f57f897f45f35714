"""The pool's supervisor: loads the pipeline once, then runs the broker, which forks the engine processes.

Started by ``Pool.start`` as ``python -m api.engine_pool.supervisor``. The forked processes share the memory of the
loaded pipeline, and replacements start at once.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import shutil
import signal
import socket
import sys
from pathlib import Path

from api.config import Config
from api.engine_pool import parent
from api.telemetry import logs
from attribution import AttributionError

from .broker import Broker
from .pool import FAILED, READY
from .process import load

log = logging.getLogger("saidby.engine")
WARM_UP = "“The pool is ready,” the engineer said on Monday."


def main() -> int:
    """Parse the arguments, load the pipeline and run the broker; returns the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listener", type=int, required=True, help="file descriptor of the listening socket")
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--processes", type=int, required=True)
    parser.add_argument("--timeout", type=float, required=True)
    parser.add_argument("--function", default="attribution:attribute_text")
    arguments = parser.parse_args()
    logs.configure(Config.from_environment())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    parent.signal_at_death_of_parent(signal.SIGTERM, arguments.parent)  # also while the pipeline is being loaded
    listener = socket.socket(fileno=arguments.listener)
    try:
        attribute = load(arguments.function)
        list(attribute(WARM_UP))
        Broker(listener, attribute, arguments.processes, arguments.timeout).run(arguments.parent, report_ready)
    except Exception as error:
        log.error("cannot start: %s: %s", type(error).__name__, error)
        why = str(error) if isinstance(error, AttributionError) else f"{type(error).__name__}: {error}"
        print(f"{FAILED}{' '.join(why.split())}", flush=True)
        return 1
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the server stops what is ending anyway: nothing to report
        if os.getppid() != arguments.parent:  # the server was killed and could not clean up
            shutil.rmtree(Path(listener.getsockname()).parent, ignore_errors=True)
    return 0


def report_ready() -> None:
    """Report to the server, then redirect standard output to its log."""
    with contextlib.suppress(BrokenPipeError):  # it has died
        print(READY, flush=True)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
