"""Paged lists: the parameters, the fields of a page and the link to the next page."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import quote, unquote_plus, urlencode

import marshmallow as ma
from flask import request

from api.store import Page

from .fields import Limit, Text, moment

T = TypeVar("T")

LINK = {
    "Link": {
        "description": 'The next page, as `<...>; rel="next"` (RFC 8288); absent on the last page.',
        "schema": {"type": "string"},
    }
}
SINCE = "Saidby-Since"
FOLLOWED = {
    SINCE: {
        "description": "The `since` of `/v1/changes` from which to keep a copy of this list up to date: take that of "
        "the first page, or of the NDJSON stream.",
        "schema": {"type": "string", "example": "1024-3fa91c07"},
    }
}
CURSOR = {
    "description": "The start of the page: a `next_cursor` of the same list with the same filters.",
}


class PageQuery(ma.Schema):
    """The parameters of every list."""

    limit = Limit(
        load_default=50,
        metadata={"minimum": 1, "maximum": 200, "description": "The maximum number of items.", "example": 50},
    )
    cursor = Text(validate=ma.validate.Length(max=2000), metadata=CURSOR)


class PublishedQuery(PageQuery):
    """Filters by the article's date."""

    published_from = moment("Published at this time or later.", "2023-06-19")
    published_before = moment("Published before this time, exclusive.", "2023-06-20")

    @ma.validates_schema
    def check_order(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Reject an empty interval."""
        check_interval(data)


def check_interval(data: dict[str, Any]) -> None:
    """Reject an empty interval. Raises ``ValidationError``."""
    begin, end = data.get("published_from"), data.get("published_before")
    if begin and end and begin >= end:
        raise ma.ValidationError("Must be later than published_from.", "published_before")


def next_cursor() -> ma.fields.String:
    """The ``next_cursor`` field of a page."""
    return ma.fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The `cursor` of the next page; null on the last page.", "example": "eyJrIjpbMV19"},
    )


def paged(page: Page[T]) -> tuple[Page[T], int, dict[str, str]]:
    """A handler's result for a page: the page, the status and the ``Link`` header."""
    return page, 200, next_link(page)


def next_link(page: Page[Any]) -> dict[str, str]:
    """The ``Link`` header to the next page; no header on the last page."""
    return {} if page.next_cursor is None else {"Link": f'<{address(cursor=page.next_cursor)}>; rel="next"'}


def address(path: str | None = None, **parameters: str | None) -> str:
    """The path and query of this request with these parameters instead of its own; None leaves a parameter out.

    With a ``path``, the address is there instead.
    """
    parts = (part for part in request.query_string.split(b"&") if part and _name(part) not in parameters)
    query = quote("&".join(part.decode("latin1") for part in parts), safe="%=&+!$'()*,;:@/?")
    given = urlencode({name: value for name, value in parameters.items() if value is not None})
    query = "&".join(filter(None, (query, given)))
    return f"{request.script_root}{path or request.path}" + (f"?{query}" if query else "")


def _name(part: bytes) -> str:
    return unquote_plus(part.partition(b"=")[0].decode("latin1"))
