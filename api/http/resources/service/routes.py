"""GET /v1/health, with separate readiness and liveness checks."""

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
    "GET",
    "/health",
    "getHealth",
    HealthSchema,
    description="The service is healthy.",
    errors=(400, 500, 503),
    public=True,
)
def get_health() -> dict[str, Any]:
    """Check the service

    Returns 200 if every part of the service works, otherwise 503; `errors` names each part that does not. `status` is
    "degraded" if the archive can be read but not written. Requires no key and is not rate-limited.
    """
    return _healthy(health.CHECKS)


@blueprint.operation(
    "GET", "/health/ready", "getReadiness", HealthSchema, description="The service is ready.", public=True
)
def get_readiness() -> dict[str, Any]:
    """Check readiness

    Returns 200 if the database can be read and the engine responds, otherwise 503; `errors` names the part that fails.
    For load balancers.
    """
    return _healthy(health.READY)


@blueprint.operation(
    "GET", "/health/live", "getLiveness", LivenessSchema, description="The service is alive.", public=True
)
def get_liveness() -> dict[str, Any]:
    """Check liveness

    Returns 200 without checking database or engine. For process supervisors, which restart an unresponsive process.
    """
    return {"status": "ok"}


def _healthy(names: Iterable[str]) -> dict[str, Any]:
    """The state of these parts. Raises a ``Problem`` with those that fail."""
    parts = health.check_parts(services(), names)
    faults = [{"part": part.name, "detail": part.fault} for part in parts if part.fault is not None]
    if faults:
        named = " and ".join(fault["part"] for fault in faults)
        raise Problem(
            "unavailable", f"The service does not work at the moment: {named}.", faults, {"Retry-After": "30"}
        )
    return {
        "status": "ok" if all(part.status == health.OK for part in parts) else "degraded",
        "version": VERSION,
        "parts": [{"name": part.name, "status": part.status, "detail": part.detail} for part in parts],
    }
