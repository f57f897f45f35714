"""Connections that are as slow as can be, of seven kinds; one that is closed is opened again.

python -m benchmarks.slow_clients.crowd PORT KIND[,KIND...] NUMBER, until its input closes
"""

from __future__ import annotations

import random
import selectors
import socket
import sys
import time
from collections.abc import Callable

EVERY = 2.0  # seconds between two bytes
HEAD = b"POST /v1/articles HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


class Slow:
    """A connection that sends what it sends at once, then a byte every two seconds, or reads that slowly."""

    def __init__(self, port: int, at_once: bytes, drip: bytes, reads: bool) -> None:
        self.socket = socket.socket()
        if not reads:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.setblocking(False)
        self.socket.connect_ex(("127.0.0.1", port))
        self.at_once, self.drip, self.reads = at_once, drip, reads
        self.sent = -1  # bytes of the drip; -1: not even what is sent at once
        self.next = time.monotonic() + random.random() * EVERY

    def step(self) -> bool:
        """Do what is due; False when the server has closed."""
        self.next += EVERY
        try:
            if self.sent < 0:
                self.socket.send(self.at_once)
                self.sent = 0
            elif self.sent < len(self.drip):
                self.socket.send(self.drip[self.sent : self.sent + 1])
                self.sent += 1
            if not self.reads:
                lost = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                return not lost and self.socket.recv(1) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False
        return True


KINDS: dict[str, Callable[[int], Slow]] = {
    "idle": lambda port: Slow(port, b"", b"", True),
    "head": lambda port: Slow(port, b"GET /v1/quotes HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"X-Drip: " + b"a" * 500, True),
    "body": lambda port: Slow(port, HEAD + b"Content-Length: 4000000\r\n\r\n", b" " * 500, True),
    "chunks": lambda port: Slow(port, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n" * 500, True),
    "stream": lambda port: Slow(
        port, b"GET /v1/quotes HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/x-ndjson\r\n\r\n", b"", False
    ),
    "page": lambda port: Slow(
        port, b"GET /v1/quotes?limit=200&include=evidence HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"", False
    ),
    "keep-alive": lambda port: Slow(port, b"GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"GET /v1", True),
}


def _alive(connection: socket.socket) -> bool:
    """Whether the server keeps a readable connection open."""
    try:
        return connection.recv(65536) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def main() -> None:
    """Keep the crowd up; a line on standard output tells when all are there, and one at the end how many were cut."""
    port, kinds, number = int(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3])
    crowd = [(kind, KINDS[kind](port)) for _ in range(number) for kind in kinds]
    watch = selectors.DefaultSelector()
    watch.register(sys.stdin, selectors.EVENT_READ, None)
    for place, (_, one) in enumerate(crowd):
        if one.reads:
            watch.register(one.socket, selectors.EVENT_READ, place)
    print("there", flush=True)
    cut = 0
    while True:
        gone = set()
        for key, _ in watch.select(0.05):
            if key.data is None:
                print(cut, flush=True)
                return
            if not _alive(crowd[key.data][1].socket):
                gone.add(key.data)
        now = time.monotonic()
        gone |= {place for place, (_, one) in enumerate(crowd) if one.next <= now and not one.step()}
        for place in gone:
            kind, one = crowd[place]
            if one.reads:
                watch.unregister(one.socket)
            one.socket.close()
            fresh = KINDS[kind](port)
            crowd[place] = (kind, fresh)
            if fresh.reads:
                watch.register(fresh.socket, selectors.EVENT_READ, place)
        cut += len(gone)


if __name__ == "__main__":
    main()
