"""What a socket does not take at once waits, in order and without blocking."""

from __future__ import annotations

import socket

from api.serving.outgoing import Outgoing
from api.serving.patience import Patience


def test_everything_arrives_in_order_and_nothing_blocks() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        outgoing = Outgoing(ours, Patience(high=100_000, low=10))
        sent = [bytes([number % 256]) * 3001 for number in range(400)]
        for piece in sent:
            outgoing.sendall(piece)
        assert outgoing.full
        outgoing.flush()
        assert 0 < outgoing.pending < sum(map(len, sent))
        came = b""
        while len(came) < sum(map(len, sent)):
            came += theirs.recv(1 << 20)
            outgoing.flush()
        assert came == b"".join(sent)
        assert outgoing.pending == 0
        assert outgoing.drained
        assert not outgoing.broken


def test_a_client_that_is_gone_takes_nothing_and_keeps_nothing() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        ours.setblocking(False)
        theirs.close()
        outgoing = Outgoing(ours, Patience())
        outgoing.sendall(b"a" * 1000)
        outgoing.flush()
        assert outgoing.broken
        outgoing.sendall(b"b")
        assert outgoing.pending == 0
