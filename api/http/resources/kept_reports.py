"""Answers that are kept where the caller asks for it."""

from __future__ import annotations

from typing import Any

from api.http.auth import authorize
from api.http.blueprints import services
from api.http.resources.fields import JsonBoolean
from api.store import Scope


def keep_field() -> JsonBoolean:
    """Whether to keep the answer, in a request."""
    return JsonBoolean(
        load_default=False,
        metadata={"description": "Whether to keep the answer, for which the API key needs `ingest`.", "default": False},
    )


def require_keeping(body: dict[str, Any]) -> bool:
    """Take ``keep`` from a body; the caller must be allowed to write to have anything kept. Raises a ``Problem``."""
    keep: bool = body.pop("keep")
    if keep:
        authorize(Scope.INGEST, costly=True)
    return keep


def kept(kind: str, record: dict[str, Any], *, keep: bool) -> dict[str, Any]:
    """The record, with an identifier if it is kept."""
    return services().fact_checks.keep_report(kind, record) if keep else record
