"""Assembles complete requests from the bytes of a connection, for gunicorn's parser, whose rules therefore apply."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO, Any, cast

from gunicorn.http.body import Body, ChunkedReader, LengthReader  # type: ignore[import-untyped]
from gunicorn.http.errors import (  # type: ignore[import-untyped]
    InvalidHeader,
    InvalidHTTPVersion,
    InvalidRequestLine,
    LimitRequestHeaders,
    LimitRequestLine,
)
from gunicorn.http.message import Request  # type: ignore[import-untyped]
from gunicorn.http.unreader import Unreader  # type: ignore[import-untyped]

from .chunks import Chunks
from .client_limits import ClientLimits
from .refusal import NO_ROOM, NOT_HTTP_1, TOO_LARGE, Refused

MAX_EXPANSION = 2  # a chunked body may be this many times as long as its content ...
EXTRA = 64 * 1024  # ... plus these bytes
READ_SIZE = 64 * 1024  # bytes

MaxBody = Callable[[str], int]  # from the path of a request to the maximum size of its body, in bytes


class PreloadedUnreader(Unreader):  # type: ignore[misc]
    """Bytes that have been received already, for gunicorn's parser."""

    def __init__(self, head: bytes = b"", source: IO[bytes] | None = None) -> None:
        """Reads the head of a request, or a file with its body."""
        super().__init__()
        self.buf.write(head)
        self._source = source

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes of the file; empty at its end."""
        return b"" if self._source is None else self._source.read(min(size_hint or READ_SIZE, 1024 * 1024))


class RequestReader:
    """Buffers the bytes of a connection and returns complete requests.

    Call ``feed`` with what was received, then ``next_request``.
    """

    def __init__(self, cfg: Any, client: Any, max_body: MaxBody, limits: ClientLimits) -> None:
        """``cfg`` holds gunicorn's settings, ``client`` is the peer's address; ``max_body`` depends on the path."""
        self._cfg, self._client, self._max_body_of, self._limits = cfg, client, max_body, limits
        self._max_body = 0  # bytes, of the current request
        self._buffer = bytearray()
        self._searched = 0  # bytes of the buffer already searched for the end of a head
        self._request: Any = None  # whose body is incomplete
        self._chunks: Chunks | None = None
        self._missing = 0  # bytes still to come of a body with a Content-Length
        self._raw = 0  # bytes of a chunked body, framing included
        self._body: IO[bytes] | None = None
        self.request_count = 0  # so far

    @property
    def buffered(self) -> int:
        """The number of buffered bytes that belong to no request yet."""
        return len(self._buffer)

    @property
    def incomplete_size(self) -> int:
        """The size of the incomplete body, in bytes; 0 if there is none."""
        return self._body.tell() if self._body is not None else 0

    @property
    def has_partial_request(self) -> bool:
        """Whether part of a request has been received."""
        return self._request is not None or bool(self._buffer)

    @property
    def request(self) -> Any:
        """The request whose head is complete and whose body is not, or None."""
        return self._request

    def feed(self, data: bytes) -> None:
        """Buffer what was received."""
        self._buffer += data

    def expects_continue(self) -> bool:
        """Whether to send "100 Continue": once per request, and not if the client did not wait for it."""
        request = self._request
        if request is None or not request._expected_100_continue:
            return False
        request._expected_100_continue = False
        return not self._raw and (self._body is None or self._body.tell() == 0)

    def next_request(self, ended: bool = False) -> Any:
        """The next request if it is complete, else None.

        ``ended``: no more bytes will arrive. A truncated body is then returned as it is, and reading it raises the
        error. Raises gunicorn's parse errors, and ``Refused`` for a body that is too large or cannot be stored.
        """
        if self._request is None and not self._read_head():
            return None
        try:
            complete = self._read_body()
        except OSError:
            raise Refused(NO_ROOM) from None  # the disk for long bodies is full
        if not complete and not ended:
            return None
        request, self._request = self._request, None
        request._expected_100_continue = False  # the body has arrived
        if not complete or (self._chunks is not None and self._chunks.broken):
            request.force_close()
        self._attach(request)
        return request

    def discard_body(self) -> None:
        """Discard the incomplete body, and delete its file."""
        body, self._body = self._body, None
        if body is not None:
            body.close()

    def _read_head(self) -> bool:
        """Parse the head of the next request; False if it is incomplete."""
        buffer = self._buffer
        end = buffer.find(b"\r\n\r\n", max(0, self._searched - 3))
        if end < 0:
            self._check_partial_head()
            self._searched = len(buffer)
            return False
        if end > self._limits.max_head_size:
            raise LimitRequestHeaders("the head is too long")
        head = bytes(buffer[: end + 4])
        del buffer[: end + 4]
        self._searched = 0
        self.request_count += 1
        unreader = PreloadedUnreader(head)
        try:
            request = Request(self._cfg, unreader, self._client, self.request_count)
        except InvalidHTTPVersion as error:
            if isinstance(error.version, tuple):  # well-formed, but another version
                raise Refused(NOT_HTTP_1) from None
            raise
        if unreader.take_buffered():
            raise InvalidRequestLine("data after the end of the head")
        self._begin_body(request)
        return True

    def _check_partial_head(self) -> None:
        """Refuse at once what cannot become a valid head."""
        buffer = self._buffer
        limit = self._cfg.limit_request_line
        for at in _line_feeds(buffer, self._searched):
            if at == 0 or buffer[at - 1] != 0x0D:
                raise InvalidHeader("bare LF as line terminator")
        if len(buffer) > limit + 2 and buffer.find(b"\r\n", 2, limit + 4) < 0:
            raise LimitRequestLine(len(buffer), limit)
        if len(buffer) > self._limits.max_head_size:
            raise LimitRequestHeaders("the head is too long")

    def _begin_body(self, request: Any) -> None:
        """Prepare for the body that the head announces."""
        self._request = request
        self._max_body = self._max_body_of(request.path)
        self._chunks, self._missing, self._raw = None, 0, 0
        reader = request.body.reader
        if isinstance(reader, LengthReader):
            self._missing = reader.length
            if self._missing > self._max_body:
                raise Refused(TOO_LARGE)
        else:
            self._chunks = Chunks()
        if self._missing or self._chunks:
            body = tempfile.SpooledTemporaryFile(max_size=self._limits.max_body_memory)  # noqa: SIM115 - the request closes it
            self._body = cast(IO[bytes], body)

    def _read_body(self) -> bool:
        """Move the received part of the body to its file; returns whether the body is complete or invalid."""
        buffer, body = self._buffer, self._body
        if body is None:
            return True
        chunks = self._chunks
        if chunks is None:
            part = bytes(buffer[: self._missing])
            self._missing -= len(part)
        else:
            part = bytes(buffer[: chunks.feed(buffer)])
            self._raw += len(part)
            if chunks.size > self._max_body or self._raw > MAX_EXPANSION * self._max_body + EXTRA:
                raise Refused(TOO_LARGE)
        del buffer[: len(part)]
        body.write(part)
        return not self._missing if chunks is None else chunks.ended or chunks.broken

    def _attach(self, request: Any) -> None:
        """Let the request read its body from the file."""
        body, self._body = self._body, None
        if body is None:
            return
        body.seek(0)
        unreader = PreloadedUnreader(source=body)
        length = None if self._chunks else request.body.reader.length
        reader = ChunkedReader(request, unreader) if length is None else LengthReader(unreader, length)
        request.body = Body(reader)
        request.unreader = unreader
        request.body_file = body  # closed by ``release_body``


def _line_feeds(buffer: bytearray, start: int) -> list[int]:
    """The positions of line feeds from ``start`` on."""
    found, at = [], buffer.find(b"\n", start)
    while at >= 0:
        found.append(at)
        at = buffer.find(b"\n", at + 1)
    return found


def release_body(request: Any) -> bool:
    """Close the file of a request's body; returns whether its framing was valid, so another request may follow."""
    body_file = getattr(request, "body_file", None)
    if body_file is None:
        return True
    try:
        if request.body.failed:
            return False
        if isinstance(request.body.reader, LengthReader):
            return True
        while request.body.read(READ_SIZE):
            pass
        return not request.unreader.read(1)
    except Exception:  # gunicorn's framing errors: where the next request begins is unknown
        return False
    finally:
        body_file.close()
