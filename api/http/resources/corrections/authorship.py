"""Author and reason of a correction, from the body or the API key."""

from __future__ import annotations

from typing import Any

from flask import g

from api.http.errors import Problem
from api.store.speakers.corrections import Authorship


def authorship_of(body: dict[str, Any]) -> Authorship:
    """Remove author and reason from a body. Raises a ``Problem`` if neither body nor API key names an author."""
    why = body.pop("why")
    return Authorship(author_of(body), why)


def author_of(body: dict[str, Any]) -> str:
    """Remove the author from a body. Raises a ``Problem`` if neither body nor API key names one."""
    by, key = body.pop("by", None), g.get("key")
    if by is None and key is None:
        missing = "Missing data for required field: without an API key, the body must name the author."
        raise Problem("invalid-body", f"/by: {missing}", [{"pointer": "#/by", "detail": missing}])
    author: str = by if by is not None else key.name
    return author
