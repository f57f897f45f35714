"""The process of the service that works on the queue and sends webhooks, and its supervision by the server."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from api.config import Config
from api.engine_pool import PoolAttributor, parent
from api.operations.delivery_worker import DeliveryWorker, Events
from api.operations.queue_worker import STOP_TIME, QueueWorker
from api.store import Database
from api.telemetry import logs

ORPHAN_TIME = STOP_TIME + 0.5  # seconds in which the process exits after the server has died
EVENTS = "api.http.resources.subscriptions.events:EVENTS"  # loaded by name: serving does not know what is served
RESTART_INTERVAL = 5.0  # minimum time between two starts, in seconds, in case it keeps failing


class QueueProcess:
    """Starts the process, replaces it if it dies, and stops it."""

    def __init__(self, socket_path: Path, threads: int) -> None:
        """``socket_path`` is that of the engine pool. Without ``threads`` the process only sends webhooks."""
        self.socket_path = socket_path
        self.threads = threads
        self.process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._launched = float("-inf")

    def ensure_running(self) -> None:
        """Start the process unless it is running."""
        due = time.monotonic() - self._launched >= RESTART_INTERVAL
        if due and (self.process is None or self.process.poll() is not None):
            self._launched = time.monotonic()
            command = [
                sys.executable, "-m", "api.serving.queue_process",
                "--socket", str(self.socket_path), "--threads", str(self.threads), "--parent", str(os.getpid()),
            ]  # fmt: skip
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def stop(self) -> None:
        """Stop the process; only in the process that created this object."""
        if os.getpid() != self._owner or self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=STOP_TIME + 5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def main() -> int:
    """Work on the queue until the server stops or dies."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    arguments = parser.parse_args()
    config = Config.from_environment()
    logs.configure(config)
    engine = PoolAttributor(arguments.socket, config.engine_timeout, config.engine_wait)
    database = Database(config.database)
    worker = QueueWorker(database, engine, arguments.threads)
    stopping = threading.Event()

    def stop(*_: object) -> None:
        stopping.set()
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the server as well, which stops this process
    parent.signal_at_death_of_parent(signal.SIGTERM, arguments.parent)
    parent.watch(arguments.parent, lambda: _exit_orphaned(stop))
    webhooks = DeliveryWorker(database, _load(EVENTS), config.receiver_hosts())
    threading.Thread(target=webhooks.run, args=(stopping,), name="saidby-webhooks", daemon=True).start()
    if arguments.threads:
        worker.run()
    stopping.wait()
    return 0


def _load(name: str) -> Events:
    """The object named by "module:attribute"."""
    module, _, attribute = name.partition(":")
    loaded: Events = getattr(importlib.import_module(module), attribute)
    return loaded


def _exit_orphaned(stop: Callable[[], object]) -> None:
    """Exit after the server has died, also if the archive is locked. Other workers take over what was claimed."""
    stop()
    time.sleep(ORPHAN_TIME)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
