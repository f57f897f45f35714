"""The folder in which the processes of one server store their metrics, so that any of them can add them up.

Each process has its own files, which outlive it. When a worker exits, its counts are merged into one set of files for
all exited workers, so that the number of files does not grow.
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
SIZE = 1 << 18  # bytes preallocated for each file
KINDS = ("counter", "histogram", "gauge_livesum")
EXITED = "0"  # in place of a process id: all exited processes


class MetricsFolder:
    """A folder in a RAM file system if there is one, created by the master before it forks."""

    def __init__(self, parent: Path | None = None) -> None:
        """Create the folder, and remove those of killed servers. ``parent`` is for tests."""
        parent = parent or _parent()
        _remove_stale(parent)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        self._owner = os.getpid()
        unnamed = self.path / f"{OWNER}.new"  # renamed once locked, so that no other server removes it as stale
        self._lock = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        unnamed.rename(self.path / OWNER)
        os.environ[VARIABLE] = str(self.path)

    def merge_exited(self, pid: int) -> None:
        """Merge the counts of a process that has exited, and drop its gauges."""
        from prometheus_client.multiprocess import mark_process_dead

        with merge_lock(self.path):
            mark_process_dead(pid, str(self.path))
            for kind in ("counter", "histogram"):
                _add(self.path / f"{kind}_{pid}.db", self.path / f"{kind}_{EXITED}.db")

    def close(self) -> None:
        """Remove the folder; does nothing except in the process that created it."""
        if os.getpid() != self._owner:
            return
        shutil.rmtree(self.path, ignore_errors=True)
        os.environ.pop(VARIABLE, None)
        os.close(self._lock)


def current() -> Path | None:
    """The folder of the server that this process belongs to, or None."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


@contextmanager
def merge_lock(folder: Path, shared: bool = False) -> Iterator[None]:
    """Hold the lock under which counts are merged; ``shared`` with others that only read."""
    descriptor = os.open(folder / MERGE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def preallocate(folder: Path) -> None:
    """Create this process's files in full size: writing to a mapped file on a full disk would kill the process.

    Raises ``OSError`` if there is no space.
    """
    for kind in KINDS:
        path = folder / f"{kind}_{os.getpid()}.db"
        if not path.exists():
            _create(path)
        if hasattr(os, "posix_fallocate"):  # macOS has none
            with path.open("r+b") as file:
                os.posix_fallocate(file.fileno(), 0, SIZE)


def _create(path: Path) -> None:
    """Create a file that is never seen empty: prometheus_client fails on one that another process has just created."""
    unnamed = path.with_suffix(".new")
    with unnamed.open("wb") as file:
        file.truncate(SIZE)
    unnamed.rename(path)


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
    """The RAM file system if this user may write to it, otherwise the folder for temporary files."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


def _remove_stale(parent: Path) -> None:
    """Remove the folders of this user whose servers have died."""
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
