"""One mapper from every error to HTTP: problems as of RFC 9457, in application/problem+json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, current_app
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as WerkzeugResponse

from api import request_ids
from api.serving.logs import described
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
from attribution import AttributionError, InvalidText

from .engine_pool.errors import (
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
            "precondition-failed", 412, "Precondition failed",
            "It has changed since you read it: read it again, and send the new `ETag` in `If-Match`.",
        ),
        ProblemType("too-large", 413, "Request too large", "Send less at once."),
        ProblemType("unsupported-media-type", 415, "Unsupported media type", "Send JSON as `application/json`."),
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
        ProblemType(
            "internal-error", 500, "Internal error", "A defect of the service; its log has more, under `request_id`."
        ),
        ProblemType(
            "engine-failed", 500, "The engine failed",
            "The engine failed on this text or took too long; trying again will not help. `POST /v1/articles` stores "
            "such an article without quotations.",
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
        return _respond(PROBLEM_TYPES[self.name].status, self.content(), self.headers)


def _respond(status: int, content: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    response = current_app.response_class(current_app.json.dumps(content), status, headers, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def to_problem(error: Exception) -> Problem:
    """The problem that an error of the store, the engine or the pool is to a client."""
    match error:
        case Problem():
            return error
        case NotFound():
            return Problem("not-found", _sentence(error))
        case ChangesGone():
            return Problem("changes-gone", _sentence(error), [{"parameter": "since", "detail": _sentence(error)}])
        case InvalidCursor():
            return Problem("invalid-cursor", _sentence(error), [{"parameter": "cursor", "detail": _sentence(error)}])
        case InvalidFilter():
            return Problem("invalid-parameter", _sentence(error))
        case InvalidInput():
            return Problem("invalid-body", _sentence(error))
        case InvalidText():
            return Problem("invalid-text", _sentence(error), [{"pointer": "#/text", "detail": _sentence(error)}])
        case EngineCrowded():
            return Problem("too-many-requests", _sentence(error), headers={"Retry-After": "5"})
        case StoreBusy() | EngineBusy():
            return Problem("unavailable", _sentence(error), headers={"Retry-After": "5"})
        case EngineTimeout() | EngineCrashed():
            return Problem("engine-failed", _sentence(error))
        case StoreFull():
            return Problem("insufficient-storage", _sentence(error), headers={"Retry-After": "30"})
        case StoreReadOnly():
            return Problem("read-only", _sentence(error))
        case StoreDamaged() | NotAnArchive():
            return Problem("archive-unreadable", _sentence(error))
        case StoreError() | EngineUnavailable() | AttributionError():
            return Problem("unavailable", _sentence(error), headers={"Retry-After": "30"})
        case EngineError():
            return Problem("engine-failed", "The engine failed on this text; the service's log has more.")
    return Problem("internal-error", "The service failed on this request; its log has more.")


def _sentence(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


BY_STATUS = {
    400: ("malformed-request", "The request cannot be read."),
    404: ("not-found", "There is nothing at this address."),
    401: ("unauthorized", "This needs an API key."),
    405: ("method-not-allowed", "This address does not take this method."),
    413: ("too-large", "The request is larger than this service takes."),
    415: ("unsupported-media-type", "The body must be JSON, sent as application/json."),
    500: ("internal-error", "The service failed on this request; its log has more."),
}


def plain(status: int, title: str, detail: str) -> dict[str, Any]:
    """A problem that has no sort of its own: its status says it all."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}


def _handle_http(error: HTTPException) -> WerkzeugResponse:
    if error.code is None or error.code < 400:  # a redirect
        return error.get_response()
    allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    headers = {"Allow": ", ".join(sorted(allowed))} if allowed else {}
    if error.code in BY_STATUS:
        name, detail = BY_STATUS[error.code]
        return Problem(name, detail, headers=headers).response()
    return _respond(error.code, plain(error.code, error.name, error.description or error.name), headers)


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
