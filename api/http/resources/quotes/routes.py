"""GET /v1/quotes, GET /v1/quotes/facets, GET /v1/quotes/{quote_id}, GET /v1/quotes/{quote_id}/variants."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.http.blueprints import Blueprint, services
from api.http.representations.negotiation import JSON
from api.http.representations.records import encode
from api.http.representations.utterances import variants_record
from api.http.resources.paging import FOLLOWED, LINK
from api.http.resources.representations import QUOTE_FORMS, QUOTE_LIST_FORMS, QuoteFormat, QuoteListFormat
from api.http.resources.utterances.schemas import VariantsSchema
from api.store import Facets

from .facets import FacetsSchema
from .queries import FacetsQuery, QuoteQuery
from .responses import ALTERNATES, quote_filter, quote_response, quotes_response
from .schemas import QuoteDetailSchema, QuotePageSchema

blueprint = Blueprint("quotes", __name__, url_prefix="/v1/quotes", description="Who said what, where and when.")


@blueprint.operation(
    "GET", "", "listQuotes", QuotePageSchema, description="A page of quotations.", query=QuoteQuery,
    headers=LINK | FOLLOWED, forms=QUOTE_LIST_FORMS, formats=QuoteListFormat, kept=True,
)  # fmt: skip
def list_quotes(query: dict[str, Any]) -> Response:
    """List quotations

    The quotations in the archive that match all filters, newest article first. `application/x-ndjson` returns all of
    them as a stream, one quotation per line, without `limit` and `cursor`. Feed readers can follow them with
    `format=atom` or `format=jsonfeed`; `bibtex`, `ris` and `csl` are citations.
    """
    return quotes_response(query)


@blueprint.operation(
    "GET", "/facets", "getQuoteFacets", FacetsSchema, description="The counts.", query=FacetsQuery, kept=True,
)  # fmt: skip
def get_quote_facets(query: dict[str, Any]) -> Facets:
    """Count quotations

    The numbers of quotations by speaker, source, type, factuality and time, with the filters of the list.
    """
    interval, top = query.pop("interval"), query.pop("top")
    return services().facets(quote_filter(query), interval, top)


@blueprint.operation(
    "GET", "/<quote_id>", "getQuote", QuoteDetailSchema, description="The quotation.",
    path={"quote_id": "A quotation's identifier."}, headers=ALTERNATES,
    forms=QUOTE_FORMS, formats=QuoteFormat,
)  # fmt: skip
def get_quote(quote_id: str) -> Any:
    """Get a quotation

    One quotation with its speaker, article, evidence and surrounding sentences, or its citation.
    """
    return quote_response(services().quote_in_context(quote_id))


@blueprint.operation(
    "GET", "/<quote_id>/variants", "getQuoteVariants", VariantsSchema, description="The variants.",
    path={"quote_id": "A quotation's identifier."},
)  # fmt: skip
def get_quote_variants(quote_id: str) -> Response:
    """Get a quotation's variants

    The utterance that a quotation reports, with the wordings in which articles have it: the fullest, and how each
    differs from it word by word. Null if the quotation has no words in quotation marks, or no identified speaker.
    """
    return Response(encode(variants_record(services().variants(quote_id))), content_type=JSON)
