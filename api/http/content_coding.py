"""Bodies of requests that come compressed: gzip is undone, within bounds, and any other coding is refused."""

from __future__ import annotations

import zlib

from werkzeug.exceptions import RequestEntityTooLarge

from api.http.errors import Problem

GZIP = ("gzip", "x-gzip")
MEMBERS = 64  # one after another in a body
TAKEN = {"Accept-Encoding": "gzip"}


def decoded(body: bytes, codings: str | None, most: int | None) -> bytes:
    """The content of a body as ``Content-Encoding`` says. Raises a problem: 400, or 415 for what is not taken.

    Content of more than ``most`` bytes raises ``RequestEntityTooLarge``; no more than that is ever unpacked.
    """
    if codings is None:
        return body
    applied = [coding for part in codings.split(",") if (coding := part.strip().lower()) not in ("", "identity")]
    if not applied:
        return body
    if len(applied) > 1 or applied[0] not in GZIP:
        detail = "Content-Encoding must be gzip, once, or nothing."
        raise Problem("unsupported-media-type", detail, headers=TAKEN)
    return _gunzipped(body, most)


def _gunzipped(body: bytes, most: int | None) -> bytes:
    """Every member of a gzip body, one after another."""
    parts: list[bytes] = []
    size = 0
    while body:
        if len(parts) == MEMBERS:
            raise Problem("malformed-request", f"The body has more than {MEMBERS} gzip members.")
        reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            part = reader.decompress(body, most - size + 1 if most is not None else 0)
        except zlib.error:
            raise Problem("malformed-request", "The body is not gzip, as Content-Encoding says.") from None
        size += len(part)
        if most is not None and size > most:
            raise RequestEntityTooLarge
        if not reader.eof:
            raise Problem("malformed-request", "The body is not complete: the gzip data end too early.")
        parts.append(part)
        body = reader.unused_data
    return b"".join(parts)
