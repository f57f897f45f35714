"""Lines: everything in one answer, with little in memory."""

from __future__ import annotations

import json
import tracemalloc
import zlib

import pytest
from flask.testing import FlaskClient

from api.http.representations.records import encode
from api.http.resources.quotes.responses import CHUNK_SIZE
from api.store.quotes import quotes

from ...conftest import Post, problem

LINES = {"Accept": "application/x-ndjson"}


def test_lines_hold_everything_in_order(many: FlaskClient) -> None:
    answer = many.get("/v1/quotes?speaker=byron&sort=published_at&include=evidence", headers=LINES)
    found = [json.loads(line) for line in answer.text.splitlines()]
    listed = many.get("/v1/quotes?speaker=byron&sort=published_at&include=evidence&limit=200").get_json()["data"]
    assert found == listed
    assert "ETag" not in answer.headers
    ranked = many.get("/v1/quotes?q=first&sort=relevance", headers=LINES)
    assert len(ranked.text.splitlines()) == 7


def test_lines_have_no_pages_and_errors_come_first(many: FlaskClient) -> None:
    for query in ("limit=5", "cursor=x"):
        problem(many.get(f"/v1/quotes?{query}", headers=LINES), 400, "invalid-parameter")
    problem(many.get("/v1/quotes?speaker=+", headers=LINES), 400, "invalid-parameter")
    assert many.get("/v1/quotes?speaker=nobody", headers=LINES).data == b""


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_long_answer_is_made_piece_by_piece(client: FlaskClient, post: Post, coding: str) -> None:
    for number in range(3):
        post("“So it is, and so it was,” Ada Byron said. " * 700 + str(number))
    assert 4 * quotes.STREAM_BATCH < 3 * 700
    headers = {**LINES, "Accept-Encoding": coding}
    with client.get("/v1/quotes", headers=headers, buffered=False) as answer:
        assert answer.is_streamed
        assert answer.headers.get("Content-Encoding", "identity") == coding
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress if coding == "gzip" else bytes
        lines, peaks, sizes = 0, [], []
        tracemalloc.start()
        for piece in answer.response:
            unpacked = unpack(piece)
            lines += unpacked.count(b"\n")
            sizes.append(len(unpacked))
            peaks.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
    assert lines == 3 * 700
    assert max(sizes) < 2 * CHUNK_SIZE  # each can be read when it comes
    assert max(peaks) < 4_000_000


def test_json_is_short_and_in_utf_8() -> None:
    assert encode({"a": ["é", None]}) == '{"a":["é",null]}'.encode()
