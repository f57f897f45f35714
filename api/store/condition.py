"""Whether the archive is writable, and if not, why; determined without writing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .errors import StoreReadOnly
from .failures import read_only

LEAST = 128 * 1024  # bytes of disk space that a small article takes in the write-ahead log
MORE = 256 * 1024  # bytes that must have become free since the last failure before writing is tried again


class Access(StrEnum):
    """How the archive can be used: read and written, only read (permissions or a full disk), or not at all."""

    OK = "ok"
    READ_ONLY = "read_only"
    FULL = "full"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Condition:
    """How the archive can be used, and if it is restricted, a sentence saying why."""

    access: Access
    detail: str | None = None

    @classmethod
    def unreadable(cls, why: str) -> Condition:
        """The condition of an archive that cannot be read."""
        return cls(Access.UNREADABLE, why)

    def refuse_read_only(self, path: Path) -> None:
        """Raise ``StoreReadOnly`` if the archive at ``path`` is read-only."""
        if self.access is Access.READ_ONLY:
            raise StoreReadOnly(self.detail or str(read_only(path)))


def condition(path: Path, noted: str) -> Condition:
    """The condition of a readable archive. ``noted``: the last writer's note of a full disk (``without_room``)."""
    real = Path(os.path.realpath(path))
    if not (_writable(real, os.W_OK) and _writable(real.parent, os.W_OK | os.X_OK)):
        return Condition(Access.READ_ONLY, str(read_only(path)))
    room = _room(real)
    if room < LEAST or (noted and room < _needed(noted)):
        return Condition(Access.FULL, "there is no disk space left to write to the archive; it can still be read")
    return Condition(Access.OK)


def without_room(path: Path) -> str:
    """The note that a writer stores in the lock file when the disk is full: the free space it found, in bytes."""
    return f"full {_room(Path(os.path.realpath(path)))}"


def _needed(noted: str) -> int:
    _, _, room = noted.partition(" ")
    return int(room) + MORE if room.isdigit() else 0


def _writable(path: Path, how: int) -> bool:
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def _room(path: Path) -> int:
    """Free bytes on the file system that this process may use."""
    try:
        stat = os.statvfs(path.parent)
    except OSError:
        return 0
    return stat.f_frsize * (stat.f_bavail if os.geteuid() else stat.f_bfree)
