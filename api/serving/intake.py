"""Gathers whole requests from the bytes of a connection; gunicorn's own parser reads them, so that its rules hold."""

from __future__ import annotations

import tempfile
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
from .patience import Patience
from .refusal import NO_ROOM, NOT_HTTP_1, TOO_LARGE, Refused

RAW = 2  # a chunked body may be this many times as long as its content, and a little more
SLACK = 64 * 1024
STEP = 64 * 1024


class Given(Unreader):  # type: ignore[misc]
    """Bytes that are here already, for gunicorn's parser."""

    def __init__(self, head: bytes = b"", source: IO[bytes] | None = None) -> None:
        """The head of a request, or a file with its body."""
        super().__init__()
        self.buf.write(head)
        self._source = source

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes of the file; none where it ends."""
        return b"" if self._source is None else self._source.read(min(size_hint or STEP, 1024 * 1024))


class Intake:
    """What a connection has sent and no request has taken yet.

    ``feed`` it what comes, then ``take`` the next request; a request comes out only when it is complete.
    """

    def __init__(self, cfg: Any, client: Any, max_body: int, patience: Patience) -> None:
        """``cfg`` are gunicorn's settings, ``client`` the peer's address."""
        self._cfg, self._client, self._max_body, self._patience = cfg, client, max_body, patience
        self._buffer = bytearray()
        self._looked = 0  # bytes of the buffer in which no head ends
        self._request: Any = None  # whose body is not complete
        self._chunks: Chunks | None = None
        self._missing = 0  # bytes of a body of known length
        self._raw = 0  # bytes of a chunked body
        self._body: IO[bytes] | None = None
        self.number = 0  # requests so far

    @property
    def buffered(self) -> int:
        """Bytes that wait for the next request."""
        return len(self._buffer)

    @property
    def held(self) -> int:
        """Bytes of a body that is not complete."""
        return self._body.tell() if self._body is not None else 0

    @property
    def begun(self) -> bool:
        """Whether there is a part of a request."""
        return self._request is not None or bool(self._buffer)

    @property
    def request(self) -> Any:
        """The request whose head is complete and whose body is not, else ``None``."""
        return self._request

    def feed(self, data: bytes) -> None:
        """Keep what came."""
        self._buffer += data

    def expects_continue(self) -> bool:
        """Whether the client waits to be told to send its body; told once, and not where the body came unasked."""
        request = self._request
        if request is None or not request._expected_100_continue:
            return False
        request._expected_100_continue = False
        return not self._raw and (self._body is None or self._body.tell() == 0)

    def take(self, ended: bool = False) -> Any:
        """The next request if it is complete, else ``None``.

        ``ended``: no more comes; a body that was cut off comes out as it is, and whoever reads it gets the error.
        Raises gunicorn's errors of parsing, or ``Refused``.
        """
        if self._request is None and not self._read_head():
            return None
        try:
            complete = self._read_body()
        except OSError:
            raise Refused(NO_ROOM) from None  # the disk that keeps long bodies is full
        if not complete and not ended:
            return None
        request, self._request = self._request, None
        request._expected_100_continue = False  # the body is here
        if not complete or (self._chunks is not None and self._chunks.broken):
            request.force_close()
        self._attach(request)
        return request

    def drop(self) -> None:
        """Forget the body that is being gathered, and the file that keeps it."""
        body, self._body = self._body, None
        if body is not None:
            body.close()

    def _read_head(self) -> bool:
        """Whether a head is complete; it is read then."""
        buffer = self._buffer
        end = buffer.find(b"\r\n\r\n", max(0, self._looked - 3))
        if end < 0:
            self._check_part()
            self._looked = len(buffer)
            return False
        if end > self._patience.head_size:
            raise LimitRequestHeaders("the head is too long")
        head = bytes(buffer[: end + 4])
        del buffer[: end + 4]
        self._looked = 0
        self.number += 1
        given = Given(head)
        try:
            request = Request(self._cfg, given, self._client, self.number)
        except InvalidHTTPVersion as error:
            if isinstance(error.version, tuple):  # well-formed, and of another time
                raise Refused(NOT_HTTP_1) from None
            raise
        if given.take_buffered():
            raise InvalidRequestLine("a head within a head")
        self._begin_body(request)
        return True

    def _check_part(self) -> None:
        """Refuse at once what can become no head."""
        buffer = self._buffer
        limit = self._cfg.limit_request_line
        for at in _line_feeds(buffer, self._looked):
            if at == 0 or buffer[at - 1] != 0x0D:
                raise InvalidHeader("bare LF as line terminator")
        if len(buffer) > limit + 2 and buffer.find(b"\r\n", 2, limit + 4) < 0:
            raise LimitRequestLine(len(buffer), limit)
        if len(buffer) > self._patience.head_size:
            raise LimitRequestHeaders("the head is too long")

    def _begin_body(self, request: Any) -> None:
        """See what body the head announces."""
        self._request = request
        self._chunks, self._missing, self._raw = None, 0, 0
        reader = request.body.reader
        if isinstance(reader, LengthReader):
            self._missing = reader.length
            if self._missing > self._max_body:
                raise Refused(TOO_LARGE)
        else:
            self._chunks = Chunks()
        if self._missing or self._chunks:
            body = tempfile.SpooledTemporaryFile(max_size=self._patience.memory)  # noqa: SIM115 - a request keeps it
            self._body = cast(IO[bytes], body)

    def _read_body(self) -> bool:
        """Move what there is of the body; whether it is complete, or will never be."""
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
            if chunks.size > self._max_body or self._raw > RAW * self._max_body + SLACK:
                raise Refused(TOO_LARGE)
        del buffer[: len(part)]
        body.write(part)
        return not self._missing if chunks is None else chunks.ended or chunks.broken

    def _attach(self, request: Any) -> None:
        """Let the request read its body from where it is kept."""
        body, self._body = self._body, None
        if body is None:
            return
        body.seek(0)
        given = Given(source=body)
        reader = ChunkedReader(request, given) if self._chunks else LengthReader(given, request.body.reader.length)
        request.body = Body(reader)
        request.unreader = given
        request.kept = body  # to be closed after the answer


def _line_feeds(buffer: bytearray, start: int) -> list[int]:
    """Where line feeds stand from ``start`` on."""
    found, at = [], buffer.find(b"\n", start)
    while at >= 0:
        found.append(at)
        at = buffer.find(b"\n", at + 1)
    return found


def finish(request: Any) -> bool:
    """Let go of a request's body; whether it was read as it was framed, so that another request may follow."""
    kept = getattr(request, "kept", None)
    if kept is None:
        return True
    try:
        if request.body.failed:
            return False
        if isinstance(request.body.reader, LengthReader):
            return True
        while request.body.read(STEP):
            pass
        return not request.unreader.read(1)
    except Exception:  # gunicorn's errors of framing: where the next request begins is unknown
        return False
    finally:
        kept.close()
