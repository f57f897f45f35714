"""Limits for clients: time limits on a monotonic clock, which receiving a byte does not restart, and size limits."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024


@dataclass(frozen=True, slots=True)
class ClientLimits:
    """Times in seconds and sizes in bytes; tests replace ``DEFAULT_LIMITS`` by smaller ones."""

    head_timeout: float = 10.0  # from a request's first byte to the end of its head
    first_byte_timeout: float = 10.0  # from the start of a connection to its first byte
    idle_timeout: float = 5.0  # between two requests of a connection
    rate_window: float = 20.0  # in every window of a body or a response ...
    min_rate: int = 2 * KIB  # ... the client must transfer this many bytes per second
    queue_timeout: float = 30.0  # a request's wait for a thread
    linger_timeout: float = 2.0  # draining a closed connection, so that the client can read its last response
    shutdown_timeout: float = 2.0  # a stopping worker's wait for connections without a request
    orphan_timeout: float = 1.0  # time for requests in progress after the master has died
    max_head_size: int = 64 * KIB
    max_body_memory: int = 64 * KIB  # a longer body goes to a temporary file
    read_ahead: int = 64 * KIB  # of the next request, while one is being answered
    high_watermark: int = 128 * KIB  # unsent bytes of a response at which its generation pauses ...
    low_watermark: int = 32 * KIB  # ... and at which it resumes
    max_unsent: int = 128 * KIB * KIB  # of all responses of one worker; beyond it the largest are dropped
    max_incomplete: int = 512 * KIB * KIB  # of all incomplete bodies, in memory and in files; likewise


DEFAULT_LIMITS = ClientLimits()


class TransferMonitor:
    """Checks that a client transfers enough bytes in each window of the time spent waiting for it.

    A transfer of ``n`` bytes thus takes at most ``n / min_rate + rate_window`` seconds, whatever the client does.
    """

    __slots__ = ("_bytes", "_limits", "_since", "_waited")

    def __init__(self, limits: ClientLimits) -> None:
        """The monitor starts out not waiting."""
        self._limits = limits
        self._waited = 0.0
        self._bytes = 0
        self._since: float | None = None

    def transferred(self, count: int) -> None:
        """Count bytes sent or received; ignored while not waiting, as they only filled a buffer."""
        if self._since is not None:
            self._bytes += count

    def start_waiting(self, now: float) -> None:
        """Start the clock, if it is not running; ``now`` in seconds of a monotonic clock."""
        if self._since is None:
            self._since = now

    def stop_waiting(self, now: float) -> None:
        """Stop the clock."""
        if self._since is not None:
            self._waited += now - self._since
            self._since = None

    def too_slow(self, now: float) -> bool:
        """Whether the client was too slow in the window that has ended; if not, the next window starts."""
        since = self._since
        waited = self._waited + (now - since if since is not None else 0.0)
        if waited < self._limits.rate_window:
            return False
        if self._bytes < waited * self._limits.min_rate:
            return True
        self._bytes, self._waited = 0, 0.0
        self._since = now if since is not None else None
        return False
