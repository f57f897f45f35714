"""Lock files next to the archive. The kernel releases them when their holder dies.

ARCHIVE.lock is held by the single writer for the length of a transaction. It also stores a note from the last writer
that ran out of disk space, so that all processes see it. ARCHIVE.open is held as a shared lock by every process that
keeps the archive open; replacing or migrating the file requires it exclusively.
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
from .failures import from_os_error

_POLL_INTERVAL = 0.01
_NOTE_SIZE = 64  # bytes reserved in the lock file, so that writing a note takes no further disk space
_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)
_held: set[int] = set()  # descriptors of locks that this process holds


def _forget_after_fork() -> None:
    """Close the parent's locks in a forked child, which would otherwise hold them after the parent has died."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_forget_after_fork)


@dataclass(frozen=True, slots=True)
class HeldLock:
    """A lock file held by this process."""

    descriptor: int

    def write_note(self, text: str) -> None:
        """Store a short ASCII text for all processes; an empty text clears it. Best effort: errors are ignored."""
        data = text.encode("ascii")[:_NOTE_SIZE].ljust(_NOTE_SIZE)
        with suppress(OSError):
            if os.pread(self.descriptor, _NOTE_SIZE, 0) != data:
                os.pwrite(self.descriptor, data, 0)


@contextmanager
def exclusive(path: Path, timeout: float, message: str | None = None) -> Iterator[HeldLock]:
    """Hold the lock exclusively during the block, against other threads and processes.

    Raises ``StoreBusy`` with ``message`` if the lock is not released within ``timeout`` seconds, and ``StoreFull`` or
    ``StoreReadOnly`` if the lock file does not exist and cannot be created.
    """
    message = message or f"another writer holds {path.name}; try again later"
    descriptor = _open(path)
    _held.add(descriptor)
    owner = os.getpid()
    try:
        _acquire(descriptor, time.monotonic() + timeout, path, message)
        yield HeldLock(descriptor)
    finally:
        if os.getpid() == owner:  # a child forked inside the block does not own the lock
            _held.discard(descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # also for a child process that inherited the descriptor
            os.close(descriptor)


def share(path: Path, timeout: float) -> int | None:
    """Acquire a shared lock; it is held until the returned descriptor is closed here and in all child processes.

    Returns ``None`` if the lock file does not exist and cannot be created: then the archive cannot be replaced either.
    Raises ``StoreBusy`` if another process holds the lock exclusively for more than ``timeout`` seconds.
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


def read_note(path: Path) -> str:
    """Return the note stored in the lock file; empty if there is none."""
    try:
        return path.read_bytes()[:_NOTE_SIZE].decode("ascii", "replace").strip()
    except OSError:
        return ""


def _open(path: Path) -> int:
    """Open the lock file, creating it if needed. A file that is only readable can be locked as well."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        if error.errno in _UNWRITABLE:
            with suppress(OSError):
                return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        raise from_os_error(error, path.with_suffix("")) from error


def _acquire(descriptor: int, deadline: float, path: Path, message: str, kind: int = fcntl.LOCK_EX) -> None:
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreBusy(message) from None
            time.sleep(_POLL_INTERVAL)
        except OSError as error:
            raise from_os_error(error, path.with_suffix("")) from error
