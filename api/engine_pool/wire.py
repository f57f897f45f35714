"""The protocol of the engine's sockets: JSON messages, each preceded by its length (four bytes, big-endian).

A client connects and sends ``{"caller": ...}``. The broker queues it and then passes the connection to an engine
process, which sends ``{"started": true}``. The client sends ``{"text", "request_id"}`` and receives
``{"records": [...]}``. A client that sends ``{"state": true}`` receives the state of the pool from the broker.
In place of either response, the process or the broker may send ``{"error": {"name", "message"}}``.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

LENGTH = struct.Struct("!I")
MAX_FRAME = 256 * 1024 * 1024


def send_frame(connection: socket.socket, message: dict[str, Any]) -> None:
    """Send one message."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf8")
    connection.sendall(LENGTH.pack(len(body)) + body)


def receive_frame(connection: socket.socket) -> dict[str, Any]:
    """Receive the next message. Raises ``EOFError`` if the other side closed before it was complete."""
    length = _length(_receive(connection, LENGTH.size), MAX_FRAME)
    return _message(_receive(connection, length))


class Frame:
    """Receives one message piece by piece from a non-blocking connection, and not a byte beyond it."""

    def __init__(self, max_size: int) -> None:
        """``max_size`` of the message in bytes."""
        self.max_size = max_size
        self._received = bytearray()

    def receive(self, connection: socket.socket) -> dict[str, Any] | None:
        """The message once it is complete, else None. Raises ``EOFError``, or ``ValueError`` if it is invalid."""
        size = LENGTH.size
        while True:
            known = len(self._received) >= size
            wanted = size + _length(self._received[:size], self.max_size) if known else size
            if known and len(self._received) == wanted:
                return _message(bytes(self._received[size:]))
            try:
                chunk = connection.recv(wanted - len(self._received))
            except BlockingIOError:
                return None
            if not chunk:
                raise EOFError("the connection was closed")
            self._received += chunk


def _length(prefix: bytes | bytearray, max_size: int) -> int:
    length: int = LENGTH.unpack(prefix)[0]
    if length > max_size:
        raise ValueError(f"a frame of {length:,} bytes exceeds the limit of {max_size:,}")
    return length


def _message(body: bytes) -> dict[str, Any]:
    message = json.loads(body)
    if not isinstance(message, dict):
        raise ValueError("a frame that is not an object")
    return message


def _receive(connection: socket.socket, size: int) -> bytes:
    received = bytearray()
    while len(received) < size:
        chunk = connection.recv(min(size - len(received), 1 << 20))
        if not chunk:
            raise EOFError("the connection was closed")
        received += chunk
    return bytes(received)
