"""Attributes batches in processes of this machine; a process that dies is replaced."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import Pipe
from typing import Protocol

import pyarrow as pa

from ..engine_pool.errors import EngineCrashed, EngineTimeout, EngineUnavailable
from ..engine_pool.exits import TIMEOUT_SIGNALS
from ..engine_pool.pool import ONE_THREAD
from .batches import from_bytes, to_bytes
from .worker import ERROR


class Workers(Protocol):
    """Attributes batches of about ``batch_size`` texts; ``capacity`` of them keep all workers busy."""

    batch_size: int
    capacity: int

    def submit(self, batch: pa.RecordBatch) -> Future[pa.RecordBatch]:
        """Attribute a batch (``TEXTS``); the result is ``RESULTS``, in any order.

        The future raises ``EngineCrashed`` or ``EngineTimeout`` if the worker died meanwhile, for whatever reason, and
        ``EngineUnavailable`` if no worker can run.
        """
        ...

    def close(self) -> None:
        """End the workers, also if they are busy."""
        ...


class LocalWorkers:
    """Processes on this machine, each started with its first batch; ``Workers``."""

    batch_size = 8  # texts: small, so that no worker is idle for long at the end of a run

    def __init__(self, processes: int, function: str, timeout: float) -> None:
        """``function``: the engine as "module:function". ``timeout``: the maximum time for a text, in seconds."""
        self.capacity = 2 * processes
        self._threads = ThreadPoolExecutor(processes, "bulk")
        self._all = [_Worker(function, timeout) for _ in range(processes)]
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in self._all:
            self._idle.put(worker)

    def submit(self, batch: pa.RecordBatch) -> Future[pa.RecordBatch]:
        """Attribute a batch in the next free process."""
        return self._threads.submit(self._attribute, to_bytes(batch))

    def _attribute(self, data: bytes) -> pa.RecordBatch:
        worker = self._idle.get()
        try:
            return worker.attribute(data)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """Kill the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.kill()
        self._threads.shutdown()


class _Worker:
    """A worker process and its connection; a dead one is replaced when the next batch comes."""

    def __init__(self, function: str, timeout: float) -> None:
        self._arguments = (function, str(timeout))
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def attribute(self, data: bytes) -> pa.RecordBatch:
        if self._process is None:
            self._start()
        try:
            self._connection.send_bytes(data)
            reply = self._connection.recv_bytes()
        except (EOFError, OSError):
            raise self._death() from None
        if reply[:1] == ERROR:
            raise EngineUnavailable(reply[1:].decode("utf8"))
        return from_bytes(reply[1:])

    def kill(self) -> None:
        """End the process for good."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _start(self) -> None:
        if self._closed:
            raise EngineUnavailable("the workers have been stopped")
        self._connection, other = Pipe()
        with other:
            descriptor = str(other.fileno())
            command = [sys.executable, "-m", f"{__package__}.worker", descriptor, *self._arguments, str(os.getpid())]
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[other.fileno()],
                env={**os.environ, **ONE_THREAD},
            )

    def _death(self) -> Exception:
        """The error for the end of the process, which is forgotten."""
        assert self._process is not None
        self._connection.close()
        self._process.kill()  # it may only have closed its connection
        code = self._process.wait()
        self._process = None
        if -code in TIMEOUT_SIGNALS:
            return EngineTimeout("the engine took longer than allowed for an article of this length")
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return EngineCrashed(f"the engine's process ended ({how})")
