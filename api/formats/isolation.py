"""Reads foreign formats in a separate process, which is replaced when it dies or takes too long."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..engine_pool.wire import receive_frame, send_frame
from .documents import Document, Fault, Found
from .reader_process import CPU_LIMIT, MAX_MEMORY
from .registry import Format

WALL_LIMIT = 60.0  # seconds for one record


class Reader:
    """A reader process, started when the first file is read. Threads may share it; they take turns by file."""

    def __init__(
        self, wall_limit: float = WALL_LIMIT, cpu_limit: float = CPU_LIMIT, max_memory: int = MAX_MEMORY
    ) -> None:
        """The limits for one record, in seconds, and for the process, in bytes."""
        self.wall_limit, self.cpu_limit, self.max_memory = wall_limit, cpu_limit, max_memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None
        self._owner = 0

    def read(self, format: Format, file: BinaryIO) -> Iterator[Found]:
        """The documents and faults of a file, from its current position. The last fault may be that the process died.

        ``file`` has a descriptor. A process whose iteration is abandoned is ended.
        """
        with self._lock:
            connection = self._started()
            complete = False
            try:
                send_frame(connection, {"reader": format.reader})
                socket.send_fds(connection, [b"f"], [file.fileno()])
                while "end" not in (message := receive_frame(connection)):
                    yield _found(message)
                complete = True
            except TimeoutError:
                yield Fault(f"the reader of {format.name} took longer than {self.wall_limit:g} seconds and was ended")
            except (EOFError, OSError):
                yield Fault(f"the reader of {format.name} {self._death()}")
            finally:
                if not complete:
                    self._end()

    def read_bytes(self, format: Format, data: bytes) -> list[Found]:
        """The documents and faults of a body."""
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            return list(self.read(format, file))

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _started(self) -> socket.socket:
        if self._owner != os.getpid():  # after a fork, the process is that of the parent
            self._process = self._connection = None
        if self._process is not None and self._process.poll() is not None:
            self._end()  # it was killed meanwhile
        if self._connection is None:
            self._connection, other = socket.socketpair()
            with other:
                limits = map(str, (self.cpu_limit, self.max_memory))
                self._process = subprocess.Popen(
                    [sys.executable, "-m", f"{__package__}.reader_process", str(other.fileno()), *limits],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=[other.fileno()],
                )
            self._connection.settimeout(self.wall_limit)
            self._owner = os.getpid()
        return self._connection

    def _death(self) -> str:
        """How the process ended, for a message."""
        if self._process is None:
            return "ended"
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(5)
            if code == -signal.SIGPROF:
                return f"took more than {self.cpu_limit:g} seconds of computing and was ended"
            return f"crashed ({signal.Signals(-code).name})" if code < 0 else f"ended with exit code {code}"
        return "closed its connection"

    def _end(self) -> None:
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def _found(message: dict[str, Any]) -> Found:
    if "fault" in message:
        return Fault(**message["fault"])
    members = message["document"]
    return Document(**{**members, "mended": tuple(members["mended"])})
