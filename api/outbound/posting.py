"""Posts a body to an address that was resolved and checked, within a time limit, and follows no redirect."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .addresses import Target

MOST_READ = 64 * 1024  # bytes of a response, which is not used


@dataclass(frozen=True, slots=True)
class Posted:
    """The status of a response, and ``Retry-After`` in seconds if it has one."""

    status: int
    retry_after: int | None


class PinnedConnection(http.client.HTTPConnection):
    """A connection to one address, with TLS for the name of the host if the scheme is https."""

    def __init__(self, target: Target, timeout: float) -> None:
        """``timeout`` in seconds, for each operation."""
        super().__init__(target.host, target.port, timeout=timeout)
        self._target = target

    def connect(self) -> None:
        """Connect to the address."""
        plain = socket.create_connection((self._target.address, self._target.port), self.timeout)
        if self._target.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self._target.host)
        else:
            self.sock = plain


def post(target: Target, body: bytes, headers: Mapping[str, str], limit: float) -> Posted:
    """Post a body; the whole exchange takes at most ``limit`` seconds. Raises ``OSError`` or ``HTTPException``."""
    connection = PinnedConnection(target, limit)
    with broken_after(connection, limit):
        connection.request("POST", target.path, body, dict(headers))
        response = connection.getresponse()
        response.read(MOST_READ)
        waited = response.headers.get("Retry-After") or ""
        return Posted(response.status, int(waited) if waited.isdigit() and len(waited) < 7 else None)


@contextlib.contextmanager
def broken_after(connection: http.client.HTTPConnection, limit: float) -> Iterator[None]:
    """Close a connection at the end of the block, and break it after ``limit`` seconds in any case."""
    timer = threading.Timer(limit, _break, (connection,))  # the other side may send a byte now and then
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _break(connection: http.client.HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
