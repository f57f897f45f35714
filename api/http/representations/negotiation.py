"""Which representation a request asks for: by the parameter `format`, or by Accept (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from api.http.accept import HTML, best
from api.http.errors import Problem

JSON = "application/json"
LINKED_DATA = "application/ld+json"
TABLE = "text/csv"
LINES = "application/x-ndjson"
ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
BIBTEX = "application/x-bibtex"
RIS = "application/x-research-info-systems"
CSL = "application/vnd.citationstyles.csl+json"
# The values of the parameter `format`, for links and feed readers, which cannot set Accept.
FORMATS: Mapping[str, str] = {
    "json": JSON, "jsonld": LINKED_DATA, "csv": TABLE, "ndjson": LINES, "atom": ATOM, "jsonfeed": JSON_FEED,
    "bibtex": BIBTEX, "ris": RIS, "csl": CSL, "html": HTML,
}  # fmt: skip


def negotiate(offered: tuple[str, ...]) -> str:
    """The offered type that `format` names, or else the one that Accept prefers: the first if it is absent.

    Raises a ``Problem`` (406). An unknown `format` is left to the validation of the query.
    """
    named = FORMATS.get(request.args.get("format", "")) if b"format=" in request.query_string else None
    if named in offered:
        return named
    accepted = request.headers.get("Accept")
    chosen = offered[0] if accepted in (None, "*/*") else best(accepted, offered)
    if chosen is None:
        raise Problem("not-acceptable", f"This is to be had as {', '.join(offered)}.")
    return chosen
