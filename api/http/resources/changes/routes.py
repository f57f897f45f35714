"""GET /v1/changes."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from flask import Response

from api.http.blueprints import Blueprint, services
from api.http.representations.negotiation import JSON
from api.http.representations.records import encode, quote_record
from api.http.resources.quotes.responses import quote_filter
from api.operations import replication
from api.store.changes.feed import ChangeView

from .schemas import ChangePageSchema, ChangeQuery

blueprint = Blueprint(
    "changes", __name__, url_prefix="/v1/changes", description="What has changed, to keep a copy up to date."
)


@blueprint.operation(
    "GET", "", "listChanges", ChangePageSchema, description="A page of changes.", query=ChangeQuery, errors=(410,),
    kept=True,
)  # fmt: skip
def list_changes(query: dict[str, Any]) -> Response:
    """List changes

    What each commit since a given position did to quotations, in order and under the filters of the list. After
    applying all changes of a commit number, a copy equals the archive after that commit. Continue from `next_since`,
    at once if `more` is true. 410 means that the copy must be rebuilt.
    """
    limit, since, include = query.pop("limit"), query.pop("since"), query.pop("include")
    page = replication.changes(services().database, quote_filter(query), since, limit)
    content = {
        "data": [_record(change, include) for change in page.items],
        "next_since": page.next_since,
        "more": page.more,
        "latest": page.latest,
    }
    return Response(encode(content), content_type=JSON)


def _record(change: ChangeView, include: Container[str]) -> dict[str, Any]:
    return {
        "number": change.number,
        "kind": change.kind.value,
        "id": change.id,
        "before": quote_record(change.before, include) if change.before is not None else None,
        "after": quote_record(change.after, include) if change.after is not None else None,
    }
