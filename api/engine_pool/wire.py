"""What goes over the engine's sockets: JSON frames with a length before them, and records in both directions.

A client connects and sends ``{"caller": ...}``. The broker lets it wait its turn and then hands the connection to an
engine process, which sends ``{"started": true}``. The client sends ``{"text", "request_id"}`` and gets
``{"records": [...]}``. A client that sends ``{"state": true}`` is told by the broker how the pool is.
In the place of either answer there may be ``{"error": {"name", "message"}}``, from the process or from the broker.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

from attribution import (
    Cue,
    Evidence,
    Factor,
    Mention,
    Quotation,
    QuotationType,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
)

LENGTH = struct.Struct("!I")
MAX_FRAME = 256 * 1024 * 1024


def send_frame(connection: socket.socket, message: dict[str, Any]) -> None:
    """Send one message."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf8")
    connection.sendall(LENGTH.pack(len(body)) + body)


def receive_frame(connection: socket.socket) -> dict[str, Any]:
    """The next message. Raises ``EOFError`` if the other side closed before all of it came."""
    length = _length(_receive(connection, LENGTH.size), MAX_FRAME)
    return _message(_receive(connection, length))


class Frame:
    """A message that comes in pieces, from a connection that does not block; nothing behind it is read."""

    def __init__(self, most: int) -> None:
        """``most`` is how many bytes the message may have."""
        self.most = most
        self._received = bytearray()

    def receive(self, connection: socket.socket) -> dict[str, Any] | None:
        """The message when all of it has come. Raises ``EOFError``, or ``ValueError`` for what is none."""
        size = LENGTH.size
        while True:
            known = len(self._received) >= size
            wanted = size + _length(self._received[:size], self.most) if known else size
            if known and len(self._received) == wanted:
                return _message(bytes(self._received[size:]))
            try:
                chunk = connection.recv(wanted - len(self._received))
            except BlockingIOError:
                return None
            if not chunk:
                raise EOFError("the connection was closed")
            self._received += chunk


def _length(prefix: bytes | bytearray, most: int) -> int:
    length: int = LENGTH.unpack(prefix)[0]
    if length > most:
        raise ValueError(f"a frame of {length:,} bytes; at most {most:,} are taken")
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


def from_record(record: dict[str, Any]) -> Quotation:
    """The quotation of a record: the inverse of ``attribution.to_record``."""
    evidence = record["evidence"]
    return Quotation(
        id=record["id"],
        type=QuotationType(record["type"]),
        text=record["text"],
        spans=tuple(Span(**span) for span in record["spans"]),
        quoted=tuple(Span(**span) for span in record["quoted"]),
        cue=Cue(**record["cue"]) if record["cue"] else None,
        mention=Mention(**record["mention"]) if record["mention"] else None,
        speaker=_speaker(record["speaker"]),
        reported_by=_speaker(record["reported_by"]),
        confidence=record["confidence"],
        evidence=Evidence(
            rule=evidence["rule"],
            chain=tuple(evidence["chain"]),
            reason=Reason(evidence["reason"]) if evidence["reason"] else None,
            factors=tuple(Factor(**factor) for factor in evidence["factors"]),
        ),
    )


def _speaker(record: dict[str, Any] | None) -> Speaker | None:
    return Speaker(**{**record, "kind": SpeakerKind(record["kind"])}) if record else None
