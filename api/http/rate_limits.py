"""Rate limits over one small file that all workers share: who came when, in slots of sixteen bytes.

Each name has a moment up to which its requests are paid for (GCRA): a request moves it on by the interval, and waits
where that leads more than the allowance ahead. Names are hashed into the slots. Where all slots of a hash are taken,
the one that is paid for least is given away: a crowd is let through rather than locked out.

The file is beside the archive. Where that cannot be written (a full disk, a read-only one), it is in the system's
folder of temporary files, and where that cannot be either, each worker counts for itself, in memory. The file is not
mapped: writing to a mapped file on a full disk ends the process.
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
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

SLOTS = 1 << 15
PROBES = 8
_SLOT = struct.Struct("=Qd")  # the name's hash, and until when it is paid for
_BUCKET = PROBES * _SLOT.size
BURST = 0.25  # of a minute's requests may come at once
SLACK = 1e-4  # seconds that rounding may cost


class _Request(NamedTuple):
    """The hash of who asks, when, seconds from one request to the next, and seconds that may be used ahead."""

    tag: int
    now: float
    interval: float
    allowance: float


class Limiter:
    """Counts requests by name, for all processes that use the same file."""

    def __init__(self, path: Path) -> None:
        """``path`` is made where it is missing; what it holds is worth nothing after a minute."""
        self.path = path
        self._lock = threading.Lock()
        self._owner = 0
        self._file = -1
        self._places: Iterator[Path] = iter(())
        self._memory = bytearray()

    def wait(self, name: str, per_minute: int, now: float | None = None) -> float:
        """0 and one request more for ``name``, or how many seconds it has to wait."""
        interval = 60.0 / per_minute
        allowance = max(per_minute * BURST, 1.0) * interval
        tag = int.from_bytes(hashlib.blake2b(name.encode("utf8"), digest_size=8).digest(), "big") | 1
        first = tag // PROBES % (SLOTS // PROBES) * _BUCKET
        request = _Request(tag, time.time() if now is None else now, interval, allowance)
        with self._lock:
            self._require_file()
            while self._file >= 0:
                try:
                    return self._wait_in_file(first, request)
                except OSError:  # a full or failing disk: on with the next place
                    self._open_next()
            return self._wait_in(self._memory, first, request)[0]

    def _wait_in_file(self, first: int, request: _Request) -> float:
        fcntl.lockf(self._file, fcntl.LOCK_EX, _BUCKET, first)
        try:
            slots = bytearray(os.pread(self._file, _BUCKET, first).ljust(_BUCKET, b"\0"))
            wait, place = self._wait_in(slots, 0, request)
            if wait == 0.0:
                os.pwrite(self._file, slots[place : place + _SLOT.size], first + place)
            return wait
        finally:
            fcntl.lockf(self._file, fcntl.LOCK_UN, _BUCKET, first)

    def _wait_in(self, slots: bytearray, first: int, request: _Request) -> tuple[float, int]:
        """How long to wait, and the place in ``slots`` where that is kept."""
        tag, now, interval, allowance = request
        place, paid = self._find(slots, first, tag)
        paid = max(min(paid, now + 2 * 60), now)  # a clock that was set back locks nobody out
        if paid + interval - now > allowance + SLACK:
            return paid + interval - now - allowance, place
        _SLOT.pack_into(slots, place, tag, paid + interval)
        return 0.0, place

    def _find(self, slots: bytearray, first: int, tag: int) -> tuple[int, float]:
        """The place of the name and until when it is paid for; a place to give away and 0 where it has none."""
        found = [(*_SLOT.unpack_from(slots, place), place) for place in range(first, first + _BUCKET, _SLOT.size)]
        for known, paid, place in found:
            if known == tag:
                return place, paid
        return min(found, key=lambda slot: slot[1])[2], 0.0

    def _require_file(self) -> None:
        """Open the file; locks belong to a process, so that each opens it for itself."""
        if self._owner != os.getpid():
            self._file = -1  # a parent's is left to it
            self._owner = os.getpid()
            self._places = self._candidates()
            self._open_next()

    def _candidates(self) -> Iterator[Path]:
        """Where the file may be, the best place first."""
        yield self.path
        digest = hashlib.blake2b(os.fsencode(self.path.absolute()), digest_size=8).hexdigest()
        with suppress(OSError):  # there may be no such folder that can be written
            yield Path(tempfile.gettempdir()) / f"saidby-{os.geteuid()}-{digest}.limits"

    def _open_next(self) -> None:
        """Open the file at the next place that works; without any, count in memory."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        for path in self._places:
            try:
                self._file = _opened(path, private=path != self.path)
                return
            except OSError:
                continue
        self._memory = bytearray(SLOTS * _SLOT.size)


def _opened(path: Path, *, private: bool) -> int:
    """The file at ``path``; one for ``private`` use may not be another user's."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        stat = os.fstat(descriptor)
        if private and stat.st_uid != os.geteuid():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        if stat.st_size < SLOTS * _SLOT.size:
            os.ftruncate(descriptor, SLOTS * _SLOT.size)  # takes no room yet
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
