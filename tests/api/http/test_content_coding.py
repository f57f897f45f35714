"""Compressed bodies are decompressed up to the size limit of plain ones, or rejected."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.test import TestResponse

from api.http.content_coding import MAX_MEMBERS, decode

from ..conftest import ADA, problem

BODY = json.dumps({"text": ADA}).encode()


def send(client: FlaskClient, body: bytes, coding: str) -> TestResponse:
    headers = {"Content-Encoding": coding, "Content-Type": "application/json"}
    return client.post("/v1/articles", data=body, headers=headers)


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(BODY), "gzip"),
        (gzip.compress(BODY), "GZIP"),
        (gzip.compress(BODY), "x-gzip"),
        (gzip.compress(BODY), "identity, gzip"),
        (gzip.compress(BODY[:9]) + gzip.compress(BODY[9:]), "gzip"),
        (BODY, "identity"),
        (BODY, ""),
    ],
)
def test_accepted_codings(client: FlaskClient, body: bytes, coding: str) -> None:
    answer = send(client, body, coding)
    assert (answer.status_code, answer.get_json()["text"]) == (201, ADA)


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "compress", "gzip, gzip", "gzip;q=1", "nonsense"])
def test_other_codings_are_415_with_the_accepted_ones(client: FlaskClient, coding: str) -> None:
    answer = send(client, BODY, coding)
    problem(answer, 415, "unsupported-media-type")
    assert answer.headers["Accept-Encoding"] == "gzip"
    assert client.get("/v1/articles").get_json()["data"] == []


@pytest.mark.parametrize(
    "body", [BODY, gzip.compress(BODY)[:-5], gzip.compress(BODY) + b"more", zlib.compress(BODY), b"\x1f\x8b"]
)
def test_invalid_gzip_data_is_400(client: FlaskClient, body: bytes) -> None:
    problem(send(client, body, "gzip"), 400, "malformed-request")


def test_the_size_limit_applies_to_the_decompressed_body(client: FlaskClient) -> None:
    space = BODY + b" " * (100_000 - len(BODY))
    assert send(client, gzip.compress(space), "gzip").status_code == 201
    problem(send(client, gzip.compress(space + b" "), "gzip"), 413, "too-large")


def test_a_zip_bomb_is_not_decompressed() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    for body in (bomb, gzip.compress(b" " * 99_999) + bomb):
        tracemalloc.start()
        try:
            with pytest.raises(RequestEntityTooLarge):
                decode(body, "gzip", 100_000)
            assert tracemalloc.get_traced_memory()[1] < 1_000_000
        finally:
            tracemalloc.stop()


def test_the_number_of_members_is_limited(client: FlaskClient) -> None:
    empty = gzip.compress(b"")
    assert send(client, empty * (MAX_MEMBERS - 1) + gzip.compress(BODY), "gzip").status_code == 201
    problem(send(client, empty * MAX_MEMBERS + gzip.compress(BODY), "gzip"), 400, "malformed-request")
