"""Rate limits (GCRA) in one small file that all workers share, a hash table with slots of sixteen bytes.

For each name a slot stores the theoretical arrival time: a request advances it by the interval, and is rejected if it
would then be ahead of the clock by more than the burst tolerance. Names are hashed to buckets of slots. If a bucket is
full, the slot with the earliest time is overwritten: too many names loosen the limits, and lock no one out.

The file is next to the archive. If that is not writable (a full or read-only disk), it is in the folder for temporary
files, and if that is not writable either, each worker counts in its own memory. The file is not mapped: writing to a
mapped file on a full disk would kill the process.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import struct
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

SLOTS = 1 << 15
PROBES = 8
_SLOT = struct.Struct("=Qd")  # the hash of the name, and its theoretical arrival time
_BUCKET = PROBES * _SLOT.size
BURST = 0.25  # the share of a minute's requests that may arrive at once
SLACK = 1e-4  # seconds, for rounding


class _Request(NamedTuple):
    """The hash of the name, the time, and in seconds the interval between requests and the burst tolerance."""

    tag: int
    now: float
    interval: float
    tolerance: float


class Limiter:
    """Counts requests by name, across all processes that use the same file."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """``path`` is created if missing; its content is obsolete after a minute.

        ``clock`` returns the seconds since the epoch, as all processes that use the file must agree on the time.
        """
        self.path = path
        self.clock = clock
        self._lock = threading.Lock()
        self._owner = 0
        self._file = -1
        self._paths: Iterator[Path] = iter(())
        self._memory = bytearray()

    def wait(self, name: str, per_minute: int) -> float:
        """Count a request of ``name`` and return 0, or return how many seconds it has to wait."""
        interval = 60.0 / per_minute
        tolerance = max(per_minute * BURST, 1.0) * interval
        tag = int.from_bytes(hashlib.blake2b(name.encode("utf8"), digest_size=8).digest(), "big") | 1
        first = tag // PROBES % (SLOTS // PROBES) * _BUCKET
        request = _Request(tag, self.clock(), interval, tolerance)
        with self._lock:
            self._require_file()
            while self._file >= 0:
                try:
                    return self._wait_in_file(first, request)
                except OSError:  # a full or failing disk: try the next path
                    self._open_next()
            return self._wait_in(self._memory, first, request)[0]

    def _wait_in_file(self, first: int, request: _Request) -> float:
        fcntl.lockf(self._file, fcntl.LOCK_EX, _BUCKET, first)
        try:
            slots = bytearray(os.pread(self._file, _BUCKET, first).ljust(_BUCKET, b"\0"))
            wait, at = self._wait_in(slots, 0, request)
            if wait == 0.0:
                os.pwrite(self._file, slots[at : at + _SLOT.size], first + at)
            return wait
        finally:
            fcntl.lockf(self._file, fcntl.LOCK_UN, _BUCKET, first)

    def _wait_in(self, slots: bytearray, first: int, request: _Request) -> tuple[float, int]:
        """How many seconds to wait, and the offset of the name's slot in ``slots``."""
        tag, now, interval, tolerance = request
        at, arrival = self._find(slots, first, tag)
        arrival = max(min(arrival, now + 2 * 60), now)  # a clock that was set back locks no one out
        if arrival + interval - now > tolerance + SLACK:
            return arrival + interval - now - tolerance, at
        _SLOT.pack_into(slots, at, tag, arrival + interval)
        return 0.0, at

    def _find(self, slots: bytearray, first: int, tag: int) -> tuple[int, float]:
        """The offset and the arrival time of the name's slot; those of a slot to overwrite and 0 if it has none."""
        found = [(*_SLOT.unpack_from(slots, at), at) for at in range(first, first + _BUCKET, _SLOT.size)]
        for known, arrival, at in found:
            if known == tag:
                return at, arrival
        return min(found, key=lambda slot: slot[1])[2], 0.0

    def _require_file(self) -> None:
        """Open the file once per process, as its locks belong to the process."""
        if self._owner != os.getpid():
            self._file = -1  # the parent's file stays with the parent
            self._owner = os.getpid()
            self._paths = self._candidates()
            self._open_next()

    def _candidates(self) -> Iterator[Path]:
        """Possible paths of the file, the preferred one first."""
        yield self.path
        digest = hashlib.blake2b(os.fsencode(self.path.absolute()), digest_size=8).hexdigest()
        with suppress(OSError):  # there may be no writable folder
            yield Path(tempfile.gettempdir()) / f"saidby-{os.geteuid()}-{digest}.limits"

    def _open_next(self) -> None:
        """Open the file at the next usable path; if there is none, count in memory."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        for path in self._paths:
            try:
                self._file = _open(path, private=path != self.path)
                return
            except OSError:
                continue
        self._memory = bytearray(SLOTS * _SLOT.size)


def _open(path: Path, *, private: bool) -> int:
    """Open or create the file at ``path``; a ``private`` one must belong to this user. Raises ``OSError``."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        stat = os.fstat(descriptor)
        if private and stat.st_uid != os.geteuid():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        if stat.st_size < SLOTS * _SLOT.size:
            os.ftruncate(descriptor, SLOTS * _SLOT.size)  # occupies no space yet
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
