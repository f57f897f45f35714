"""Author and reason of a correction, from the body or the API key."""

from __future__ import annotations

from typing import Any

from flask import g

from api.http.errors import Problem
from api.store.speakers.corrections import Authorship


def authorship_of(body: dict[str, Any]) -> Authorship:
    """Remove author and reason from a body. Raises a ``Problem`` if neither body nor API key names an author."""
    by, why = body.pop("by", None), body.pop("why")
    key = g.get("key")
    if by is None and key is None:
        missing = "Missing data for required field: without an API key, the body must name the author."
        raise Problem("invalid-body", f"/by: {missing}", [{"pointer": "#/by", "detail": missing}])
    return Authorship(by if by is not None else key.name, why)
