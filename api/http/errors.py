"""Maps every error to HTTP: problem details (RFC 9457), which most clients get as application/problem+json."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as WerkzeugResponse

from api import request_ids
from api.semantic.availability import ModelUnavailable
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
    StoreUnreachable,
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
    """A type of error: its name in ``type``, its HTTP status, its title, and advice for clients."""

    name: str
    status: int
    title: str
    advice: str

    @property
    def uri(self) -> str:
        """A link to its description in the documentation."""
        return f"/docs#problem-{self.name}"


PROBLEM_TYPES = {
    kind.name: kind
    for kind in (
        ProblemType(
            "malformed-request", 400, "Malformed request",
            "The request is not valid HTTP, or its body is not valid JSON.",
        ),
        ProblemType(
            "invalid-parameter", 400, "Invalid parameter",
            "A query parameter is unknown, repeated or has an invalid value; `errors` names it.",
        ),
        ProblemType(
            "invalid-cursor", 400, "Invalid cursor",
            "The cursor is malformed or belongs to a list with other filters; start again without it.",
        ),
        ProblemType(
            "unauthorized", 401, "Unauthorized",
            "The API key is missing or invalid; send one in `Authorization: Bearer` or `X-API-Key`.",
        ),
        ProblemType("forbidden", 403, "Forbidden", "The API key lacks the scope that this operation needs."),
        ProblemType(
            "read-only", 403, "Read-only",
            "The archive is served read-only: nothing can be stored, changed or deleted here. Reading works.",
        ),
        ProblemType("not-found", 404, "Not found", "There is no such resource."),
        ProblemType("method-not-allowed", 405, "Method not allowed", "`Allow` lists the supported methods."),
        ProblemType(
            "not-acceptable", 406, "Not acceptable", "The resource has none of the media types in `Accept`."
        ),
        ProblemType(
            "too-slow", 408, "Request too slow",
            "The head or the body of the request did not arrive in time; nothing was done. Send it again.",
        ),
        ProblemType("conflict", 409, "Conflict", "The state of the archive does not permit this."),
        ProblemType(
            "changes-gone", 410, "Changes gone",
            "The feed no longer covers this `since`: its changes were trimmed, or the archive was restored from a "
            "backup. Rebuild the copy from the list and its `Saidby-Since`, or from `since=0`.",
        ),
        ProblemType(
            "precondition-failed", 412, "Precondition failed",
            "The resource has changed since you read it: read it again, and send the new `ETag` in `If-Match`.",
        ),
        ProblemType("too-large", 413, "Request too large", "Send less at once."),
        ProblemType("address-too-long", 414, "Address too long", "Send a shorter URL, with fewer parameters."),
        ProblemType(
            "unsupported-media-type", 415, "Unsupported media type",
            "Send JSON in UTF-8 as `application/json`, plain or compressed with gzip.",
        ),
        ProblemType("range-not-satisfiable", 416, "Range not satisfiable", "There is nothing in that `Range`."),
        ProblemType("expectation-failed", 417, "Expectation failed", "`Expect` may only be `100-continue`."),
        ProblemType(
            "misdirected-request", 421, "Misdirected request",
            "The service does not serve this `Host`: use one of its names, or add the name to `SAIDBY_HOSTS`.",
        ),
        ProblemType(
            "invalid-body", 422, "Invalid body",
            "The body is JSON, but not valid for this operation; `errors` points to the members.",
        ),
        ProblemType(
            "invalid-text", 422, "Invalid text",
            "The text cannot be an article: it is empty, too long or HTML, or contains invalid characters.",
        ),
        ProblemType(
            "precondition-required", 428, "Precondition required",
            "Read the resource first, and send its `ETag` in `If-Match`, so that no other change is lost.",
        ),
        ProblemType("too-many-requests", 429, "Too many requests", "Try again after `Retry-After` seconds."),
        ProblemType("headers-too-large", 431, "Headers too large", "Send fewer or shorter headers."),
        ProblemType(
            "internal-error", 500, "Internal error", "A bug in the service; its log has details under `request_id`."
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
            "The service is temporarily unavailable. Nothing was stored; try again after `Retry-After` seconds.",
        ),
        ProblemType(
            "archive-unreadable", 503, "The archive cannot be read",
            "The archive file is damaged, or is not an archive: the operator of the service must restore a backup.",
        ),
        ProblemType(
            "insufficient-storage", 507, "Insufficient storage",
            "There is no space left. Nothing was stored, and nothing is lost; reading still works. Try again after "
            "`Retry-After` seconds: writing works again as soon as there is space.",
        ),
        ProblemType("version-not-supported", 505, "HTTP version not supported", "Use HTTP/1.1."),
    )
}  # fmt: skip


@dataclass(slots=True)
class Problem(Exception):
    """An error as shown to the client. ``errors``: objects with a pointer, parameter or part, and a detail."""

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


# For each error, subclasses before their bases: the name of the problem, the parameter or member at fault, and the
# seconds after which to try again.
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
    ((StoreError, EngineUnavailable, ModelUnavailable, AttributionError), "unavailable", {}, "30"),
)


def to_problem(error: Exception) -> Problem:
    """The problem for an error of the store, the engine or the pool; others are internal errors."""
    if isinstance(error, Problem):
        return error
    for kinds, name, place, retry in _KINDS:
        if isinstance(error, kinds):
            detail = _sentence(error)
            headers = {"Retry-After": retry} if retry else {}
            return Problem(name, detail, [{**place, "detail": detail}] if place else [], headers)
    if isinstance(error, EngineError):
        return Problem("engine-failed", "The engine failed on this text; see the log of the service.")
    return Problem("internal-error", "The service failed to process this request; see its log.")


def _sentence(error: Exception) -> str:
    text = error.public if isinstance(error, StoreUnreachable) else str(error) or type(error).__name__
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


BY_STATUS = {
    400: ("malformed-request", "The request is malformed."),
    401: ("unauthorized", "This requires an API key."),
    403: ("forbidden", "This is not allowed."),
    404: ("not-found", "There is no such resource."),
    405: ("method-not-allowed", "The resource does not support this method."),
    406: ("not-acceptable", "There is no such representation."),
    408: ("too-slow", "The request was sent too slowly."),
    413: ("too-large", "The request is larger than this service accepts."),
    414: ("address-too-long", "The URL is longer than this service accepts."),
    415: ("unsupported-media-type", "The body must be JSON, sent as application/json."),
    416: ("range-not-satisfiable", "The range is empty."),
    417: ("expectation-failed", "The service does not support this expectation."),
    421: ("misdirected-request", "The service does not serve this Host."),
    429: ("too-many-requests", "Too many requests from this client."),
    431: ("headers-too-large", "The headers are larger than this service accepts."),
    500: ("internal-error", "The service failed to process this request; see its log."),
    501: ("not-implemented", "The service does not support this."),
    503: ("unavailable", "The service is temporarily unavailable."),
    505: ("version-not-supported", "The service supports HTTP/1.0 and HTTP/1.1."),
}


def by_status(status: int, detail: str = "", headers: Mapping[str, str] | None = None) -> Problem:
    """The problem for a status set by a framework; a status without its own type becomes 400 or 500."""
    name, default = BY_STATUS.get(status) or BY_STATUS[500 if status >= 500 else 400]
    return Problem(name, detail or default, headers=dict(headers or {}))


def redirect(error: HTTPException) -> WerkzeugResponse:
    """A redirect by the router to another path of this service, without a body."""
    target = urlsplit(error.get_response().headers["Location"])
    location = "/" + target.path.lstrip("/") + (f"?{target.query}" if target.query else "")
    response = current_app.response_class(status=error.code, headers={"Location": location})
    del response.headers["Content-Type"]
    return response


def _http_problem(error: HTTPException) -> Problem:
    allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    return by_status(error.code or 500, headers={"Allow": ", ".join(sorted(allowed))} if allowed else {})


def logged_problem(error: Exception) -> Problem:
    """The problem for any error that a handler raises; errors of the service are logged."""
    if isinstance(error, HTTPException):
        return _http_problem(error)
    problem = to_problem(error)
    if PROBLEM_TYPES[problem.name].status >= 500:
        unexpected = error if problem.name == "internal-error" else None
        current_app.logger.error("%s: %s", problem.name, described(error), exc_info=unexpected)
    return problem


def register_errors(app: Flask, answer: Callable[[Problem], WerkzeugResponse]) -> None:
    """Turn every error that a handler raises into a problem, and that into a response."""

    def handle(error: Exception) -> WerkzeugResponse:
        if isinstance(error, HTTPException) and (error.code is None or error.code < 400):  # none of our code raises one
            return error.get_response()
        return answer(logged_problem(error))

    app.register_error_handler(Exception, handle)
