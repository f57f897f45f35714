"""Builds responses with quotations in the negotiated representation: JSON, NDJSON, CSV or JSON-LD."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from flask import Response, g, request

from api.http.blueprints import services
from api.http.errors import Problem
from api.http.representations.linked_data import graph
from api.http.representations.negotiation import JSON, LINES, LINKED_DATA, TABLE
from api.http.representations.records import encode, quote_record
from api.http.representations.table import CONTENT_TYPE, table
from api.http.resources.paging import SINCE, next_link
from api.operations import replication
from api.store import Page, QuoteFilter, QuoteView, Sort
from api.store.changes import positions
from api.store.quotes.context import QuoteInContext

from .queries import Include

CHUNK_SIZE = 64 * 1024  # bytes of NDJSON that are sent at a time, at least


def quote_filter(query: dict[str, Any]) -> QuoteFilter:
    """Build the store's filter from validated query parameters."""
    return QuoteFilter(**query)


def quotes_response(query: dict[str, Any]) -> Response:
    """Respond with a page of quotations or, for NDJSON, with a stream of all of them. Raises a ``Problem``."""
    limit, cursor, sort = query.pop("limit"), query.pop("cursor", None), query.pop("sort")
    include: Collection[Include] = query.pop("include")
    where = quote_filter(query)
    if g.form == LINES:
        return _ndjson_response(where, sort, include)
    bare = g.form == JSON and Include.ARTICLE not in include and Include.EVIDENCE not in include
    page = services().quotes(where, limit, cursor, sort, bare=bare)
    if g.form == TABLE:
        return Response(table(page.items), headers=_headers(page), content_type=CONTENT_TYPE)
    if g.form == LINKED_DATA:
        return Response(encode(linked_data_graph(page.items)), headers=_headers(page), content_type=LINKED_DATA)
    return Response(encode(_page(page, where, include)), headers=_headers(page), content_type=JSON)


def quote_response(found: QuoteInContext) -> Response:
    """Respond with one quotation and its context."""
    if g.form == LINKED_DATA:
        return Response(encode(linked_data_graph([found.quote])), content_type=LINKED_DATA)
    return Response(quote_body(found), content_type=JSON)


def quote_body(found: QuoteInContext) -> bytes:
    """Return one quotation with its context as JSON, which is also what its ``ETag`` is computed from."""
    return encode(quote_record(found.quote) | {"context": asdict(found.context)})


def linked_data_graph(quotes: Collection[QuoteView]) -> dict[str, Any]:
    """Return quotations as a JSON-LD graph; those whose article has been deleted meanwhile are left out."""
    texts = services().texts(quote.article_id for quote in quotes)
    return graph([quote for quote in quotes if quote.article_id in texts], texts, request.url_root.rstrip("/"))


def _headers(page: Page[QuoteView]) -> dict[str, str]:
    return next_link(page) | {SINCE: page.since or positions.BEGINNING}


def _page(page: Page[QuoteView], where: QuoteFilter, include: Collection[Include]) -> dict[str, Any]:
    content = {"data": [quote_record(quote, include) for quote in page.items], "next_cursor": page.next_cursor}
    return content | ({"total": services().count_quotes(where)} if Include.TOTAL in include else {})


def _ndjson_response(where: QuoteFilter, sort: Sort, include: Collection[Include]) -> Response:
    for name in ("limit", "cursor"):
        if name in request.args:
            detail = "Not allowed for NDJSON, which is a stream of all results."
            raise Problem("invalid-parameter", f"{name}: {detail}", [{"parameter": name, "detail": detail}])
    since, found = replication.stream(services().database, where, sort)
    lines = (encode(quote_record(quote, include)) + b"\n" for quote in found)
    return Response(_chunks(lines), headers={SINCE: since}, content_type=LINES)


def _chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines to chunks of at least ``CHUNK_SIZE`` bytes, except the last."""
    chunk = bytearray()
    for line in lines:
        chunk += line
        if len(chunk) >= CHUNK_SIZE:
            yield bytes(chunk)
            chunk.clear()
    yield bytes(chunk)
