"""Which representation a request accepts."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from api.errors import Problem

JSON = "application/json"
LINKED_DATA = "application/ld+json"
TABLE = "text/csv"
LINES = "application/x-ndjson"


def negotiate(offered: Sequence[str]) -> str:
    """The offered type that the client likes best, the first where it says nothing. Raises a problem (406)."""
    if not request.accept_mimetypes:
        return offered[0]
    chosen = request.accept_mimetypes.best_match(offered)
    if chosen is None:
        raise Problem("not-acceptable", f"This is to be had as {', '.join(offered)}.")
    return chosen
