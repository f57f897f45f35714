"""flask-smorest, fitted to the house: strict requests, problems as errors, operations that name themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import marshmallow as ma
from flask import current_app, request
from flask_smorest import Api as SmorestApi  # type: ignore[import-untyped]
from flask_smorest import Blueprint as SmorestBlueprint

from .errors import MEDIA_TYPE
from .requests import StrictParser, refuse_query
from .services import Services

F = TypeVar("F", bound=Callable[..., Any])

ERROR_RESPONSES = {
    400: ("BadRequest", "The request cannot be read, or a query parameter is wrong."),
    404: ("NotFound", "There is nothing at this address."),
    413: ("TooLarge", "The request is larger than this service takes."),
    415: ("UnsupportedMediaType", "The body is not sent as `application/json`."),
    422: ("UnprocessableContent", "The body is JSON, but not what this operation takes."),
    500: ("InternalError", "The service or its engine failed."),
    503: ("Unavailable", "The service cannot do this now; nothing is stored."),
}
BODY_ERRORS = (400, 413, 415, 422, 500, 503)


class ProblemSchema(ma.Schema):
    """An error, after RFC 9457."""

    class Meta:
        description = "An error, after RFC 9457."
        unknown = ma.EXCLUDE

    type = ma.fields.String(
        required=True,
        metadata={
            "format": "uri-reference",
            "description": "Which sort of error; leads to its description.",
            "example": "/docs#problem-invalid-parameter",
        },
    )
    title = ma.fields.String(required=True, metadata={"example": "Invalid parameter"})
    status = ma.fields.Integer(required=True, metadata={"description": "The HTTP status.", "example": 400})
    detail = ma.fields.String(required=True, metadata={"example": "limit: Must be from 1 to 200."})
    errors = ma.fields.List(
        ma.fields.Nested("ProblemErrorSchema"),
        metadata={"description": "What is wrong in particular, where that can be said."},
    )


class ProblemErrorSchema(ma.Schema):
    """One thing that is wrong."""

    class Meta:
        description = "One thing that is wrong, with the parameter or a pointer to the member of the body."
        unknown = ma.EXCLUDE

    detail = ma.fields.String(required=True, metadata={"example": "Must be from 1 to 200."})
    parameter = ma.fields.String(metadata={"description": "A query parameter.", "example": "limit"})
    pointer = ma.fields.String(metadata={"description": "A JSON Pointer into the body.", "example": "#/text"})


class Api(SmorestApi):  # type: ignore[misc]
    """The contract: flask-smorest's, with problems as error responses and no handlers of its own."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """``api.errors`` handles them."""

    def _register_etag_headers(self) -> None:
        """There are none."""

    def _register_pagination_header(self) -> None:
        """Lists have cursors."""

    def _register_responses(self) -> None:
        content = {MEDIA_TYPE: {"schema": ProblemSchema}}
        for name, description in ERROR_RESPONSES.values():
            self.spec.components.response(name, {"description": description, "content": content}, lazy=True)


class Blueprint(SmorestBlueprint):  # type: ignore[misc]
    """A resource's operations."""

    ARGUMENTS_PARSER = StrictParser()

    def operation(
        self,
        method: str,
        rule: str,
        name: str,
        returns: type[ma.Schema],
        *,
        status: int = 200,
        description: str = "Found.",
        also: dict[int, str] | None = None,
        query: type[ma.Schema] | None = None,
        body: type[ma.Schema] | None = None,
        path: dict[str, str] | None = None,
        errors: tuple[int, ...] = (),
        headers: dict[str, Any] | None = None,
    ) -> Callable[[F], F]:
        """Make a handler the operation ``name``; what it returns is dumped by ``returns``.

        The handler gets the loaded ``query`` or ``body`` as a dict, then the path's parameters by name.
        ``path`` describes those. ``also`` are other statuses of success, ``errors`` those of failure.
        """

        def decorate(handler: F) -> F:
            view: Any = handler if query is not None else _without_query(handler)
            view = self.response(status, returns, description=description, headers=headers)(view)
            for code, meaning in (also or {}).items():
                view = self.alt_response(code, schema=returns, description=meaning, headers=headers, success=True)(view)
            if query is not None:
                view = self.arguments(query, location="query", error_status_code=400)(view)
            if body is not None:
                view = self.arguments(body, location="json", error_status_code=422)(view)
            view = self.doc(operationId=name, responses={code: ERROR_RESPONSES[code][0] for code in errors})(view)
            parameters = [{"in": "path", "name": key, "description": text} for key, text in (path or {}).items()]
            self.route(rule, methods=[method], endpoint=name, parameters=parameters)(view)
            return handler

        return decorate


def _without_query(handler: F) -> F:
    @wraps(handler)
    def checked(*args: Any, **kwargs: Any) -> Any:
        refuse_query(request.query_string)
        return handler(*args, **kwargs)

    return cast(F, checked)


def services() -> Services:
    """The services of the application that handles the request."""
    made: Services = current_app.extensions["saidby"]
    return made
