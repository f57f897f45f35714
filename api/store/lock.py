"""Lock files beside the archive, which the kernel frees when their holder dies, however it dies.

ARCHIVE.lock is held by the one writer, for a transaction. It also keeps what the last writer that found no room had to
say, so that all processes know. ARCHIVE.open is shared by every process that has the archive open for longer: who
replaces or migrates the file needs it alone.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .errors import StoreBusy
from .failures import of_system

_PAUSE = 0.01
_NOTE = 64  # bytes of the lock file, written once so that a note needs no room
_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)
_held: set[int] = set()  # descriptors of locks that this process holds


def _forget_after_fork() -> None:
    """Close a parent's locks in its child, which would otherwise keep them after the parent's death."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_forget_after_fork)


@dataclass(frozen=True, slots=True)
class Held:
    """A lock file that is held."""

    descriptor: int

    def note(self, text: str) -> None:
        """Leave a short text for all processes; an empty one takes it away. Done as well as can be."""
        data = text.encode("ascii")[:_NOTE].ljust(_NOTE)
        with suppress(OSError):
            if os.pread(self.descriptor, _NOTE, 0) != data:
                os.pwrite(self.descriptor, data, 0)


@contextmanager
def exclusive(path: Path, timeout: float, message: str | None = None) -> Iterator[Held]:
    """Hold the lock file for the block, against other threads and processes.

    Raises ``StoreBusy``, with the ``message``, when its holder does not let go within ``timeout`` seconds,
    ``StoreFull`` and ``StoreReadOnly`` when there is no lock file and none can be made.
    """
    message = message or f"another writer holds {path.name}; try again later"
    descriptor = _open(path)
    _held.add(descriptor)
    owner = os.getpid()
    try:
        _acquire(descriptor, time.monotonic() + timeout, path, message)
        yield Held(descriptor)
    finally:
        if os.getpid() == owner:  # a child that leaves the block by fork has no part in the lock
            _held.discard(descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # also for a child process that inherited the descriptor
            os.close(descriptor)


def share(path: Path, timeout: float) -> int | None:
    """Hold the lock file together with others, for as long as the descriptor is open here or in a child.

    ``None`` where there is none and none can be made: nobody could then replace the archive either.
    Raises ``StoreBusy`` when somebody has it alone for longer than ``timeout`` seconds.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError:
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
    try:
        message = "the archive is being restored or migrated; try again later"
        _acquire(descriptor, time.monotonic() + timeout, path, message, fcntl.LOCK_SH)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def noted(path: Path) -> str:
    """What was left in the lock file; empty where there is nothing."""
    try:
        return path.read_bytes()[:_NOTE].decode("ascii", "replace").strip()
    except OSError:
        return ""


def _open(path: Path) -> int:
    """The lock file, made where it is missing; one that may only be read can be locked as well."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        if error.errno in _UNWRITABLE:
            with suppress(OSError):
                return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        raise of_system(error, path.with_suffix("")) from error


def _acquire(descriptor: int, deadline: float, path: Path, message: str, kind: int = fcntl.LOCK_EX) -> None:
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreBusy(message) from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise of_system(error, path.with_suffix("")) from error
