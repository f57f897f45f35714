"""POST /v1/attributions."""

from __future__ import annotations

from typing import Any

from api.http.auth import requester
from api.http.blueprints import BODY_ERRORS, Blueprint, services
from api.operations.services import Attribution
from api.store import Scope

from .schemas import AttributionSchema, NewAttributionSchema

blueprint = Blueprint(
    "attributions", __name__, url_prefix="/v1/attributions", description="Quotations of a text that is not stored."
)


@blueprint.operation(
    "POST", "", "attributeText", AttributionSchema, description="The quotations.", body=NewAttributionSchema,
    errors=BODY_ERRORS, scope=Scope.READ,
)  # fmt: skip
def attribute_text(body: dict[str, Any]) -> Attribution:
    """Attribute a text

    Finds the quotations of a text and their speakers. Nothing is stored.
    """
    return services().attribute(body["text"], requester())
