"""GET /v1/quotes, GET /v1/quotes/{quote_id}."""

from __future__ import annotations

from typing import Any

from api.extensions import Blueprint, services
from api.resources.paging import LINK, paged
from api.store import Page, QuoteFilter, QuoteView

from .schemas import QuotePageSchema, QuoteQuery, QuoteSchema

blueprint = Blueprint("quotes", __name__, url_prefix="/v1/quotes", description="Who said what, where and when.")


@blueprint.operation(
    "GET", "", "listQuotes", QuotePageSchema, description="A page of quotations.", query=QuoteQuery, headers=LINK,
    errors=(400, 500, 503),
)  # fmt: skip
def list_quotes(query: dict[str, Any]) -> tuple[Page[QuoteView], int, dict[str, str]]:
    """List quotations

    Quotations of the archive, those of the newest article first, narrowed by any of the filters.
    """
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    return paged(services().quotes(QuoteFilter(**query), limit, cursor))


@blueprint.operation(
    "GET", "/<quote_id>", "getQuote", QuoteSchema, description="The quotation.",
    path={"quote_id": "A quotation's identifier."}, errors=(400, 404, 500, 503),
)  # fmt: skip
def get_quote(quote_id: str) -> QuoteView:
    """Get a quotation

    One quotation with its speaker, its article and the evidence.
    """
    return services().quote(quote_id)
