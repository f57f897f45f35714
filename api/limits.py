"""Rate limits over one small file that all workers map: who came when, in slots of sixteen bytes.

Each name has a moment up to which its requests are paid for (GCRA): a request moves it on by the interval, and waits
where that leads more than the allowance ahead. Names are hashed into the slots. Where all slots of a hash are taken,
the one that is paid for least is given away: a crowd is let through rather than locked out.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import struct
import threading
import time
from pathlib import Path

SLOTS = 1 << 15
PROBES = 8
_SLOT = struct.Struct("=Qd")  # the name's hash, and until when it is paid for
BURST = 0.25  # of a minute's requests may come at once
SLACK = 1e-4  # seconds that rounding may cost


class Limiter:
    """Counts requests by name, for all processes that use the same file."""

    def __init__(self, path: Path) -> None:
        """``path`` is made where it is missing; what it holds is worth nothing after a minute."""
        self.path = path
        self._lock = threading.Lock()
        self._owner = 0

    def wait(self, name: str, per_minute: int, now: float | None = None) -> float:
        """0 and one request more for ``name``, or how many seconds it has to wait."""
        now = time.time() if now is None else now
        interval = 60.0 / per_minute
        allowance = max(per_minute * BURST, 1.0) * interval
        tag = int.from_bytes(hashlib.blake2b(name.encode("utf8"), digest_size=8).digest(), "big") | 1
        with self._lock:
            slots = self._slots()
            first = tag // PROBES % (SLOTS // PROBES) * PROBES * _SLOT.size
            fcntl.lockf(self._file, fcntl.LOCK_EX, PROBES * _SLOT.size, first)
            try:
                place, paid = self._find(slots, first, tag)
                paid = max(min(paid, now + 2 * 60), now)  # a clock that was set back locks nobody out
                if paid + interval - now > allowance + SLACK:
                    return paid + interval - now - allowance
                _SLOT.pack_into(slots, place, tag, paid + interval)
                return 0.0
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, PROBES * _SLOT.size, first)

    def _find(self, slots: mmap.mmap, first: int, tag: int) -> tuple[int, float]:
        """The place of the name and until when it is paid for; a place to give away and 0 where it has none."""
        found = [(*_SLOT.unpack_from(slots, place), place) for place in range(first, first + PROBES * _SLOT.size, 16)]
        for known, paid, place in found:
            if known == tag:
                return place, paid
        return min(found, key=lambda slot: slot[1])[2], 0.0

    def _slots(self) -> mmap.mmap:
        """The mapped file; locks belong to a process, so that each opens it for itself."""
        if self._owner != os.getpid():
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if os.fstat(self._file).st_size < SLOTS * _SLOT.size:
                os.ftruncate(self._file, SLOTS * _SLOT.size)
            self._mapped = mmap.mmap(self._file, SLOTS * _SLOT.size)
            self._owner = os.getpid()
        return self._mapped
