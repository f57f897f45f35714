"""The pool's supervisor: loads the pipeline once and becomes the broker of the processes that it forks.

Run by ``Pool.start`` as ``python -m api.engine_pool.supervisor``. The forked processes share the loaded pipeline's
memory, and a replacement is there at once.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import os
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from api.config import Config
from api.engine_pool import parent
from api.telemetry import logs
from attribution import AttributionError

from .broker import Broker
from .pool import FAILED, READY
from .process import AttributeFunction

log = logging.getLogger("saidby.engine")
WARM_UP = "“The pool is ready,” the engineer said on Monday."


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
    logs.configure(Config.from_environment())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    parent.signal_at_death_of_parent(signal.SIGTERM, given.parent)  # also while the pipeline is loaded
    listener = socket.socket(fileno=given.listener)
    try:
        attribute = load(given.function)
        list(attribute(WARM_UP))
        Broker(listener, attribute, given.processes, given.timeout).keep(given.parent, tell_ready)
    except Exception as error:
        log.error("cannot start: %s: %s", type(error).__name__, error)
        why = str(error) if isinstance(error, AttributionError) else f"{type(error).__name__}: {error}"
        print(f"{FAILED}{' '.join(why.split())}", flush=True)
        return 1
    finally:
        if os.getppid() != given.parent:  # the server was killed and could not tidy up
            shutil.rmtree(Path(listener.getsockname()).parent, ignore_errors=True)
    return 0


def tell_ready() -> None:
    """Tell the server, then let what is printed from here on go to its log."""
    with contextlib.suppress(BrokenPipeError):  # it is gone already
        print(READY, flush=True)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
