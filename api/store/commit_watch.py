"""Detects commits to the file without reading it."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from .opening import is_current

State = tuple[int, int, int]


class CommitWatch:
    """Reads SQLite's ``data_version``, which changes with each commit, on a connection shared by all threads."""

    def __init__(self, path: Path, connect: Callable[[], sqlite3.Connection]) -> None:
        """``connect`` opens the file at ``path`` read-only."""
        self._path, self._connect = path, connect
        self._lock = threading.Lock()
        self._opened = 0
        self._file: tuple[int, int, int] | None = None
        self._connection: sqlite3.Connection | None = None
        self._inherited: list[sqlite3.Connection] = []  # of the parent process; a child must not close them

    def state(self) -> State:
        """A value that equals an earlier one of the same process only if nothing was committed in between."""
        stat = self._path.stat()
        file = (os.getpid(), stat.st_dev, stat.st_ino)
        with self._lock:
            if self._connection is None or self._file != file or not is_current(self._connection):
                self._open(file)
            assert self._connection is not None
            cursor = self._connection.execute("PRAGMA data_version")
            (version,) = cursor.fetchone()
            cursor.close()
            return os.getpid(), self._opened, version

    def close(self) -> None:
        """Close the connection; the next call of ``state`` opens a new one."""
        with self._lock:
            self._drop()

    def _open(self, file: tuple[int, int, int]) -> None:
        self._drop()
        self._connection, self._file = self._connect(), file
        self._opened += 1

    def _drop(self) -> None:
        if self._connection is not None:
            if self._file is not None and self._file[0] != os.getpid():
                self._inherited.append(self._connection)
            else:
                self._connection.close()
        self._connection = self._file = None
