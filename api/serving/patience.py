"""How long the service waits for a client: total times from a monotonic clock, which no single byte begins anew."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024


@dataclass(frozen=True, slots=True)
class Patience:
    """Times in seconds and sizes in bytes; a test may put smaller ones in place of ``PATIENCE``."""

    head: float = 10.0  # from a request's first byte to the end of its head
    fresh: float = 10.0  # from a connection's beginning to the first byte
    idle: float = 5.0  # between two requests of a connection
    window: float = 20.0  # in every window of a body or of an answer ...
    rate: int = 2 * KIB  # ... the client must move this many bytes a second
    queue: float = 30.0  # that a request waits for a thread
    linger: float = 2.0  # that a closed connection is drained, so that the client can read its last answer
    stopping: float = 2.0  # that a stopping worker keeps connections without a request
    orphaned: float = 1.0  # that requests may still take when the master is gone
    head_size: int = 64 * KIB
    memory: int = 64 * KIB  # of a body; what is longer goes to a temporary file
    ahead: int = 64 * KIB  # read of the next request while one is answered
    high: int = 128 * KIB  # of an answer that wait for the client: no more is made ...
    low: int = 32 * KIB  # ... until so few are left
    waiting: int = 128 * KIB * KIB  # of all answers that wait for clients of one worker; the longest are let go
    gathered: int = 512 * KIB * KIB  # of all bodies, in memory and files, that are not complete; the same


PATIENCE = Patience()


class Pace:
    """Whether a client moves its bytes fast enough: so many in each window of time spent waiting for it.

    A transfer of ``n`` bytes thus takes at most ``n / rate + window`` seconds, whatever the client does.
    """

    __slots__ = ("_bytes", "_patience", "_since", "_waited")

    def __init__(self, patience: Patience) -> None:
        """Nothing is waited for yet."""
        self._patience = patience
        self._waited = 0.0
        self._bytes = 0
        self._since: float | None = None

    def moved(self, count: int) -> None:
        """So many bytes came or went; those for which nobody had to wait filled a buffer, and say nothing."""
        if self._since is not None:
            self._bytes += count

    def wait(self, now: float) -> None:
        """From now on the client is waited for, if it is not already."""
        if self._since is None:
            self._since = now

    def rest(self, now: float) -> None:
        """Nothing is waited for."""
        if self._since is not None:
            self._waited += now - self._since
            self._since = None

    def late(self, now: float) -> bool:
        """Whether the client was too slow in the window that ended; begins the next window where it was not."""
        since = self._since
        waited = self._waited + (now - since if since is not None else 0.0)
        if waited < self._patience.window:
            return False
        if self._bytes < waited * self._patience.rate:
            return True
        self._bytes, self._waited = 0, 0.0
        self._since = now if since is not None else None
        return False
