"""Decompresses gzip data piece by piece, so that small data that decompress to much can be given up in time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

PIECE = 64 * 1024  # bytes


class InvalidGzip(ValueError):
    """The data cannot be decompressed; the message says what they are instead."""


def slices(data: bytes) -> Iterator[bytes]:
    """The data in pieces. Decompressing them at once would copy what is left of them for each piece of the result."""
    return (data[start : start + PIECE] for start in range(0, len(data), PIECE))


def decompressed(parts: Iterable[bytes], max_members: int | None = None) -> Iterator[bytes]:
    """The content of gzip data with any number of members, or at most ``max_members``, in pieces of at most ``PIECE``.

    Raises ``InvalidGzip``.
    """
    reader, members = _reader(), 1
    try:
        for part in parts:
            while part:
                if reader.eof:
                    reader, members = _reader(), members + 1
                if max_members is not None and members > max_members:
                    raise InvalidGzip(f"more than {max_members} gzip members")
                yield reader.decompress(part, PIECE)
                part = reader.unconsumed_tail or reader.unused_data
    except zlib.error:
        raise InvalidGzip("not gzip data") from None
    if not reader.eof:
        raise InvalidGzip("incomplete gzip data, which end too early")


def _reader() -> zlib._Decompress:
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
