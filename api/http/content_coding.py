"""Decompresses request bodies: gzip, within bounds; any other coding is rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from werkzeug.exceptions import RequestEntityTooLarge

from api import gzip_data
from api.http.errors import Problem

GZIP = ("gzip", "x-gzip")
MAX_MEMBERS = 64  # of a gzip body
ACCEPTED = {"Accept-Encoding": "gzip"}


def decode(body: bytes, codings: str | None, max_size: int | None) -> bytes:
    """Decode a body according to ``Content-Encoding``. Raises a ``Problem``: 400, or 415 for unsupported codings.

    Content of more than ``max_size`` bytes raises ``RequestEntityTooLarge``; no more than that is ever decompressed.
    """
    if coding(codings) is None:
        return body
    return b"".join(limited(decompressed(gzip_data.slices(body), MAX_MEMBERS), max_size))


def coding(codings: str | None) -> str | None:
    """The coding that ``Content-Encoding`` states: gzip or None. Raises a ``Problem`` (415) for any other."""
    applied = [name for part in (codings or "").split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if not applied:
        return None
    if len(applied) > 1 or applied[0] not in GZIP:
        detail = "Content-Encoding must be gzip, applied once, or absent."
        raise Problem("unsupported-media-type", detail, headers=ACCEPTED)
    return GZIP[0]


def decompressed(parts: Iterable[bytes], max_members: int | None = None) -> Iterator[bytes]:
    """The content of a gzip body piece by piece. Raises a ``Problem`` (400) for other data."""
    try:
        yield from gzip_data.decompressed(parts, max_members)
    except gzip_data.InvalidGzip as error:
        raise Problem("malformed-request", f"The body, by its Content-Encoding gzip, is {error}.") from None


def limited(parts: Iterable[bytes], max_size: int | None) -> Iterator[bytes]:
    """The parts of a body. Raises ``RequestEntityTooLarge`` where they exceed ``max_size`` bytes."""
    size = 0
    for part in parts:
        size += len(part)
        if max_size is not None and size > max_size:
            raise RequestEntityTooLarge
        yield part
