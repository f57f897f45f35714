"""GET /v1/deletions."""

from __future__ import annotations

from typing import Any

from api.http.blueprints import Blueprint, services
from api.http.resources.paging import LINK, paged
from api.store import DeletionView, Page

from .schemas import DeletionPageSchema, DeletionQuery

blueprint = Blueprint("deletions", __name__, url_prefix="/v1/deletions", description="What was deleted.")


@blueprint.operation(
    "GET", "", "listDeletions", DeletionPageSchema, description="A page of deletions.", query=DeletionQuery,
    headers=LINK,
)  # fmt: skip
def list_deletions(query: dict[str, Any]) -> tuple[Page[DeletionView], int, dict[str, str]]:
    """List deletions

    Articles and quotations that were deleted or replaced. To keep a copy up to date, follow `/v1/changes`.
    """
    return paged(services().deletions(query.get("since"), query["limit"], query.get("cursor")))
