"""Starts, supervises and stops the engine pool, in the server's process."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .errors import EngineUnavailable

READY, FAILED = "ready", "failed "  # how the supervisor's first line of output begins

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
BACKLOG = 128
RESTART_INTERVAL = 5.0  # minimum time between starts of the supervisor, in seconds, in case it keeps failing


class Pool:
    """The supervisor process of the engine pool, and the pool's Unix socket.

    The socket is in a private directory: only this user may connect.
    """

    def __init__(
        self, processes: int, timeout: float, function: str = "attribution:attribute_text", *, log: bool = True
    ) -> None:
        """``function`` is "module:function", a function from text to quotations; ``timeout`` in seconds per text.

        Without ``log``, the output of the processes is discarded.
        """
        self.processes = processes
        self.timeout = timeout
        self.function = function
        self.log = log
        self.supervisor: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._launched = 0.0
        self._directory = Path(tempfile.mkdtemp(prefix="saidby-"))  # mode 0700
        self.socket_path = self._directory / "engine.sock"
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.socket_path))
        self.socket_path.chmod(0o600)
        self._listener.listen(BACKLOG)

    def start(self, timeout: float = 120.0) -> None:
        """Start the supervisor and wait up to ``timeout`` seconds for its processes. Raises ``EngineUnavailable``."""
        self._launch()
        assert self.supervisor is not None
        assert self.supervisor.stdout is not None
        readable, _, _ = select.select([self.supervisor.stdout], [], [], timeout)
        line = self.supervisor.stdout.readline().decode("utf8", "replace").rstrip("\n") if readable else ""
        if line != READY:
            self.stop()
            why = line.removeprefix(FAILED) if line.startswith(FAILED) else "its process exited, or took too long"
            raise EngineUnavailable(f"the engine did not start: {why}")

    def ensure_running(self) -> None:
        """Restart the supervisor if it has died; requests wait in the socket's queue until it is back."""
        died = self.supervisor is not None and not self.runs()
        if died and time.monotonic() - self._launched >= RESTART_INTERVAL:
            self._launch()

    def runs(self) -> bool:
        """Whether the supervisor is running."""
        return self.supervisor is not None and self.supervisor.poll() is None

    def stop(self) -> None:
        """Stop the supervisor and its processes, and remove the socket; only in the process that created the pool."""
        if os.getpid() != self._owner:
            return
        supervisor, self.supervisor = self.supervisor, None
        if supervisor is not None:
            supervisor.terminate()
            try:
                supervisor.wait(timeout=5)
            except subprocess.TimeoutExpired:
                supervisor.kill()
                supervisor.wait()
            if supervisor.stdout is not None:
                supervisor.stdout.close()
        with contextlib.suppress(OSError):
            self._listener.close()
        shutil.rmtree(self._directory, ignore_errors=True)

    def _launch(self) -> None:
        self._launched = time.monotonic()
        descriptor = self._listener.fileno()
        command = [
            sys.executable, "-m", "api.engine_pool.supervisor",
            "--listener", str(descriptor), "--parent", str(os.getpid()), "--processes", str(self.processes),
            "--timeout", str(self.timeout), "--function", self.function,
        ]  # fmt: skip
        environment = {**os.environ, **ONE_THREAD}
        self.supervisor = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=None if self.log else subprocess.DEVNULL,
            pass_fds=[descriptor],
            env=environment,
        )
