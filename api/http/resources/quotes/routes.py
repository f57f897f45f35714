"""GET /v1/quotes, GET /v1/quotes/facets, GET /v1/quotes/{quote_id}."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.http.blueprints import Blueprint, services
from api.http.resources.paging import FOLLOWED, LINK
from api.http.resources.representations import LINKED_FORMS, QUOTE_FORMS
from api.store import Facets

from .answers import answer_quote, answer_quotes, filters_of
from .facets import FacetsSchema
from .queries import FacetsQuery, QuoteQuery
from .schemas import QuoteDetailSchema, QuotePageSchema

blueprint = Blueprint("quotes", __name__, url_prefix="/v1/quotes", description="Who said what, where and when.")


@blueprint.operation(
    "GET", "", "listQuotes", QuotePageSchema, description="A page of quotations.", query=QuoteQuery,
    headers=LINK | FOLLOWED, forms=QUOTE_FORMS, kept=True,
)  # fmt: skip
def list_quotes(query: dict[str, Any]) -> Response:
    """List quotations

    Quotations of the archive, those of the newest article first, narrowed by any of the filters. As
    `application/x-ndjson` all of them come in one answer, a quotation a line, without `limit` and `cursor`.
    """
    return answer_quotes(query)


@blueprint.operation(
    "GET", "/facets", "getQuoteFacets", FacetsSchema, description="The counts.", query=FacetsQuery, kept=True,
)  # fmt: skip
def get_quote_facets(query: dict[str, Any]) -> Facets:
    """Count quotations

    How many quotations there are by speaker, source, type and time, under the filters of the list.
    """
    interval, top = query.pop("interval"), query.pop("top")
    return services().facets(filters_of(query), interval, top)


@blueprint.operation(
    "GET", "/<quote_id>", "getQuote", QuoteDetailSchema, description="The quotation.",
    path={"quote_id": "A quotation's identifier."}, forms=LINKED_FORMS,
)  # fmt: skip
def get_quote(quote_id: str) -> Any:
    """Get a quotation

    One quotation with its speaker, its article, the evidence and the sentences around it.
    """
    return answer_quote(services().quote_in_context(quote_id))
