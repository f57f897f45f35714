"""Requests are whole when they come out, and gunicorn's parser says what is wrong with those that are none."""

from __future__ import annotations

from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidHeader, InvalidRequestLine, LimitRequestHeaders, LimitRequestLine

from api.serving.intake import Intake, finish
from api.serving.patience import Patience
from api.serving.refusal import Refused

GET = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"


def intake(**patience: Any) -> Intake:
    return Intake(Config(), ("127.0.0.1", 1), 1000, Patience(**patience))


def read(request: Any) -> bytes:
    body: bytes = request.body.read()
    return body


@pytest.mark.parametrize("step", [1, 2, 3, 5, 1000])
def test_pipelined_requests_come_out_one_by_one_however_they_are_cut(step: int) -> None:
    data, one, found = GET + POST + CHUNKED + GET, intake(memory=2), []
    for at in range(0, len(data), step):
        one.feed(data[at : at + step])
        while (request := one.take()) is not None:
            found.append((request.method, request.path, read(request), finish(request)))
    get, post, chunked = ("GET", "/a", b"", True), ("POST", "/b", b"hello", True), ("POST", "/c", b"abcde", True)
    assert found == [get, post, chunked, get]
    assert not one.begun


def test_a_body_that_nobody_read_does_not_hide_the_next_request() -> None:
    one = intake()
    one.feed(POST + CHUNKED + GET)
    for path in ("/b", "/c", "/a"):
        request = one.take()
        assert request.path == path
        assert finish(request)


def test_a_chunked_body_that_gunicorn_refuses_ends_the_connection_though_nobody_read_it() -> None:
    one = intake()
    one.feed(b"POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcXX0\r\n\r\n" + GET)
    request = one.take()
    assert request is not None
    assert not finish(request)


def test_a_broken_body_comes_out_at_once_and_closes() -> None:
    one = intake()
    one.feed(b"POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
    assert one.take().should_close()


def test_a_body_that_is_cut_off_comes_out_at_the_end_and_closes() -> None:
    one = intake()
    one.feed(POST[:-2])
    assert one.take() is None
    request = one.take(ended=True)
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
def test_what_can_become_no_request_is_refused_at_once(data: bytes, error: type[Exception]) -> None:
    one = intake(head_size=6000 if error is LimitRequestLine else 1000)
    one.feed(data)
    with pytest.raises(error):
        one.take()


@pytest.mark.parametrize(
    "framing", [b"Content-Length: 1001\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n3E9\r\n"]
)
def test_too_large_a_body_is_refused_when_it_is_announced(framing: bytes) -> None:
    one = intake()
    one.feed(b"POST /b HTTP/1.1\r\nHost: x\r\n" + framing)
    with pytest.raises(Refused) as refused:
        one.take()
    assert refused.value.status == 413


def test_chunks_of_nothing_but_framing_are_too_large_in_the_end() -> None:
    one = intake()
    one.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    assert one.take() is None
    for _ in range(100):
        one.feed(b"1;" + b"e" * 2000 + b"\r\na\r\n")
    with pytest.raises(Refused):
        one.take()


def test_a_client_is_told_once_to_go_on() -> None:
    one = intake()
    one.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    assert one.take() is None
    assert [one.expects_continue() for _ in range(3)] == [True, False, False]
    one.feed(b"hello")
    request = one.take()
    assert not request._expected_100_continue
    assert read(request) == b"hello"


def test_a_client_that_did_not_wait_is_not_told() -> None:
    one = intake()
    one.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhe")
    assert one.take() is None
    assert not one.expects_continue()


def test_long_bodies_are_kept_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    one = intake(memory=10)
    one.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n" + b"a" * 899)
    assert one.take() is None
    assert one._body is not None
    assert one._body._rolled  # type: ignore[attr-defined]
    one.feed(b"b")
    request = one.take()
    assert read(request) == b"a" * 899 + b"b"
    assert finish(request)


def test_a_full_disk_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    one = intake(memory=10)
    one.feed(b"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n" + b"a" * 100)
    with pytest.raises(Refused) as refused:
        one.take()
    assert refused.value.status == 503
