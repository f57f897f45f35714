"""Which representation a request accepts."""

from __future__ import annotations

from functools import lru_cache

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from api.errors import Problem

JSON = "application/json"
LINKED_DATA = "application/ld+json"
TABLE = "text/csv"
LINES = "application/x-ndjson"


def negotiate(offered: tuple[str, ...]) -> str:
    """The offered type that the client likes best, the first where it says nothing. Raises a problem (406)."""
    accepted = request.headers.get("Accept")
    chosen = offered[0] if accepted in (None, "*/*") else _best(accepted, offered)
    if chosen is None:
        raise Problem("not-acceptable", f"This is to be had as {', '.join(offered)}.")
    return chosen


@lru_cache(1024)
def _best(accepted: str, offered: tuple[str, ...]) -> str | None:
    parsed = parse_accept_header(accepted, MIMEAccept)
    return parsed.best_match(offered) if parsed else offered[0]
