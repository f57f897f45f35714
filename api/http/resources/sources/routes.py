"""GET /v1/sources."""

from __future__ import annotations

from typing import Any

from api.http.blueprints import Blueprint, services
from api.http.resources.paging import LINK, paged
from api.store import Page, SourceView

from .schemas import SourcePageSchema, SourceQuery

blueprint = Blueprint(
    "sources", __name__, url_prefix="/v1/sources", description="The outlets whose articles are in the archive."
)


@blueprint.operation(
    "GET", "", "listSources", SourcePageSchema, description="A page of sources.", query=SourceQuery, headers=LINK,
    kept=True,
)  # fmt: skip
def list_sources(query: dict[str, Any]) -> tuple[Page[SourceView], int, dict[str, str]]:
    """List sources

    The outlets of the archive, by name.
    """
    return paged(services().sources(query["limit"], query.get("cursor")))
