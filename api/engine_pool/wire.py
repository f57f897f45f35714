"""What goes over the engine's socket: JSON frames with a length before them, and records in both directions.

A client connects and sends one frame ``{"text": ...}``. The process that takes the connection answers
``{"started": true}`` at once, then either ``{"records": [...]}`` or ``{"error": {"name", "message"}}``.
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
    (length,) = LENGTH.unpack(_receive(connection, LENGTH.size))
    if length > MAX_FRAME:
        raise ValueError(f"a frame of {length:,} bytes; at most {MAX_FRAME:,} are taken")
    message = json.loads(_receive(connection, length))
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
