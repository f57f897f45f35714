"""How far a run has come, by the bytes of the input that were read: how many records follow is not known before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


class Position:
    """The position in some files, which are read one after another."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.records = 0  # read so far
        self._total = sum(map(_size, files))
        self._done = 0
        self._open: BinaryIO | None = None

    def opened(self, file: BinaryIO) -> None:
        """A file is being read, perhaps by another process that shares its descriptor."""
        self._open = file

    def finished(self, file: Path) -> None:
        """A file has been read."""
        self._done, self._open = self._done + _size(file), None

    def share(self, records: int) -> float:
        """The share of the input, from 0 to 1, of the first ``records`` records."""
        read = min(1.0, (self._done + self._offset()) / self._total) if self._total else 1.0
        return read * min(1.0, records / self.records) if self.records else 0.0

    def _offset(self) -> int:
        try:
            return os.lseek(self._open.fileno(), 0, os.SEEK_CUR) if self._open is not None else 0
        except (OSError, ValueError):  # a pipe, or it is closed
            return 0


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
