"""Parses requests strictly, so that a mistake is never taken for a different valid request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import unquote_to_bytes

import marshmallow as ma
from flask import Request, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from ..strict_json import InvalidJSON, loads
from .content_coding import decode
from .errors import Problem
from .members import MAX_ERRORS, explain, flatten

FORM = "application/x-www-form-urlencoded"

F = TypeVar("F", bound=Callable[..., Any])


class StrictParser:
    """Passes the query or body to handlers as loaded by a schema; validation errors become problems.

    It replaces flask-smorest's webargs, which rebuilds its state for every request.
    """

    DEFAULT_VALIDATION_STATUS = 422

    def use_args(
        self,
        schema: ma.Schema | type[ma.Schema],
        *,
        location: str,
        read: Callable[[Request], Any] | None = None,
        **options: Any,
    ) -> Callable[[F], F]:
        """Decorate a handler to get the loaded data as its first argument. The handler raises a ``Problem``.

        ``read``: how the data are read, if not as those of the location.
        """
        instance = schema() if isinstance(schema, type) else schema
        lists = (field.data_key or name for name, field in instance.fields.items() if isinstance(field, ma.fields.List))
        repeated = frozenset(lists)

        def decorate(handler: F) -> F:
            @wraps(handler)
            def loaded(*args: Any, **kwargs: Any) -> Any:
                data = read(request) if read is not None else _read(request, location, repeated)
                values = _load(data, instance, location)
                return handler(*args, values, **kwargs)

            return cast(F, loaded)

        return decorate


def load_query(schema: ma.Schema) -> dict[str, Any]:
    """The query of the current request as loaded by a schema. Raises a ``Problem``."""
    repeated = frozenset(name for name, field in schema.fields.items() if isinstance(field, ma.fields.List))
    return _load(read_query(request.query_string, repeated), schema, "query")


def _load(data: Any, schema: ma.Schema, location: str) -> dict[str, Any]:
    try:
        values: dict[str, Any] = schema.load(data, unknown=ma.RAISE)
    except ma.ValidationError as error:
        raise _to_problem(error.messages, schema, location) from None
    return values


def _read(request: Request, location: str, repeated: frozenset[str]) -> Any:
    """The data at a location of a request: query, form or json. Raises a ``Problem``."""
    if location == "query":
        return read_query(request.query_string, repeated)
    return read_form(request) if location == "form" else read_json(request)


def _to_problem(messages: Any, schema: ma.Schema, location: str) -> Problem:
    """The first ``MAX_ERRORS`` of marshmallow's messages as a problem."""
    separator, name, what = (".", "parameter", "parameter") if location == "query" else ("/", "pointer", "member")
    found = list(flatten(messages, separator))
    errors = []
    for path, detail in found[:MAX_ERRORS]:
        top_level = location == "query" or path.count("/") == 1
        shown = path if location == "query" else f"#{path}"
        errors.append({name: shown, "detail": explain(detail, schema, what) if top_level else detail})
    return _problem("invalid-parameter" if location == "query" else "invalid-body", name, errors, len(found))


def read_query(query: bytes, lists: frozenset[str] = frozenset()) -> dict[str, str | list[str]]:
    """Parse a query string in UTF-8; only parameters in ``lists`` may be repeated. Raises a ``Problem``."""
    values: dict[str, str | list[str]] = {}
    for part in filter(None, query.split(b"&")):
        raw_name, _, raw_value = part.partition(b"=")
        name = unquote_to_bytes(raw_name.replace(b"+", b" ")).decode("utf8", "replace")
        try:
            value = unquote_to_bytes(raw_value.replace(b"+", b" ")).decode("utf8")
        except UnicodeDecodeError:
            raise _bad_parameter(name, "The value is not UTF-8.") from None
        if "\x00" in value:
            raise _bad_parameter(name, "The value contains a NUL character.")
        if name in lists:
            values[name] = [*values.get(name, ()), value]
            continue
        if name in values:
            raise _bad_parameter(name, "Must be given only once.")
        values[name] = value
    return values


def read_form(request: Request) -> dict[str, str | list[str]]:
    """Parse a form, which is encoded as a query string is. Raises a ``Problem``."""
    if request.mimetype != FORM:
        detail = f"The body must be a form, sent as {FORM}."
        raise Problem("unsupported-media-type", detail, headers={"Accept": FORM})
    return read_query(decode(_read_body(request), request.headers.get("Content-Encoding"), request.max_content_length))


def reject_query(query: bytes) -> None:
    """Raise a ``Problem`` if there are any parameters, for an operation without any."""
    names = list(read_query(query))
    if names:
        errors = [{"parameter": name, "detail": "This operation has no parameters."} for name in names[:MAX_ERRORS]]
        raise _problem("invalid-parameter", "parameter", errors, len(names))


def _bad_parameter(name: str, detail: str) -> Problem:
    return Problem("invalid-parameter", f"{name}: {detail}", [{"parameter": name, "detail": detail}])


def read_json(request: Request) -> Any:
    """Parse the JSON body of a request: UTF-8, no duplicate keys, no NaN or Infinity. Raises a ``Problem``."""
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != "application/json" or charset not in ("utf-8", "utf8"):
        detail = "The body must be JSON in UTF-8, sent as application/json."
        raise Problem("unsupported-media-type", detail, headers={"Accept": "application/json"})
    body = read_bytes(request)
    try:
        text = body.decode("utf8")
    except UnicodeDecodeError as error:
        raise Problem("malformed-request", f"The body is not UTF-8: byte {error.start} is invalid.") from None
    try:
        return loads(text)
    except InvalidJSON as error:
        raise Problem("malformed-request", f"The body is not JSON: {error}.") from None


def read_bytes(request: Request) -> bytes:
    """The decoded content of a body. Raises a ``Problem``, also if it is empty."""
    body = decode(_read_body(request), request.headers.get("Content-Encoding"), request.max_content_length)
    if not body.strip():
        raise Problem("malformed-request", "The body is empty.")
    return body


def _read_body(request: Request) -> bytes:
    """Read the whole body. Raises a ``Problem`` if it is truncated, which neither server nor Werkzeug reports."""
    try:
        body = request.get_data()
    except HTTPException:
        raise
    except Exception:  # whatever the server raises for invalid framing
        raise Problem("malformed-request", "The body cannot be read.") from None
    if request.content_length is None:
        if request.max_content_length is not None and len(body) >= request.max_content_length:
            raise RequestEntityTooLarge
    elif len(body) != request.content_length:
        raise Problem("malformed-request", "The body ended before its announced length.")
    return body


def _problem(name: str, key: str, errors: list[dict[str, str]], number: int) -> Problem:
    """A problem with the listed errors, out of ``number`` in total."""
    detail = " ".join(f"{error[key]}: {error['detail']}" for error in errors)
    return Problem(name, f"{detail} There are {number - len(errors)} more." if number > len(errors) else detail, errors)
