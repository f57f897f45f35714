"""The folder in which the processes of one server keep their counts, so that any of them can add all up.

Each process has files of its own, which outlive it. When a worker dies, its counts are added to those of the others
that died, so that a server whose workers come and go has no more files to read than one that is new.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # where prometheus_client looks, once, when it is imported
PREFIX = "saidby-metrics-"
OWNER = "owner.lock"  # held by the server and, by inheritance, its workers: the folder is in use
MERGE = "merge.lock"  # held while counts move from one file to another
SIZE = 1 << 18  # bytes set aside for each file
KINDS = ("counter", "histogram", "gauge_livesum")
GONE = "0"  # in place of a process's id: all that are gone


class MetricsFolder:
    """A folder in memory where the system has one, made by the master before it forks."""

    def __init__(self, parent: Path | None = None) -> None:
        """Make it, and remove what servers that were killed have left. ``parent`` is for the tests."""
        parent = parent or _parent()
        _sweep(parent)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        self._owner = os.getpid()
        unnamed = self.path / f"{OWNER}.new"  # it gets its name when it is held, so that nobody takes it for left
        self._lock = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        unnamed.rename(self.path / OWNER)
        os.environ[VARIABLE] = str(self.path)

    def bury(self, pid: int) -> None:
        """Keep the counts of a process that has ended, and forget its gauges."""
        from prometheus_client.multiprocess import mark_process_dead

        with merging(self.path):
            mark_process_dead(pid, str(self.path))
            for kind in ("counter", "histogram"):
                _add(self.path / f"{kind}_{pid}.db", self.path / f"{kind}_{GONE}.db")

    def close(self) -> None:
        """Remove it, in the process that made it."""
        if os.getpid() != self._owner:
            return
        shutil.rmtree(self.path, ignore_errors=True)
        os.environ.pop(VARIABLE, None)
        os.close(self._lock)


def current() -> Path | None:
    """The folder of the server that this process belongs to, if it belongs to one."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


@contextmanager
def merging(folder: Path, shared: bool = False) -> Iterator[None]:
    """Hold the lock under which counts move; ``shared`` by those that only read them."""
    descriptor = os.open(folder / MERGE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def set_aside(folder: Path) -> None:
    """Make this process's files with all their bytes: a mapped file that cannot grow on a full disk ends the process.

    Raises ``OSError`` where there is no room.
    """
    for kind in KINDS:
        descriptor = os.open(folder / f"{kind}_{os.getpid()}.db", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(descriptor).st_size < SIZE and hasattr(os, "posix_fallocate"):  # macOS has none
                os.posix_fallocate(descriptor, 0, SIZE)
        finally:
            os.close(descriptor)


def _add(source: Path, target: Path) -> None:
    from prometheus_client.mmap_dict import MmapedDict

    if not source.exists():
        return
    total = MmapedDict(str(target))
    try:
        for key, value, *_ in MmapedDict.read_all_values_from_file(str(source)):
            total.write_value(key, total.read_value(key)[0] + value, 0.0)
    finally:
        total.close()
    source.unlink()


def _parent() -> Path:
    """A folder in memory if there is one that this user may write to; otherwise the one for temporary files."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


def _sweep(parent: Path) -> None:
    """Remove the folders of this user whose servers are gone."""
    for folder in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_uid != os.getuid() or folder.is_symlink():
                continue
            descriptor = os.open(folder / OWNER, os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(descriptor)
