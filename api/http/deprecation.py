"""What has to go is announced: in the contract, and in the headers of every answer that it gives until then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.http import http_date

NOTICE = timedelta(days=182)  # what docs/api.md promises: half a year
HEADERS: dict[str, Any] = {
    "Deprecation": {
        "description": "Since when this is deprecated (RFC 9745).",
        "schema": {"type": "string", "example": "@1767225600"},
    },
    "Sunset": {
        "description": "From when on it may be gone (RFC 8594).",
        "schema": {"type": "string", "example": "Wed, 01 Jul 2026 00:00:00 GMT"},
    },
}


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Since when an operation or a parameter is deprecated, from when on it may be gone, and what to read about it."""

    since: datetime
    sunset: datetime
    link: str

    def __post_init__(self) -> None:
        """Refuse what breaks the promise."""
        if self.since.tzinfo is None or self.sunset.tzinfo is None:
            raise ValueError("a deprecation's moments need a time zone")
        if self.sunset - self.since < NOTICE:
            raise ValueError(f"a sunset is at least {NOTICE.days} days after the deprecation")


Deprecated = Deprecation | Mapping[str, Deprecation]  # the operation, or query parameters of it by name


def note(deprecated: Deprecated | None) -> None:
    """Remember what the request at hand uses of it."""
    if isinstance(deprecated, Deprecation):
        g.deprecations = [deprecated]
    elif deprecated:
        g.deprecations = [deprecated[name] for name in request.args if name in deprecated]


def headers(deprecations: Iterable[Deprecation]) -> list[tuple[str, str]]:
    """The headers that announce them; where there are several, of the one that comes first."""
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
    """Let every answer announce what its request used, errors included."""

    def announce(response: Response) -> Response:
        for name, value in headers(g.get("deprecations", ())):
            response.headers.add(name, value)
        return response

    app.after_request(announce)
