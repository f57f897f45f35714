"""Error responses to requests that never reach the application: malformed, too large, too slow or too many."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Protocol

from api import request_ids
from api.http.accept import HTML
from api.http.errors import MEDIA_TYPE, PROBLEM_TYPES, Problem, by_status
from api.http.observation import count_refusal
from api.http.security_headers import ALWAYS, DATA, PAGE, SAME_ORIGIN
from api.http.web.failures import plain_page, prefers_page

TOO_LARGE = Problem("too-large", "The request is larger than this service accepts.")
NOT_HTTP_1 = Problem("version-not-supported", "The service supports HTTP/1.0 and HTTP/1.1.")
TOO_SLOW = Problem("too-slow", "The request was sent too slowly.")
NO_ROOM = Problem(
    "unavailable", "There is no room to store the request body at the moment.", headers={"Retry-After": "30"}
)
TOO_MANY = Problem(
    "unavailable", "Too many requests that write or need the engine are waiting.", headers={"Retry-After": "5"}
)
QUEUED_TOO_LONG = Problem("unavailable", "The request waited too long in the queue.", headers={"Retry-After": "5"})


class Refused(Exception):
    """The request is not accepted; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        """The problem is sent to the client."""
        super().__init__(problem.detail)
        self.problem = problem

    @property
    def status(self) -> HTTPStatus:
        """The status of the response."""
        return HTTPStatus(PROBLEM_TYPES[self.problem.name].status)


class Sink(Protocol):
    """What responses are written to."""

    def sendall(self, data: bytes) -> None:
        """Accept all of the bytes."""


def write_refusal(sink: Sink, refused: Refused, request: Any = None) -> None:
    """Write and log the whole response; the connection closes after it. ``request`` is gunicorn's, if there is one."""
    status, problem = refused.status, refused.problem
    sent = dict(request.headers) if request else {}
    with_body = request is None or request.method != "HEAD"
    request_id = request_ids.accepted(sent.get("X-REQUEST-ID"))
    with request_ids.bound(request_id):
        content = problem.content()
    page = plain_page(problem.name, content) if prefers_page(sent.get("ACCEPT")) else None
    _write(sink, status, content, problem.headers, request_id, with_body, page)


def write_problem(sink: Sink, status: int, reason: str, detail: str) -> None:
    """Respond to a request that gunicorn cannot parse, in place of its own HTML page."""
    refused = Refused(by_status(status, detail))
    _write(sink, refused.status, refused.problem.content(), {}, request_ids.new())


def _write(
    sink: Sink,
    status: HTTPStatus,
    content: Mapping[str, Any],
    headers: Mapping[str, str],
    request_id: str,
    with_body: bool = True,
    page: bytes | None = None,
) -> None:
    """Write a response with the problem, or with its page if there is one."""
    body = page or json.dumps(content).encode("ascii")
    kind, policy = (f"{HTML}; charset=utf-8", PAGE) if page else (MEDIA_TYPE, DATA)
    lines = [f"HTTP/1.1 {int(status)} {status.phrase}", "Connection: close", f"Content-Type: {kind}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"{name}: {value}" for name, value in (ALWAYS | SAME_ORIGIN | policy).items()]
    lines += ["Cache-Control: no-store", f"{request_ids.HEADER}: {request_id}", f"Content-Length: {len(body)}", "", ""]
    count_refusal(request_id, int(status), len(body) if with_body else 0)
    sink.sendall("\r\n".join(lines).encode("latin1") + (body if with_body else b""))
