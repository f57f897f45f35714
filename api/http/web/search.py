"""GET /: search the quotations. The results are sent first, the counts as soon as they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import copy_current_request_context, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from api.http.accept import HTML
from api.http.blueprints import services
from api.http.errors import logged_problem
from api.http.representations.negotiation import JSON, negotiate
from api.http.representations.records import quote_record
from api.http.requests import load_query
from api.http.resources.fields import Limit
from api.http.resources.quotes.queries import QuoteQuery
from api.http.resources.quotes.responses import quote_filter
from api.http.response_cache import ResponseCache
from api.store import Interval, Page, QuoteFilter, QuoteView
from api.version import VERSION

from . import addresses
from .filters import active_filters, choices
from .histogram import histogram
from .pages import as_page, blueprint, page

SHOWN = 20  # results of a page
TOP = 10  # speakers and sources with a count
COUNTS = "<!--counts-->"  # where the counts go; no value can contain it, as each is escaped


class SearchQuery(QuoteQuery):
    """The parameters of the list of quotations, with shorter pages."""

    limit = Limit(load_default=SHOWN)


_QUERY = SearchQuery()


@blueprint.get("/")
def search() -> ResponseReturnValue:
    """The search page for browsers, the links of the API for other clients."""
    return _links() if negotiate((JSON, HTML)) == JSON else _results()


def _links() -> ResponseReturnValue:
    """Where the API begins."""
    names = ("quotes", "speakers", "sources", "articles", "attributions", "health")
    about = {"docs": "/docs", "contract": "/openapi.yaml"}
    return jsonify({"name": "Saidby", "version": VERSION, "links": {n: f"/v1/{n}" for n in names} | about})


@page
def _results() -> ResponseReturnValue:
    """Quotations that match the filters in the address."""
    query = load_query(_QUERY)
    limit, cursor, sort = query.pop("limit"), query.pop("cursor", None), query.pop("sort")
    query.pop("include")
    where = quote_filter(query)
    found = services().quotes(where, limit, cursor, sort)
    values = _values(where, found) | {"sort": sort.value, "limit": limit, "first": cursor is None}
    if cursor is not None:
        return as_page(Response(render_template("search.html", counts="", **values), mimetype=HTML))
    before, _, after = render_template("search.html", counts=COUNTS, **values).partition(COUNTS)
    # Each part may be made in another thread, so the context is copied for the one that needs it.
    parts = _with_counts(before, copy_current_request_context(lambda: _counts(where)), after)
    return as_page(Response(parts, mimetype=HTML))


def _values(where: QuoteFilter, found: Page[QuoteView]) -> dict[str, Any]:
    more = addresses.replacing(cursor=found.next_cursor) if found.next_cursor is not None else None
    return {
        "quotes": [quote_record(quote) for quote in found.items],
        "more": more,
        "filters": active_filters(services(), where),
        "where": where,
    }


def _with_counts(before: str, counts: Callable[[], bytes], after: str) -> Iterator[bytes]:
    yield before.encode("utf8")
    yield counts()
    yield after.encode("utf8")


def _counts(where: QuoteFilter) -> bytes:
    """The counts as HTML, kept until the next commit; or why they are missing: the results are already on their way."""
    cache: ResponseCache = current_app.extensions["saidby-response-cache"]
    try:
        return cache.get(("counts of the page", request.query_string), lambda: _count(where))
    except Exception as error:
        return render_template("counts_failed.html", problem=logged_problem(error).content()).encode("utf8")


def _count(where: QuoteFilter) -> tuple[bytes, int]:
    """The counts as HTML, and their size."""
    facets = services().facets(where, Interval.DAY, TOP)
    bars = histogram((period.begin, period.count) for period in facets.periods)
    body = render_template("counts.html", total=facets.total, histogram=bars, facets=choices(where, facets))
    return body.encode("utf8"), len(body)
