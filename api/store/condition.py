"""Whether the archive is writable, and if not, why; determined without writing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .errors import StoreReadOnly
from .failures import read_only

MIN_FREE = 128 * 1024  # bytes of disk space needed to write a small article to the write-ahead log
RETRY_MARGIN = 256 * 1024  # bytes that must have been freed since the last failure before writing is tried again


class Access(StrEnum):
    """How the archive can be used: read and written, only read (permissions or a full disk), or not at all."""

    OK = "ok"
    READ_ONLY = "read_only"
    FULL = "full"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Condition:
    """How the archive can be used, and if access is restricted, a sentence saying why."""

    access: Access
    detail: str | None = None

    @classmethod
    def unreadable(cls, why: str) -> Condition:
        """The condition of an archive that cannot be read."""
        return cls(Access.UNREADABLE, why)

    def require_writable(self, path: Path) -> None:
        """Raise ``StoreReadOnly`` if the archive at ``path`` is read-only."""
        if self.access is Access.READ_ONLY:
            raise StoreReadOnly(self.detail or str(read_only(path)))


def condition(path: Path, note: str) -> Condition:
    """The condition of a readable archive. ``note``: what the last writer stored (``disk_full_note``), or empty."""
    real = Path(os.path.realpath(path))
    if not (_writable(real, os.W_OK) and _writable(real.parent, os.W_OK | os.X_OK)):
        return Condition(Access.READ_ONLY, str(read_only(path)))
    free = _free_space(real)
    if free < MIN_FREE or (note and free < _needed(note)):
        return Condition(Access.FULL, "there is no disk space left to write to the archive; it can still be read")
    return Condition(Access.OK)


def disk_full_note(path: Path) -> str:
    """The note that a writer stores in the lock file when the disk is full: the free space at that time, in bytes."""
    return f"full {_free_space(Path(os.path.realpath(path)))}"


def _needed(note: str) -> int:
    _, _, free = note.partition(" ")
    return int(free) + RETRY_MARGIN if free.isdigit() else 0


def _writable(path: Path, how: int) -> bool:
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def _free_space(path: Path) -> int:
    """Bytes on the archive's file system that this process may still use; 0 if that is unknown."""
    try:
        stat = os.statvfs(path.parent)
    except OSError:
        return 0
    return stat.f_frsize * (stat.f_bavail if os.geteuid() else stat.f_bfree)
