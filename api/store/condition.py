"""Whether the archive can be written, and if not, why: asked without writing anything."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .errors import StoreReadOnly
from .failures import read_only

LEAST = 128 * 1024  # bytes of room that a small article takes in the log
MORE = 256 * 1024  # bytes of room more than at the last failure after which another try may succeed


class Access(StrEnum):
    """What can be done with the archive: all; only read it, by rights or for want of room; nothing."""

    OK = "ok"
    READ_ONLY = "read_only"
    FULL = "full"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Condition:
    """What can be done with the archive, and a sentence on why it is not more."""

    access: Access
    detail: str | None = None

    @classmethod
    def unreadable(cls, why: str) -> Condition:
        """It cannot be read."""
        return cls(Access.UNREADABLE, why)

    def refuse_read_only(self, path: Path) -> None:
        """Raise ``StoreReadOnly`` for the archive at ``path`` if that is what it is."""
        if self.access is Access.READ_ONLY:
            raise StoreReadOnly(self.detail or str(read_only(path)))


def condition(path: Path, noted: str) -> Condition:
    """Of an archive that can be read; ``noted`` is what the last writer that had no room left, see ``without_room``."""
    real = Path(os.path.realpath(path))
    if not (_writable(real, os.W_OK) and _writable(real.parent, os.W_OK | os.X_OK)):
        return Condition(Access.READ_ONLY, str(read_only(path)))
    room = _room(real)
    if room < LEAST or (noted and room < _needed(noted)):
        return Condition(Access.FULL, "there is no room to write to the archive; it can be read")
    return Condition(Access.OK)


def without_room(path: Path) -> str:
    """What a writer leaves for all processes when it found no room."""
    return f"full {_room(Path(os.path.realpath(path)))}"


def _needed(noted: str) -> int:
    _, _, room = noted.partition(" ")
    return int(room) + MORE if room.isdigit() else 0


def _writable(path: Path, how: int) -> bool:
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def _room(path: Path) -> int:
    """Bytes that this process may still write to the file system."""
    try:
        stat = os.statvfs(path.parent)
    except OSError:
        return 0
    return stat.f_frsize * (stat.f_bavail if os.geteuid() else stat.f_bfree)
