"""One mapper from every error to HTTP: problems as of RFC 9457, in application/problem+json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as WerkzeugResponse

from api import request_ids
from api.store import (
    ChangesGone,
    InvalidCursor,
    InvalidFilter,
    InvalidInput,
    NotAnArchive,
    NotFound,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
)
from api.telemetry.logs import described
from attribution import AttributionError, InvalidText

from ..engine_pool.errors import (
    EngineBusy,
    EngineCrashed,
    EngineCrowded,
    EngineError,
    EngineTimeout,
    EngineUnavailable,
)

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A sort of error: its name in ``type``, its status, its title and what a client can do about it."""

    name: str
    status: int
    title: str
    advice: str

    @property
    def uri(self) -> str:
        """A reference that leads to the sort's description in the documentation."""
        return f"/docs#problem-{self.name}"


PROBLEM_TYPES = {
    kind.name: kind
    for kind in (
        ProblemType("malformed-request", 400, "Malformed request", "The request cannot be read as HTTP or as JSON."),
        ProblemType(
            "invalid-parameter", 400, "Invalid parameter",
            "A query parameter is unknown, given twice or has a value that it cannot have; `errors` names it.",
        ),
        ProblemType(
            "invalid-cursor", 400, "Invalid cursor",
            "The cursor is damaged or belongs to a list with other filters; begin again without it.",
        ),
        ProblemType(
            "unauthorized", 401, "Unauthorized",
            "An API key is missing or not valid; send one in `Authorization: Bearer` or `X-API-Key`.",
        ),
        ProblemType("forbidden", 403, "Forbidden", "The API key lacks the scope that this operation needs."),
        ProblemType(
            "read-only", 403, "Read-only",
            "The archive is served read-only: nothing can be stored, changed or deleted here. Reading works.",
        ),
        ProblemType("not-found", 404, "Not found", "There is nothing at this address."),
        ProblemType("method-not-allowed", 405, "Method not allowed", "`Allow` lists the methods of this address."),
        ProblemType("not-acceptable", 406, "Not acceptable", "`Accept` names nothing that this address has."),
        ProblemType(
            "too-slow", 408, "Request too slow",
            "The head or the body of the request did not arrive in time; nothing was done. Send it again.",
        ),
        ProblemType("conflict", 409, "Conflict", "The archive is not in the state that this needs."),
        ProblemType(
            "changes-gone", 410, "Changes gone",
            "The feed does not know this `since` any more: its changes were trimmed, or the archive was set back. Make "
            "the copy anew, from the list and its `Saidby-Since`, or from `since=0`.",
        ),
        ProblemType(
            "length-required", 411, "Length required", "Send the body with its `Content-Length`, or in chunks."
        ),
        ProblemType(
            "precondition-failed", 412, "Precondition failed",
            "It has changed since you read it: read it again, and send the new `ETag` in `If-Match`.",
        ),
        ProblemType("too-large", 413, "Request too large", "Send less at once."),
        ProblemType("address-too-long", 414, "Address too long", "Send a shorter address, with fewer parameters."),
        ProblemType(
            "unsupported-media-type", 415, "Unsupported media type",
            "Send JSON in UTF-8 as `application/json`, as it is or compressed with gzip.",
        ),
        ProblemType("range-not-satisfiable", 416, "Range not satisfiable", "There is nothing in that `Range`."),
        ProblemType("expectation-failed", 417, "Expectation failed", "`Expect` may only be `100-continue`."),
        ProblemType(
            "misdirected-request", 421, "Misdirected request",
            "The service does not answer to this `Host`: use one of its names, or list the name in `SAIDBY_HOSTS`.",
        ),
        ProblemType(
            "invalid-body", 422, "Invalid body",
            "The body is JSON, but not what this operation takes; `errors` points at the members.",
        ),
        ProblemType(
            "invalid-text", 422, "Invalid text",
            "The text cannot be an article: empty, too long, HTML, or with characters that no text has.",
        ),
        ProblemType(
            "precondition-required", 428, "Precondition required",
            "Read it first, and send its `ETag` in `If-Match`, so that no other change is lost.",
        ),
        ProblemType("too-many-requests", 429, "Too many requests", "Try again after `Retry-After` seconds."),
        ProblemType("headers-too-large", 431, "Headers too large", "Send fewer or shorter headers."),
        ProblemType(
            "internal-error", 500, "Internal error", "A defect of the service; its log has more, under `request_id`."
        ),
        ProblemType(
            "engine-failed", 500, "The engine failed",
            "The engine failed on this text or took too long; trying again will not help. `POST /v1/articles` stores "
            "such an article without quotations.",
        ),
        ProblemType(
            "not-implemented", 501, "Not implemented", "`Transfer-Encoding` may only be `chunked`."
        ),
        ProblemType(
            "unavailable", 503, "Unavailable",
            "The service cannot do this now. Nothing is stored; try again after `Retry-After` seconds.",
        ),
        ProblemType(
            "archive-unreadable", 503, "The archive cannot be read",
            "The archive's file is damaged, or is no archive: whoever runs the service must restore a backup.",
        ),
        ProblemType(
            "insufficient-storage", 507, "Insufficient storage",
            "There is no room to store anything. Nothing is stored, and nothing that was is lost; reading works. "
            "Try again after `Retry-After` seconds: writing works again as soon as there is room.",
        ),
        ProblemType("version-not-supported", 505, "HTTP version not supported", "Use HTTP/1.1."),
    )
}  # fmt: skip


@dataclass(slots=True)
class Problem(Exception):
    """An error as the client shall see it. ``errors`` holds objects with a pointer or parameter, and a detail."""

    name: str
    detail: str
    errors: list[dict[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        kind = PROBLEM_TYPES[self.name]
        content = {"type": kind.uri, "title": kind.title, "status": kind.status, "detail": self.detail}
        content |= {"errors": self.errors} if self.errors else {}
        request_id = request_ids.current() if kind.status >= 500 else None
        return content | ({"request_id": request_id} if request_id else {})

    def response(self) -> Response:
        """The problem as an HTTP response."""
        content = current_app.json.dumps(self.content())
        status = PROBLEM_TYPES[self.name].status
        response = current_app.response_class(content, status, self.headers, content_type=MEDIA_TYPE)
        response.headers["Cache-Control"] = "no-store"
        return response


# What each error is to a client, the special ones before their bases: the problem's name, the parameter or member at
# fault, and after how many seconds to try again.
_Kind = tuple[tuple[type[Exception], ...], str, dict[str, str], str]
_KINDS: tuple[_Kind, ...] = (
    ((NotFound,), "not-found", {}, ""),
    ((ChangesGone,), "changes-gone", {"parameter": "since"}, ""),
    ((InvalidCursor,), "invalid-cursor", {"parameter": "cursor"}, ""),
    ((InvalidFilter,), "invalid-parameter", {}, ""),
    ((InvalidInput,), "invalid-body", {}, ""),
    ((InvalidText,), "invalid-text", {"pointer": "#/text"}, ""),
    ((EngineCrowded,), "too-many-requests", {}, "5"),
    ((StoreBusy, EngineBusy), "unavailable", {}, "5"),
    ((EngineTimeout, EngineCrashed), "engine-failed", {}, ""),
    ((StoreFull,), "insufficient-storage", {}, "30"),
    ((StoreReadOnly,), "read-only", {}, ""),
    ((StoreDamaged, NotAnArchive), "archive-unreadable", {}, ""),
    ((StoreError, EngineUnavailable, AttributionError), "unavailable", {}, "30"),
)


def to_problem(error: Exception) -> Problem:
    """The problem that an error of the store, the engine or the pool is to a client."""
    if isinstance(error, Problem):
        return error
    for kinds, name, place, retry in _KINDS:
        if isinstance(error, kinds):
            detail = _sentence(error)
            headers = {"Retry-After": retry} if retry else {}
            return Problem(name, detail, [{**place, "detail": detail}] if place else [], headers)
    if isinstance(error, EngineError):
        return Problem("engine-failed", "The engine failed on this text; the service's log has more.")
    return Problem("internal-error", "The service failed on this request; its log has more.")


def _sentence(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


BY_STATUS = {
    400: ("malformed-request", "The request cannot be read."),
    401: ("unauthorized", "This needs an API key."),
    403: ("forbidden", "This is not allowed."),
    404: ("not-found", "There is nothing at this address."),
    405: ("method-not-allowed", "This address does not take this method."),
    406: ("not-acceptable", "There is no such representation."),
    408: ("too-slow", "The request was sent too slowly."),
    411: ("length-required", "The length of the body is not known."),
    413: ("too-large", "The request is larger than this service accepts."),
    414: ("address-too-long", "The address is longer than this service takes."),
    415: ("unsupported-media-type", "The body must be JSON, sent as application/json."),
    416: ("range-not-satisfiable", "There is nothing in that range."),
    417: ("expectation-failed", "The service does not know this expectation."),
    421: ("misdirected-request", "The service does not answer to this Host."),
    429: ("too-many-requests", "Too many requests came from here."),
    431: ("headers-too-large", "The headers are larger than this service accepts."),
    500: ("internal-error", "The service failed on this request; its log has more."),
    501: ("not-implemented", "The service cannot do this."),
    503: ("unavailable", "The service cannot do this now."),
    505: ("version-not-supported", "The service supports HTTP/1.0 and HTTP/1.1."),
}


def by_status(status: int, detail: str = "", headers: Mapping[str, str] | None = None) -> Problem:
    """The problem that a status is which a framework has chosen; one without a sort of its own is a 400 or 500."""
    name, usual = BY_STATUS.get(status) or BY_STATUS[500 if status >= 500 else 400]
    return Problem(name, detail or usual, headers=dict(headers or {}))


def redirect(error: HTTPException) -> WerkzeugResponse:
    """A redirect of the router to another path of this service, without a body."""
    target = urlsplit(error.get_response().headers["Location"])
    location = "/" + target.path.lstrip("/") + (f"?{target.query}" if target.query else "")
    response = current_app.response_class(status=error.code, headers={"Location": location})
    del response.headers["Content-Type"]
    return response


def _handle_http(error: HTTPException) -> WerkzeugResponse:
    if error.code is None or error.code < 400:  # nothing of ours raises one
        return error.get_response()
    allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    return by_status(error.code, headers={"Allow": ", ".join(sorted(allowed))} if allowed else {}).response()


def _handle(error: Exception) -> WerkzeugResponse:
    if isinstance(error, HTTPException):
        return _handle_http(error)
    problem = to_problem(error)
    if PROBLEM_TYPES[problem.name].status >= 500:
        unexpected = error if problem.name == "internal-error" else None
        current_app.logger.error("%s: %s", problem.name, described(error), exc_info=unexpected)
    return problem.response()


def register_errors(app: Flask) -> None:
    """Let every error that leaves a handler become a problem."""
    app.register_error_handler(Exception, _handle)
