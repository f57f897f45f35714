"""GET /v1/health, and apart from each other whether the service lives and whether it can take requests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.http.blueprints import Blueprint, services
from api.http.errors import Problem
from api.operations import health
from api.version import VERSION

from .schemas import HealthSchema, LivenessSchema

blueprint = Blueprint("service", __name__, url_prefix="/v1", description="The service itself.")


@blueprint.operation(
    "GET", "/health", "getHealth", HealthSchema, description="All is well.", errors=(400, 500, 503), public=True
)
def get_health() -> dict[str, Any]:
    """Check the service

    Answers 200 when every part of it works, otherwise 503; `errors` names each part that does not. `status` is
    "degraded" while the archive can be read and not written. Needs no key, and does not count against any limit.
    """
    return _healthy(health.CHECKS)


@blueprint.operation("GET", "/health/ready", "getReadiness", HealthSchema, description="It is ready.", public=True)
def get_readiness() -> dict[str, Any]:
    """Check whether the service can take requests

    Answers 200 when its database can be read and its engine answers, otherwise 503; `errors` names the part that does
    not. For balancers, which send requests elsewhere meanwhile.
    """
    return _healthy(health.READY)


@blueprint.operation("GET", "/health/live", "getLiveness", LivenessSchema, description="It lives.", public=True)
def get_liveness() -> dict[str, Any]:
    """Check whether the service lives

    Answers 200, and asks neither the database nor the engine. For what starts a process again that does not answer.
    """
    return {"status": "ok"}


def _healthy(names: Iterable[str]) -> dict[str, Any]:
    """What is healthy about these parts; raises a problem with what is not."""
    parts = health.look(services(), names)
    faults = [{"part": part.name, "detail": part.fault} for part in parts if part.fault is not None]
    if faults:
        named = " and ".join(fault["part"] for fault in faults)
        raise Problem("unavailable", f"The service does not work now: {named}.", faults, {"Retry-After": "30"})
    return {
        "status": "ok" if all(part.status == health.OK for part in parts) else "degraded",
        "version": VERSION,
        "parts": [{"name": part.name, "status": part.status, "detail": part.detail} for part in parts],
    }
