"""Gzip data are decompressed in pieces, whatever they come in, or rejected."""

from __future__ import annotations

import gzip
from random import Random

import pytest

from api.gzip_data import PIECE, InvalidGzip, decompressed, slices

CONTENT = Random(3).randbytes(200_000) + b" " * 1_000_000
TWO = gzip.compress(CONTENT[:1000]) + gzip.compress(CONTENT[1000:])


@pytest.mark.parametrize("size", [1, 7, PIECE, 10**7])
def test_the_content_is_the_same_whatever_the_parts(size: int) -> None:
    data = TWO if size > 1 else gzip.compress(CONTENT[:3000])
    pieces = list(decompressed(data[start : start + size] for start in range(0, len(data), size)))
    assert b"".join(pieces) == (CONTENT if size > 1 else CONTENT[:3000])
    assert max(map(len, pieces)) <= PIECE


def test_slices_are_all_of_the_data() -> None:
    assert b"".join(slices(CONTENT)) == CONTENT
    assert list(slices(b"")) == []


@pytest.mark.parametrize(
    ("data", "members", "why"),
    [
        (b"text", None, "not gzip data"),
        (TWO + b"text", None, "not gzip data"),
        (TWO[:-3], None, "incomplete"),
        (b"", None, "incomplete"),
        (TWO, 1, "more than 1 gzip members"),
    ],
)
def test_other_data_are_rejected(data: bytes, members: int | None, why: str) -> None:
    with pytest.raises(InvalidGzip, match=why):
        list(decompressed([data], members))
    assert b"".join(decompressed([TWO], 2)) == CONTENT
