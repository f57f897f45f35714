"""The write lock: a lock file that the kernel frees when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import StoreBusy

_PAUSE = 0.01
_held: set[int] = set()  # descriptors of locks that this process holds


def _forget_after_fork() -> None:
    """Close a parent's locks in its child, which would otherwise keep them after the parent's death."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_forget_after_fork)


@contextmanager
def exclusive(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock file for the block, against other threads and processes.

    Raises ``StoreBusy`` when its holder does not let go within ``timeout`` seconds.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    _held.add(descriptor)
    owner = os.getpid()
    try:
        _acquire(descriptor, time.monotonic() + timeout, path)
        yield
    finally:
        if os.getpid() == owner:  # a child that leaves the block by fork has no part in the lock
            _held.discard(descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # also for a child process that inherited the descriptor
            os.close(descriptor)


def _acquire(descriptor: int, deadline: float, path: Path) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreBusy(f"another writer holds {path.name}; try again later") from None
            time.sleep(_PAUSE)
