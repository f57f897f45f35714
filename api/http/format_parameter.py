"""The parameter `format`: names a representation in links and feed readers, which cannot set Accept."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

import marshmallow as ma


def with_format(query: type[ma.Schema] | None, formats: type[StrEnum]) -> type[ma.Schema]:
    """The schema of a query with the parameter in addition; content negotiation reads its value."""
    description = "The representation, in preference to `Accept`: for links, and for programs that cannot set headers."
    example = list(formats)[1].value
    field = ma.fields.Enum(formats, by_value=True, metadata={"description": description, "example": example})
    return type("FormatQuery", (query or ma.Schema,), {"format": field})


def without_format(handler: Callable[..., Any], *, passes_query: bool) -> Callable[..., Any]:
    """The handler of an operation with the parameter, which it does not see; nor the query if it has no other."""

    @wraps(handler)
    def called(query: dict[str, Any], **path: Any) -> Any:
        query.pop("format", None)
        return handler(query, **path) if passes_query else handler(**path)

    return called
