"""Reads requests strictly: a mistake in one never passes for a request that means something else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import unquote_to_bytes

import marshmallow as ma
from flask import Request, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from ..strict_json import InvalidJSON, loads
from .content_coding import decoded
from .errors import Problem
from .members import MOST_FAULTS, flat, known

F = TypeVar("F", bound=Callable[..., Any])


class StrictParser:
    """Gives handlers the query or the body as a schema loads it; what the schema refuses is a problem.

    It stands where flask-smorest has webargs, which makes everything anew for each request.
    """

    DEFAULT_VALIDATION_STATUS = 422

    def use_args(self, schema: ma.Schema | type[ma.Schema], *, location: str, **options: Any) -> Callable[[F], F]:
        """The handler with what was loaded as its first argument."""
        made = schema() if isinstance(schema, type) else schema
        lists = (field.data_key or name for name, field in made.fields.items() if isinstance(field, ma.fields.List))
        repeated = frozenset(lists)

        def decorate(handler: F) -> F:
            @wraps(handler)
            def loaded(*args: Any, **kwargs: Any) -> Any:
                given = read_query(request.query_string, repeated) if location == "query" else read_json(request)
                try:
                    values = made.load(given, unknown=ma.RAISE)
                except ma.ValidationError as error:
                    raise _refusal(error.messages, made, location) from None
                return handler(*args, values, **kwargs)

            return cast(F, loaded)

        return decorate


def _refusal(messages: Any, schema: ma.Schema, location: str) -> Problem:
    """Marshmallow's messages as a problem, the first ``MOST_FAULTS`` of them."""
    separator, name, what = (".", "parameter", "parameter") if location == "query" else ("/", "pointer", "member")
    found = list(flat(messages, separator))
    errors = []
    for place, detail in found[:MOST_FAULTS]:
        own = location == "query" or place.count("/") == 1
        shown = place if location == "query" else f"#{place}"
        errors.append({name: shown, "detail": known(detail, schema, what) if own else detail})
    return _refused("invalid-parameter" if location == "query" else "invalid-body", name, errors, len(found))


def read_query(query: bytes, lists: frozenset[str] = frozenset()) -> dict[str, str | list[str]]:
    """The parameters of a query string; each may be given once unless it is a list, and each must be UTF-8."""
    values: dict[str, str | list[str]] = {}
    for part in filter(None, query.split(b"&")):
        raw_name, _, raw_value = part.partition(b"=")
        name = unquote_to_bytes(raw_name.replace(b"+", b" ")).decode("utf8", "replace")
        try:
            value = unquote_to_bytes(raw_value.replace(b"+", b" ")).decode("utf8")
        except UnicodeDecodeError:
            raise _bad_parameter(name, "The value is not UTF-8.") from None
        if "\x00" in value:
            raise _bad_parameter(name, "The value has a NUL character.")
        if name in lists:
            values[name] = [*values.get(name, ()), value]
            continue
        if name in values:
            raise _bad_parameter(name, "Given more than once.")
        values[name] = value
    return values


def refuse_query(query: bytes) -> None:
    """Raise a problem if there are any parameters, for an operation that has none."""
    given = list(read_query(query))
    if given:
        errors = [{"parameter": name, "detail": "This operation has no parameters."} for name in given[:MOST_FAULTS]]
        raise _refused("invalid-parameter", "parameter", errors, len(given))


def _bad_parameter(name: str, detail: str) -> Problem:
    return Problem("invalid-parameter", f"{name}: {detail}", [{"parameter": name, "detail": detail}])


def read_json(request: Request) -> Any:
    """The JSON body of a request, in UTF-8, without repeated keys and without NaN or Infinity."""
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != "application/json" or charset not in ("utf-8", "utf8"):
        detail = "The body must be JSON in UTF-8, sent as application/json."
        raise Problem("unsupported-media-type", detail, headers={"Accept": "application/json"})
    body = decoded(_read_body(request), request.headers.get("Content-Encoding"), request.max_content_length)
    if not body.strip():
        raise Problem("malformed-request", "The body is empty.")
    try:
        text = body.decode("utf8")
    except UnicodeDecodeError as error:
        raise Problem("malformed-request", f"The body is not UTF-8: byte {error.start} is wrong.") from None
    try:
        return loads(text)
    except InvalidJSON as error:
        raise Problem("malformed-request", f"The body is not JSON: {error}.") from None


def _read_body(request: Request) -> bytes:
    """The whole body, or a problem: neither the server nor Werkzeug tells of one that is cut off."""
    try:
        body = request.get_data()
    except HTTPException:
        raise
    except Exception:  # whatever the server raises for broken framing
        raise Problem("malformed-request", "The body cannot be read.") from None
    if request.content_length is None:
        if request.max_content_length is not None and len(body) >= request.max_content_length:
            raise RequestEntityTooLarge
    elif len(body) != request.content_length:
        raise Problem("malformed-request", "The body ended before its announced length.")
    return body


def _refused(name: str, place: str, errors: list[dict[str, str]], number: int) -> Problem:
    """A problem with as many errors as are listed, of so many that there are."""
    detail = " ".join(f"{error[place]}: {error['detail']}" for error in errors)
    return Problem(name, f"{detail} There are {number - len(errors)} more." if number > len(errors) else detail, errors)
