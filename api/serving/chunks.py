"""Finds the end of a chunked body while it arrives; gunicorn's own reader decodes it later."""

from __future__ import annotations

from gunicorn.http.body import DEFAULT_MAX_CHUNK_SIZE_LINE  # type: ignore[import-untyped]

HEXADECIMAL = frozenset(b"0123456789abcdefABCDEF")
TRAILERS = 64 * 1024  # bytes


class Chunks:
    """Parses the framing of a body up to its end or its first error.

    ``ended``: the last chunk and the trailers are complete. ``broken``: the framing is invalid; reading the body
    raises the error. ``size``: bytes of content so far, including all bytes that the current chunk announces.
    """

    __slots__ = ("_left", "_line", "_state", "broken", "ended", "size")

    def __init__(self) -> None:
        """Starts at the beginning of the body."""
        self.ended = self.broken = False
        self.size = 0
        self._state = "size"
        self._left = 0  # bytes of the chunk's data, including the line end after it
        self._line = bytearray()  # a chunk's head, or the trailers

    def feed(self, data: bytes | bytearray) -> int:
        """Parse bytes; returns how many of them belong to the body: all, unless it ended or is broken."""
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
        """Read the line with a chunk's size; returns where reading goes on."""
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
        """Read what follows the last chunk, up to an empty line; returns where reading goes on."""
        end = data.find(b"\n", at)
        stop = len(data) if end < 0 else end + 1
        self._line += data[at:stop]
        if self._line == b"\r\n" or self._line.endswith(b"\r\n\r\n"):
            self.ended = True
        elif len(self._line) > TRAILERS or (end >= 0 and not self._line.endswith(b"\r\n")):
            self.broken = True
        return stop
