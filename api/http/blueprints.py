"""flask-smorest adapted: operations declared in one place, strict requests, errors as problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar, cast

import marshmallow as ma
from flask import Request, Response, current_app, g, request
from flask_smorest import Api as SmorestApi  # type: ignore[import-untyped]
from flask_smorest import Blueprint as SmorestBlueprint

from api.store import Scope

from ..operations.services import Services
from .auth import authorize
from .deprecation import HEADERS, Deprecated, Deprecation, note
from .error_responses import ERROR_RESPONSES
from .errors import MEDIA_TYPE
from .format_parameter import with_format, without_format
from .problem_schemas import ProblemSchema
from .representations.negotiation import LINES, negotiate
from .requests import StrictParser, reject_query
from .response_cache import ResponseCache
from .turns import Turns

F = TypeVar("F", bound=Callable[..., Any])

CACHE_KEY = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")  # of the environment
BODY_ERRORS = (415, 422)
ACCESS_ERRORS = (401, 403, 429)
SERVER_ERRORS = (400, 408, 413, 414, 417, 421, 431, 500, 501, 503, 505)  # before the request reaches its operation
ALWAYS = (*SERVER_ERRORS, *ACCESS_ERRORS, 405, 406)
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {"header": []}]
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "description": "The `ETag` of the resource to be changed.",
    "schema": {"type": "string", "example": '"3f0c9a7de1b24856a0b1c2d3e4f50617"'},
}
PREFER = {
    "in": "header",
    "name": "Prefer",
    "required": False,
    "description": "`respond-async`: accept the request and answer 202 at once (RFC 7240).",
    "schema": {"type": "string", "example": "respond-async"},
}


class Api(SmorestApi):  # type: ignore[misc]
    """flask-smorest's API, with problems as error responses and without its own error handlers."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Not used: see ``api.http.errors``."""

    def _register_etag_headers(self) -> None:
        """Not used: see ``api.http.delivery``."""

    def _register_pagination_header(self) -> None:
        """Not used: lists have cursors."""

    def _register_responses(self) -> None:
        content = {MEDIA_TYPE: {"schema": ProblemSchema}}
        for status, (name, description) in ERROR_RESPONSES.items():
            response: dict[str, Any] = {"description": description}
            if status >= 400:
                response["content"] = content
            self.spec.components.response(name, response, lazy=True)


class Blueprint(SmorestBlueprint):  # type: ignore[misc]
    """The operations of a resource."""

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
        form: type[ma.Schema] | None = None,
        lines: type[ma.Schema] | None = None,
        read: Callable[[Request], Any] | None = None,
        media_types: Sequence[str] = (),
        path: dict[str, str] | None = None,
        errors: tuple[int, ...] = (),
        headers: dict[str, Any] | None = None,
        forms: Mapping[str, type[ma.Schema]] | None = None,
        formats: type[StrEnum] | None = None,
        scope: Scope | None = None,
        public: bool = False,
        costly: bool | None = None,
        guarded: bool | None = None,
        kept: bool = False,
        deferred: type[ma.Schema] | None = None,
        deprecated: Deprecated | None = None,
    ) -> Callable[[F], F]:
        """Register a handler as the operation ``name``; its result is serialized with ``returns``.

        The handler gets the loaded ``body`` (JSON) or ``form``, and ``query``, as dicts, then the path parameters by
        name, which ``path`` describes. ``lines``: the body is NDJSON, which the handler reads itself. ``media_types``:
        further formats of the body, and ``read`` what makes JSON of them. ``also``: further success statuses;
        ``errors``: error statuses that not every operation has.
        ``forms``: further media types; ``g.form`` is the one negotiated. ``formats``: the names of all media types, for
        the parameter ``format``. ``scope``: what the API key must allow, by default read for GET and curate otherwise.
        ``public``: without key, rate limit and queue. ``costly``: counts as writing for the rate limits. ``guarded``:
        accepts If-Match, and requires it if True. ``kept``: responses are cached until the next commit. ``deferred``:
        what a client that prefers ``respond-async`` gets.
        ``deprecated``: announces the removal of the operation or of parameters.
        """
        needed = scope or (Scope.READ if method == "GET" else Scope.CURATE)
        costs = method != "GET" if costly is None else costly
        documented = {**(headers or {}), **(HEADERS if deprecated else {})} or None

        parameters = query if formats is None else with_format(query, formats)

        def decorate(handler: F) -> F:
            view: Any = handler if parameters is not None else _without_query(handler)
            view = without_format(view, passes_query=query is not None) if formats is not None else view
            view = self.response(status, returns, description=description, headers=documented)(view)
            for code, schema, text in _successes(returns, also, deferred):
                view = self.alt_response(code, schema=schema, description=text, headers=documented, success=True)(view)
            if parameters is not None:
                view = self.arguments(_marked(parameters(), deprecated), location="query", error_status_code=400)(view)
            if body is not None:
                options = {} if read is None else {"read": read}
                view = self.arguments(body, location="json", error_status_code=422, **options)(view)
            if form is not None:
                view = self.arguments(form, location="form", error_status_code=422)(view)
            failures = _failures(method, errors, path, body or form or lines, guarded)
            failures += [507] if needed is not Scope.READ else []
            failures = [code for code in failures if not public or code not in ACCESS_ERRORS]
            responses: dict[int, Any] = {code: ERROR_RESPONSES[code][0] for code in failures}
            if forms:
                responses[status] = {"content": {form: {"schema": schema} for form, schema in forms.items()}}
            anonymous: list[dict[str, list[str]]] = [{}] if needed is Scope.READ else []
            documentation: dict[str, Any] = {
                "operationId": name,
                "responses": responses,
                "security": [] if public else [*anonymous, *SECURITY],
                **_documented_body(lines, media_types),
            }
            if isinstance(deprecated, Deprecation):
                documentation["deprecated"] = True
            for header in _headers(guarded, deferred):
                arguments = view._apidoc.setdefault("arguments", {})  # in addition to those of the query
                arguments.setdefault("parameters", []).append(header)
            view = self.doc(**documentation)(view)
            view = _cached(view) if kept else view
            view = _in_turn(view) if method == "GET" and not public else view
            offered = ("application/json", *(forms or ()))
            view = _access_controlled(view, None if public else needed, costs, offered, deprecated)
            view.public, view.parameters = public, _names(parameters)
            segments = [{"in": "path", "name": key, "description": text} for key, text in (path or {}).items()]
            self.route(rule, methods=[method], endpoint=name, parameters=segments)(view)
            return handler

        return decorate


def _successes(
    returns: type[ma.Schema] | None, also: dict[int, str] | None, deferred: type[ma.Schema] | None
) -> list[tuple[int, type[ma.Schema] | None, str]]:
    """The further successful responses of an operation: status, schema and description."""
    found = [(code, returns, text) for code, text in (also or {}).items()]
    return found if deferred is None else [*found, (202, deferred, "The request was accepted, to be carried out soon.")]


def _documented_body(lines: type[ma.Schema] | None, media_types: Sequence[str]) -> dict[str, Any]:
    """The documentation of a body in NDJSON, or in formats that are read as they are."""
    content: dict[str, Any] = {name: {"schema": {"type": "string", "format": "binary"}} for name in media_types}
    if lines is None:
        return {"requestBody": {"content": content}} if content else {}
    content[LINES] = {"schema": {"type": "string", "format": "binary"}}
    name = lines.__name__.removesuffix("Schema")
    return {"requestBody": {"required": True, "description": f"NDJSON: a `{name}` per line.", "content": content}}


def _headers(guarded: bool | None, deferred: object) -> list[dict[str, Any]]:
    """The header parameters of an operation."""
    found: list[dict[str, Any]] = [IF_MATCH | {"required": guarded}] if guarded is not None else []
    return [*found, PREFER] if deferred is not None else found


def _marked(query: ma.Schema, deprecated: Deprecated | None) -> ma.Schema:
    """The schema with its deprecated parameters marked. Raises ``KeyError`` for an unknown parameter."""
    for name in deprecated if isinstance(deprecated, Mapping) else ():
        field = query.fields[name]
        field.metadata = {**field.metadata, "deprecated": True}
    return query


def _names(query: type[ma.Schema] | None) -> frozenset[str]:
    """The names of the query parameters."""
    declared = query().fields.items() if query is not None else ()
    return frozenset(field.data_key or name for name, field in declared)


def _failures(method: str, errors: tuple[int, ...], path: object, body: object, guarded: bool | None) -> list[int]:
    """The error statuses that follow from the declaration of an operation."""
    found = {*ALWAYS, *errors}
    found |= {304} if method == "GET" else set()
    found |= {404} if path else set()
    found |= set(BODY_ERRORS) if body else set()
    found |= {412} if guarded is not None else set()
    found |= {428} if guarded else set()
    return sorted(found)


def _cached(view: F) -> F:
    """The view with its responses cached until the next commit."""

    @wraps(view)
    def cached(*args: Any, **kwargs: Any) -> Response:
        def make() -> tuple[tuple[bytes, int, list[tuple[str, str]]] | Response, int | None]:
            response: Response = view(*args, **kwargs)
            if response.status_code != 200 or response.is_streamed:
                return response, None
            body = response.get_data()
            return (body, 200, list(response.headers)), len(body)

        cache: ResponseCache = current_app.extensions["saidby-response-cache"]
        key = (g.form, *map(request.environ.get, CACHE_KEY))
        found = cache.get(key, make)
        return found if isinstance(found, Response) else Response(found[0], found[1], found[2])

    return cast(F, cached)


def _in_turn(view: F) -> F:
    """The view, for a few requests at the same time."""

    @wraps(view)
    def waiting(*args: Any, **kwargs: Any) -> Any:
        turns: Turns = current_app.extensions["saidby-turns"]
        with turns.take():
            return view(*args, **kwargs)

    return cast(F, waiting)


def _access_controlled(
    view: F, scope: Scope | None, costly: bool, offered: tuple[str, ...], deprecated: Deprecated | None
) -> F:
    """The view after authorization, if it needs a scope, and content negotiation."""

    @wraps(view)
    def controlled(*args: Any, **kwargs: Any) -> Any:
        note(deprecated)
        if scope is not None:
            authorize(scope, costly=costly)
        g.form = negotiate(offered)
        return view(*args, **kwargs)

    return cast(F, controlled)


def _without_query(handler: F) -> F:
    @wraps(handler)
    def checked(*args: Any, **kwargs: Any) -> Any:
        reject_query(request.query_string)
        return handler(*args, **kwargs)

    return cast(F, checked)


def services() -> Services:
    """The services of the current application."""
    found: Services = current_app.extensions["saidby"]
    return found
