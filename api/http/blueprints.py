"""flask-smorest, fitted to the house: strict requests, problems as errors, operations that name themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

import marshmallow as ma
from flask import Response, current_app, g, request
from flask_smorest import Api as SmorestApi  # type: ignore[import-untyped]
from flask_smorest import Blueprint as SmorestBlueprint

from api.store import Scope

from ..operations.services import Services
from .auth import require
from .deprecation import HEADERS, Deprecated, Deprecation, note
from .error_responses import ERROR_RESPONSES
from .errors import MEDIA_TYPE
from .one_at_a_time import Turns
from .representations.negotiation import negotiate
from .requests import StrictParser, refuse_query
from .response_cache import Answers

F = TypeVar("F", bound=Callable[..., Any])

ASKED = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")  # what an answer depends on
BODY_ERRORS = (400, 413, 415, 422, 500, 503)
OF_THE_GATE = (401, 403, 429)
ALWAYS = (400, 401, 403, 405, 406, 408, 414, 421, 429, 431, 500, 503)
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {"header": []}]
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "description": "The `ETag` of what the change is made to.",
    "schema": {"type": "string", "example": '"3f0c9a7de1b24856a0b1c2d3e4f50617"'},
}


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
    request_id = ma.fields.String(
        metadata={
            "description": "Of errors of the service: under which its log has more; `X-Request-Id` is the same.",
            "example": "6f1d9c0a7be24f53a5c83d0e9b1f4a72",
        }
    )
    errors = ma.fields.List(
        ma.fields.Nested("ProblemErrorSchema"),
        metadata={"description": "What is wrong in particular, where that can be said."},
    )


class ProblemErrorSchema(ma.Schema):
    """One thing that is wrong."""

    class Meta:
        description = "One thing that is wrong: with a parameter, a member of the body, or a part of the service."
        unknown = ma.EXCLUDE

    detail = ma.fields.String(required=True, metadata={"example": "Must be from 1 to 200."})
    parameter = ma.fields.String(metadata={"description": "A query parameter.", "example": "limit"})
    part = ma.fields.String(metadata={"description": "A part of the service.", "example": "engine"})
    pointer = ma.fields.String(metadata={"description": "A JSON Pointer into the body.", "example": "#/text"})


class Api(SmorestApi):  # type: ignore[misc]
    """The contract: flask-smorest's, with problems as error responses and no handlers of its own."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """``api.http.errors`` handles them."""

    def _register_etag_headers(self) -> None:
        """There are none."""

    def _register_pagination_header(self) -> None:
        """Lists have cursors."""

    def _register_responses(self) -> None:
        content = {MEDIA_TYPE: {"schema": ProblemSchema}}
        for status, (name, description) in ERROR_RESPONSES.items():
            response: dict[str, Any] = {"description": description}
            if status >= 400:
                response["content"] = content
            self.spec.components.response(name, response, lazy=True)


class Blueprint(SmorestBlueprint):  # type: ignore[misc]
    """A resource's operations."""

    ARGUMENTS_PARSER = StrictParser()

    def operation(
        self,
        method: str,
        rule: str,
        name: str,
        returns: type[ma.Schema] | None,
        *,
        status: int = 200,
        description: str = "Found.",
        also: dict[int, str] | None = None,
        query: type[ma.Schema] | None = None,
        body: type[ma.Schema] | None = None,
        path: dict[str, str] | None = None,
        errors: tuple[int, ...] = (),
        headers: dict[str, Any] | None = None,
        forms: Mapping[str, type[ma.Schema]] | None = None,
        scope: Scope | None = None,
        public: bool = False,
        costly: bool | None = None,
        guarded: bool | None = None,
        kept: bool = False,
        deprecated: Deprecated | None = None,
    ) -> Callable[[F], F]:
        """Make a handler the operation ``name``; what it returns is dumped by ``returns``.

        The handler gets the loaded ``body`` and ``query`` as dicts, then the path's parameters by name.
        ``path`` describes those. ``also`` are other statuses of success, ``errors`` those of failure that are not
        in every operation. ``forms`` are its other media types, of which ``g.form`` is the one that the client
        wants. ``scope`` is what its key must allow: to read or, where it is no GET, to curate. ``public`` ones take
        no key, have no limit and wait for nobody. ``costly`` operations
        have the limits of writing. ``guarded`` ones take If-Match: they need it, or where it is False may have it.
        ``kept`` answers hold until something is committed. ``deprecated`` announces that the operation, or parameters
        of its query, will go.
        """
        needed = scope or (Scope.READ if method == "GET" else Scope.CURATE)
        dear = method != "GET" if costly is None else costly
        shown = {**(headers or {}), **(HEADERS if deprecated else {})} or None

        def decorate(handler: F) -> F:
            view: Any = handler if query is not None else _without_query(handler)
            view = self.response(status, returns, description=description, headers=shown)(view)
            for code, meaning in (also or {}).items():
                view = self.alt_response(code, schema=returns, description=meaning, headers=shown, success=True)(view)
            if query is not None:
                schema = _marked(query(), deprecated)
                view = self.arguments(schema, location="query", error_status_code=400)(view)
            if body is not None:
                view = self.arguments(body, location="json", error_status_code=422)(view)
            failures = _failures(method, errors, path, body, guarded)
            failures += [507] if needed is not Scope.READ else []
            failures = [code for code in failures if not public or code not in OF_THE_GATE]
            responses: dict[int, Any] = {code: ERROR_RESPONSES[code][0] for code in failures}
            if forms:
                responses[status] = {"content": {form: {"schema": schema} for form, schema in forms.items()}}
            open_too: list[dict[str, list[str]]] = [{}] if needed is Scope.READ else []
            told: dict[str, Any] = {
                "operationId": name,
                "responses": responses,
                "security": [] if public else [*open_too, *SECURITY],
            }
            if isinstance(deprecated, Deprecation):
                told["deprecated"] = True
            if guarded is not None:
                arguments = view._apidoc.setdefault("arguments", {})  # among those of the query, not in their place
                arguments.setdefault("parameters", []).append(IF_MATCH | {"required": guarded})
            view = self.doc(**told)(view)
            view = _kept(view) if kept else view
            view = _in_turn(view) if method == "GET" and not public else view
            view = _guarded(view, None if public else needed, dear, ("application/json", *(forms or ())), deprecated)
            view.public, view.parameters = public, _names(query)
            parameters = [{"in": "path", "name": key, "description": text} for key, text in (path or {}).items()]
            self.route(rule, methods=[method], endpoint=name, parameters=parameters)(view)
            return handler

        return decorate


def _marked(query: ma.Schema, deprecated: Deprecated | None) -> ma.Schema:
    """The schema with its deprecated parameters marked as such. Raises ``KeyError`` for one that there is not."""
    for name in deprecated if isinstance(deprecated, Mapping) else ():
        field = query.fields[name]
        field.metadata = {**field.metadata, "deprecated": True}
    return query


def _names(query: type[ma.Schema] | None) -> frozenset[str]:
    """The parameters of a query by their names in an address."""
    declared = query().fields.items() if query is not None else ()
    return frozenset(field.data_key or name for name, field in declared)


def _failures(method: str, errors: tuple[int, ...], path: object, body: object, guarded: bool | None) -> list[int]:
    """The statuses of failure that an operation's declaration brings with it."""
    found = {*ALWAYS, *errors}
    found |= {304} if method == "GET" else set()
    found |= {404} if path else set()
    found |= set(BODY_ERRORS) if body else set()
    found |= {412} if guarded is not None else set()
    found |= {428} if guarded else set()
    return sorted(found)


def _kept(view: F) -> F:
    """The view, asked again only when something was committed since."""

    @wraps(view)
    def remembered(*args: Any, **kwargs: Any) -> Response:
        def make() -> tuple[tuple[bytes, int, list[tuple[str, str]]] | Response, int | None]:
            response: Response = view(*args, **kwargs)
            if response.status_code != 200 or response.is_streamed:
                return response, None
            body = response.get_data()
            return (body, 200, list(response.headers)), len(body)

        answers: Answers = current_app.extensions["saidby-answers"]
        asked = (g.form, *map(request.environ.get, ASKED))
        answer = answers.get(asked, make)
        return answer if isinstance(answer, Response) else Response(answer[0], answer[1], answer[2])

    return cast(F, remembered)


def _in_turn(view: F) -> F:
    """The view, one request at a time."""

    @wraps(view)
    def waiting(*args: Any, **kwargs: Any) -> Any:
        turns: Turns = current_app.extensions["saidby-turns"]
        with turns.taken():
            return view(*args, **kwargs)

    return cast(F, waiting)


def _guarded(view: F, scope: Scope | None, costly: bool, offered: tuple[str, ...], deprecated: Deprecated | None) -> F:
    """The view behind the gate if it needs a scope, and behind the choice of a representation."""

    @wraps(view)
    def admitted(*args: Any, **kwargs: Any) -> Any:
        note(deprecated)
        if scope is not None:
            require(scope, costly=costly)
        g.form = negotiate(offered)
        return view(*args, **kwargs)

    return cast(F, admitted)


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
