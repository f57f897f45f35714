"""The end of a chunked body is found however it is split, and invalid framing is recognised."""

from __future__ import annotations

import pytest

from api.serving.chunks import Chunks

BODY = b'5;name="a b"\r\nhello\r\nA \r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n'
PLAIN = b"3\r\nabc\r\n0\r\n\r\n"


@pytest.mark.parametrize("body", [BODY, PLAIN, b"0\r\n\r\n"])
def test_the_end_of_a_body_is_found_however_it_is_split(body: bytes) -> None:
    for step in (1, 2, 3, 7, len(body)):
        chunks, consumed = Chunks(), 0
        data = body + b"GET /next"
        for at in range(0, len(data), step):
            assert not chunks.broken
            used = chunks.feed(data[at : at + step])
            consumed += used
            if used < len(data[at : at + step]):
                break
        assert chunks.ended
        assert consumed == len(body)


def test_content_is_counted_as_soon_as_it_is_announced() -> None:
    chunks = Chunks()
    chunks.feed(b"5\r\nhello\r\n500000\r\n")
    assert chunks.size == 5 + 0x500000


@pytest.mark.parametrize(
    "body",
    [b"xyz\r\n", b"\r\n", b"5\nhello\r\n", b"-1\r\n", b"0x5\r\n", b"1" * 17 + b"\r\n", b"1" * 9000, b"0\r\nX: 1\n"],
)
def test_an_invalid_chunk_breaks_the_body(body: bytes) -> None:
    chunks = Chunks()
    chunks.feed(body)
    assert chunks.broken
    assert not chunks.ended
