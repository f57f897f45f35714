"""GET /v1/health."""

from __future__ import annotations

from api.extensions import Blueprint, services
from api.version import VERSION

from .schemas import HealthSchema

blueprint = Blueprint("service", __name__, url_prefix="/v1", description="The service itself.")


@blueprint.operation("GET", "/health", "getHealth", HealthSchema, description="All is well.", errors=(400, 500, 503))
def get_health() -> dict[str, str]:
    """Check the service

    Answers 200 when the database can be read, otherwise 503.
    """
    services().check_database()
    return {"status": "ok", "version": VERSION}
