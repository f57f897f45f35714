"""Requests are returned when complete, and gunicorn's parser reports what is wrong with invalid ones."""

from __future__ import annotations

from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidHeader, InvalidRequestLine, LimitRequestHeaders, LimitRequestLine

from api.serving.client_limits import ClientLimits
from api.serving.refusal import Refused
from api.serving.request_reader import RequestReader, release_body

GET = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"


def new_reader(**limits: Any) -> RequestReader:
    return RequestReader(Config(), ("127.0.0.1", 1), lambda path: 1000, ClientLimits(**limits))


def read(request: Any) -> bytes:
    body: bytes = request.body.read()
    return body


@pytest.mark.parametrize("step", [1, 2, 3, 5, 1000])
def test_pipelined_requests_are_separated_however_they_are_split(step: int) -> None:
    data, reader, found = GET + POST + CHUNKED + GET, new_reader(max_body_memory=2), []
    for at in range(0, len(data), step):
        reader.feed(data[at : at + step])
        while (request := reader.next_request()) is not None:
            found.append((request.method, request.path, read(request), release_body(request)))
    get, post, chunked = ("GET", "/a", b"", True), ("POST", "/b", b"hello", True), ("POST", "/c", b"abcde", True)
    assert found == [get, post, chunked, get]
    assert not reader.has_partial_request


def test_an_unread_body_does_not_hide_the_next_request() -> None:
    reader = new_reader()
    reader.feed(POST + CHUNKED + GET)
    for path in ("/b", "/c", "/a"):
        request = reader.next_request()
        assert request.path == path
        assert release_body(request)


def test_an_invalid_chunked_body_ends_the_connection_even_if_unread() -> None:
    reader = new_reader()
    reader.feed(b"POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcXX0\r\n\r\n" + GET)
    request = reader.next_request()
    assert request is not None
    assert not release_body(request)


def test_a_request_with_a_broken_body_is_returned_at_once_and_closes() -> None:
    reader = new_reader()
    reader.feed(b"POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
    assert reader.next_request().should_close()


def test_a_request_with_a_truncated_body_is_returned_at_the_end_and_closes() -> None:
    reader = new_reader()
    reader.feed(POST[:-2])
    assert reader.next_request() is None
    request = reader.next_request(ended=True)
    assert request.should_close()
    assert read(request) == b"hel"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"GET /a HTTP/1.1\nHost", InvalidHeader),
        (b"GET /" + b"a" * 5000, LimitRequestLine),
        (b"GET /a HTTP/1.1\r\n" + b"X: " + b"a" * 2000, LimitRequestHeaders),
        (b"RUBBISH\r\n\r\n", InvalidRequestLine),
        (b"\r\n\r\n" + GET, InvalidRequestLine),
    ],
)
def test_what_cannot_become_a_request_is_refused_at_once(data: bytes, error: type[Exception]) -> None:
    reader = new_reader(max_head_size=6000 if error is LimitRequestLine else 1000)
    reader.feed(data)
    with pytest.raises(error):
        reader.next_request()


@pytest.mark.parametrize(
    "framing", [b"Content-Length: 1001\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n3E9\r\n"]
)
def test_a_body_that_is_too_large_is_refused_when_it_is_announced(framing: bytes) -> None:
    reader = new_reader()
    reader.feed(b"POST /b HTTP/1.1\r\nHost: x\r\n" + framing)
    with pytest.raises(Refused) as refused:
        reader.next_request()
    assert refused.value.status == 413


def test_chunk_framing_counts_towards_the_size_limit() -> None:
    reader = new_reader()
    reader.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    assert reader.next_request() is None
    for _ in range(100):
        reader.feed(b"1;" + b"e" * 2000 + b"\r\na\r\n")
    with pytest.raises(Refused):
        reader.next_request()


def test_100_continue_is_sent_once() -> None:
    reader = new_reader()
    reader.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    assert reader.next_request() is None
    assert [reader.expects_continue() for _ in range(3)] == [True, False, False]
    reader.feed(b"hello")
    request = reader.next_request()
    assert not request._expected_100_continue
    assert read(request) == b"hello"


def test_100_continue_is_not_sent_to_a_client_that_did_not_wait() -> None:
    reader = new_reader()
    reader.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhe")
    assert reader.next_request() is None
    assert not reader.expects_continue()


def test_long_bodies_are_kept_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = new_reader(max_body_memory=10)
    reader.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n" + b"a" * 899)
    assert reader.next_request() is None
    assert reader._body is not None
    assert reader._body._rolled  # type: ignore[attr-defined]
    reader.feed(b"b")
    request = reader.next_request()
    assert read(request) == b"a" * 899 + b"b"
    assert release_body(request)


def test_a_full_disk_refuses_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    reader = new_reader(max_body_memory=10)
    reader.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n" + b"a" * 100)
    with pytest.raises(Refused) as refused:
        reader.next_request()
    assert refused.value.status == 503
