"""GET /v1/speakers."""

from __future__ import annotations

from typing import Any

from api.extensions import Blueprint, services
from api.resources.paging import LINK, paged
from api.store import Page, SpeakerView

from .schemas import SpeakerPageSchema, SpeakerQuery

blueprint = Blueprint("speakers", __name__, url_prefix="/v1/speakers", description="Who is quoted.")


@blueprint.operation(
    "GET", "", "listSpeakers", SpeakerPageSchema, description="A page of speakers.", query=SpeakerQuery, headers=LINK,
    errors=(400, 500, 503),
)  # fmt: skip
def list_speakers(query: dict[str, Any]) -> tuple[Page[SpeakerView], int, dict[str, str]]:
    """List speakers

    The speakers of the archive, by name.
    """
    return paged(services().speakers(query.get("q"), query["limit"], query.get("cursor")))
