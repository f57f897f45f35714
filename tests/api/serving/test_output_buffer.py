"""What a socket does not accept at once is buffered, in order and without blocking."""

from __future__ import annotations

import socket

from api.serving.client_limits import ClientLimits
from api.serving.output_buffer import OutputBuffer


def test_everything_arrives_in_order_without_blocking() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        output = OutputBuffer(ours, ClientLimits(high_watermark=100_000, low_watermark=10))
        sent = [bytes([number % 256]) * 3001 for number in range(400)]
        for piece in sent:
            output.sendall(piece)
        assert output.full
        output.flush()
        assert 0 < output.pending < sum(map(len, sent))
        received = b""
        while len(received) < sum(map(len, sent)):
            received += theirs.recv(1 << 20)
            output.flush()
        assert received == b"".join(sent)
        assert output.pending == 0
        assert output.drained
        assert not output.broken


def test_nothing_is_buffered_for_a_disconnected_client() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        ours.setblocking(False)
        theirs.close()
        output = OutputBuffer(ours, ClientLimits())
        output.sendall(b"a" * 1000)
        output.flush()
        assert output.broken
        output.sendall(b"b")
        assert output.pending == 0
