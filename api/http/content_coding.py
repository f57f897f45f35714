"""Decompresses request bodies: gzip, within bounds; any other coding is rejected."""

from __future__ import annotations

import zlib

from werkzeug.exceptions import RequestEntityTooLarge

from api.http.errors import Problem

GZIP = ("gzip", "x-gzip")
MAX_MEMBERS = 64  # of a gzip body
ACCEPTED = {"Accept-Encoding": "gzip"}


def decode(body: bytes, codings: str | None, max_size: int | None) -> bytes:
    """Decode a body according to ``Content-Encoding``. Raises a ``Problem``: 400, or 415 for unsupported codings.

    Content of more than ``max_size`` bytes raises ``RequestEntityTooLarge``; no more than that is ever decompressed.
    """
    return body if coding(codings) is None else _gunzip(body, max_size)


def coding(codings: str | None) -> str | None:
    """The coding that ``Content-Encoding`` states: gzip or None. Raises a ``Problem`` (415) for any other."""
    applied = [name for part in (codings or "").split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if not applied:
        return None
    if len(applied) > 1 or applied[0] not in GZIP:
        detail = "Content-Encoding must be gzip, applied once, or absent."
        raise Problem("unsupported-media-type", detail, headers=ACCEPTED)
    return GZIP[0]


def _gunzip(body: bytes, max_size: int | None) -> bytes:
    """Decompress all members of a gzip body."""
    parts: list[bytes] = []
    size = 0
    while body:
        if len(parts) == MAX_MEMBERS:
            raise Problem("malformed-request", f"The body has more than {MAX_MEMBERS} gzip members.")
        reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            part = reader.decompress(body, max_size - size + 1 if max_size is not None else 0)
        except zlib.error:
            raise Problem(
                "malformed-request", "The body is not gzip data, although Content-Encoding says so."
            ) from None
        size += len(part)
        if max_size is not None and size > max_size:
            raise RequestEntityTooLarge
        if not reader.eof:
            raise Problem("malformed-request", "The body is incomplete: the gzip data ends too early.")
        parts.append(part)
        body = reader.unused_data
    return b"".join(parts)
