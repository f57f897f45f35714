"""Reads the lines of a request's body one after another, so that a body of any size takes little memory."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Request
from werkzeug.exceptions import HTTPException

from attribution.article.text import MAX_CHARACTERS

from .content_coding import coding, decompressed, limited
from .errors import Problem
from .representations.negotiation import LINES

MAX_LINE = 12 * MAX_CHARACTERS + 64 * 1024  # bytes; JSON may escape a character as twelve: "\\ud83d\\ude00"
READ_SIZE = 64 * 1024  # bytes


def read_lines(request: Request, max_size: int) -> Iterator[bytes | None]:
    """The lines of a body in NDJSON, without those that are blank; None for a line longer than ``MAX_LINE``.

    Raises a ``Problem`` for another media type, and for a body that is empty, incomplete or not gzip as announced;
    and ``RequestEntityTooLarge`` for more than ``max_size`` bytes, before or after decompression.
    """
    if request.mimetype != LINES:
        detail = f"The body must be NDJSON in UTF-8, sent as {LINES}."
        raise Problem("unsupported-media-type", detail, headers={"Accept": LINES})
    return _split(read_parts(request, max_size))


def read_parts(request: Request, max_size: int) -> Iterator[bytes]:
    """The decoded content of a body piece by piece. Raises as ``read_lines``, but not for an empty body."""
    request.max_content_length = max_size
    parts = _parts(request)
    if coding(request.headers.get("Content-Encoding")) is not None:
        parts = decompressed(parts)
    return limited(parts, max_size)


def _parts(request: Request) -> Iterator[bytes]:
    size = 0
    try:
        while part := request.stream.read(READ_SIZE):
            size += len(part)
            yield part
    except HTTPException:
        raise
    except Exception:  # whatever the server raises for invalid framing
        raise Problem("malformed-request", "The body cannot be read.") from None
    if request.content_length is not None and size != request.content_length:
        raise Problem("malformed-request", "The body ended before its announced length.")


def _split(parts: Iterator[bytes]) -> Iterator[bytes | None]:
    empty, too_long, buffer = True, False, bytearray()
    for part in parts:
        *ended, rest = part.split(b"\n")
        for end in ended:
            buffer += end
            if too_long or buffer.strip():
                empty = False
                yield None if too_long or len(buffer) > MAX_LINE else bytes(buffer)
            too_long = False
            buffer.clear()
        buffer += rest
        if len(buffer) > MAX_LINE:
            too_long = True
            buffer.clear()
    if too_long or buffer.strip():
        empty = False
        yield None if too_long or len(buffer) > MAX_LINE else bytes(buffer)
    if empty:
        raise Problem("malformed-request", "The body is empty.")
