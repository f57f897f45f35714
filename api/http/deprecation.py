"""Deprecations, announced in the contract and in the headers of every response concerned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.http import http_date

NOTICE = timedelta(days=182)  # half a year, as promised in docs/api.md
HEADERS: dict[str, Any] = {
    "Deprecation": {
        "description": "The time of deprecation (RFC 9745).",
        "schema": {"type": "string", "example": "@1767225600"},
    },
    "Sunset": {
        "description": "The earliest time of removal (RFC 8594).",
        "schema": {"type": "string", "example": "Wed, 01 Jul 2026 00:00:00 GMT"},
    },
}


@dataclass(frozen=True, slots=True)
class Deprecation:
    """When an operation or parameter was deprecated, when it may be removed, and a link to the documentation."""

    since: datetime
    sunset: datetime
    link: str

    def __post_init__(self) -> None:
        """Raise ``ValueError`` if the notice is too short, or a time has no time zone."""
        if self.since.tzinfo is None or self.sunset.tzinfo is None:
            raise ValueError("the times of a deprecation need a time zone")
        if self.sunset - self.since < NOTICE:
            raise ValueError(f"a sunset must be at least {NOTICE.days} days after the deprecation")


Deprecated = Deprecation | Mapping[str, Deprecation]  # of an operation, or of query parameters by name


def note(deprecated: Deprecated | None) -> None:
    """Remember which deprecations concern the current request."""
    if isinstance(deprecated, Deprecation):
        g.deprecations = [deprecated]
    elif deprecated:
        g.deprecations = [deprecated[name] for name in request.args if name in deprecated]


def headers(deprecations: Iterable[Deprecation]) -> list[tuple[str, str]]:
    """The headers that announce deprecations; of several, the earliest times."""
    found = list(deprecations)
    if not found:
        return []
    since, sunset = min(one.since for one in found), min(one.sunset for one in found)
    links = dict.fromkeys(f'<{one.link}>; rel="deprecation"; type="text/html"' for one in found)
    return [
        ("Deprecation", f"@{int(since.timestamp())}"),
        ("Sunset", http_date(sunset.astimezone(UTC))),
        *(("Link", link) for link in links),
    ]


def register_deprecation(app: Flask) -> None:
    """Announce deprecations in the responses concerned, including errors."""

    def announce(response: Response) -> Response:
        for name, value in headers(g.get("deprecations", ())):
            response.headers.add(name, value)
        return response

    app.after_request(announce)
