"""Finds the end of a chunked body while it comes; what the chunks mean, gunicorn's own reader decides later."""

from __future__ import annotations

from gunicorn.http.body import DEFAULT_MAX_CHUNK_SIZE_LINE  # type: ignore[import-untyped]

HEXADECIMAL = frozenset(b"0123456789abcdefABCDEF")
TRAILERS = 64 * 1024  # bytes


class Chunks:
    """Follows the framing of a body, byte ranges in, and stops where the body ends or goes wrong.

    ``ended``: the last chunk and the trailers are complete. ``broken``: this is no chunked body; reading it shows
    the error. ``size``: bytes of content so far, those that a chunk's head announces included.
    """

    __slots__ = ("_left", "_line", "_state", "broken", "ended", "size")

    def __init__(self) -> None:
        """At the beginning of the body."""
        self.ended = self.broken = False
        self.size = 0
        self._state = "size"
        self._left = 0  # bytes of the chunk's data, with the line end after it
        self._line = bytearray()  # of the head of a chunk, or of the trailers

    def feed(self, data: bytes | bytearray) -> int:
        """How many of the bytes belong to the body; all of them unless it ended or broke."""
        at = 0
        while at < len(data) and not (self.ended or self.broken):
            if self._state == "data":
                step = min(self._left, len(data) - at)
                self._left -= step
                at += step
                if not self._left:
                    self._state = "size"
            elif self._state == "size":
                at = self._head(data, at)
            else:
                at = self._trailers(data, at)
        return at

    def _head(self, data: bytes | bytearray, at: int) -> int:
        """The line that tells a chunk's size."""
        end = data.find(b"\n", at)
        stop = len(data) if end < 0 else end + 1
        self._line += data[at:stop]
        if end < 0:
            self.broken = len(self._line) > DEFAULT_MAX_CHUNK_SIZE_LINE
            return stop
        size = self._line.split(b";", 1)[0].rstrip(b" \t\r\n")
        if not self._line.endswith(b"\r\n") or not size or len(size) > 16 or not HEXADECIMAL.issuperset(size):
            self.broken = True
            return stop
        self._line.clear()
        length = int(size, 16)
        self.size += length
        self._left = length + 2
        self._state = "data" if length else "trailers"
        return stop

    def _trailers(self, data: bytes | bytearray, at: int) -> int:
        """What follows the last chunk, up to an empty line."""
        end = data.find(b"\n", at)
        stop = len(data) if end < 0 else end + 1
        self._line += data[at:stop]
        if self._line == b"\r\n" or self._line.endswith(b"\r\n\r\n"):
            self.ended = True
        elif len(self._line) > TRAILERS or (end >= 0 and not self._line.endswith(b"\r\n")):
            self.broken = True
        return stop
