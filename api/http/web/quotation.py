"""GET /quotes/{quote_id}: a quotation at its permanent address, as a page or as linked data."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from api.http.accept import HTML
from api.http.blueprints import services
from api.http.representations.citations import citation
from api.http.representations.negotiation import FORMATS, JSON, LINKED_DATA, negotiate
from api.http.representations.records import quote_record
from api.http.representations.text_fragments import link
from api.http.resources.representations import QuoteFormat

from .findings import REASONS
from .marked_text import Mark, pieces
from .pages import blueprint, page, render


@blueprint.get("/quotes/<quote_id>")
@page
def quotation(quote_id: str) -> ResponseReturnValue:
    """The page; other clients are redirected to the representation that they accept."""
    chosen = negotiate((HTML, LINKED_DATA, JSON))
    if chosen != HTML:
        name = "jsonld" if chosen == LINKED_DATA else "json"
        return redirect(url_for("quotes.getQuote", quote_id=quote_id, format=name), 303)
    found = services().quote_in_context(quote_id)
    quote, context = found.quote, found.context
    spans = [(max(s.start, context.start) - context.start, s.end - context.start) for s in quote.spans]
    return render(
        "quotation.html",
        quote=quote_record(quote),
        pieces=pieces(context.text, [(Mark(1, "found", "Quotation"), spans)]),
        original=link(quote.url, quote.passages) if quote.url is not None else None,
        cited=citation(quote, request.url_root.rstrip("/")),
        formats={name.value: FORMATS[name] for name in QuoteFormat},
        reasons=REASONS,
    )
