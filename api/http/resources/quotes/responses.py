"""Builds responses with quotations in the negotiated representation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from flask import Response, g, request

from api.http.blueprints import services
from api.http.errors import Problem
from api.http.representations.atom import atom
from api.http.representations.citations import BIBTEX_TYPE, RIS_TYPE, bibtex, csl, ris
from api.http.representations.feeds import Feed, feed_title
from api.http.representations.json_feed import json_feed
from api.http.representations.linked_data import graph
from api.http.representations.negotiation import (
    ATOM,
    BIBTEX,
    CSL,
    FORMATS,
    JSON,
    JSON_FEED,
    LINES,
    LINKED_DATA,
    RIS,
    TABLE,
)
from api.http.representations.records import encode, quote_record
from api.http.representations.table import CONTENT_TYPE, table
from api.http.resources.paging import SINCE, address, next_link
from api.http.resources.representations import QuoteFormat
from api.operations import replication
from api.store import Page, QuoteFilter, QuoteView, Sort
from api.store.changes import positions
from api.store.quotes.context import QuoteInContext

from .queries import Include

CHUNK_SIZE = 64 * 1024  # bytes of NDJSON that are sent at a time, at least
ALTERNATES = {
    "Link": {
        "description": 'The other representations, as `<...>; rel="alternate"; type="..."` (RFC 8288).',
        "schema": {"type": "string"},
    }
}
# Where a browser saves a citation, as it cannot show these types.
FILE_NAMES = {BIBTEX: "saidby.bib", RIS: "saidby.ris", CSL: "saidby.json"}


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
    if g.form == JSON:
        response = Response(encode(_page(page, where, include)), content_type=JSON)
    elif g.form == TABLE:
        response = Response(table(page.items), content_type=CONTENT_TYPE)
    elif g.form in (ATOM, JSON_FEED):
        response = _feed_response(page, where)
    else:
        response = _graph_or_citations(page.items)
    response.headers.extend(next_link(page) | {SINCE: page.since or positions.BEGINNING})
    return response


def quote_response(found: QuoteInContext) -> Response:
    """Respond with one quotation: with its context, as linked data, or its citation."""
    response = Response(quote_body(found), content_type=JSON) if g.form == JSON else _graph_or_citations([found.quote])
    forms = {name: FORMATS[name] for name in QuoteFormat if FORMATS[name] != g.form}
    links = (f'<{address(format=name)}>; rel="alternate"; type="{form}"' for name, form in forms.items())
    response.headers["Link"] = ", ".join(links)
    return response


def _graph_or_citations(quotes: Collection[QuoteView]) -> Response:
    """Respond with quotations in a representation that a list and a single quotation have in common."""
    base = request.url_root.rstrip("/")
    if g.form == LINKED_DATA:
        return Response(encode(linked_data_graph(quotes)), content_type=LINKED_DATA)
    headers = {"Content-Disposition": f'inline; filename="{FILE_NAMES[g.form]}"'}
    if g.form == BIBTEX:
        return Response(bibtex(quotes, base), headers=headers, content_type=BIBTEX_TYPE)
    if g.form == RIS:
        return Response(ris(quotes, base), headers=headers, content_type=RIS_TYPE)
    return Response(encode(csl(quotes, base)), headers=headers, content_type=CSL)


def _feed_response(page: Page[QuoteView], where: QuoteFilter) -> Response:
    """Respond with a page of a feed, whose addresses name the format, as feed readers do not send its type."""
    name, host = ("atom" if g.form == ATOM else "jsonfeed"), request.host_url.rstrip("/")
    feed = Feed(
        title=feed_title(where, page.items),
        base=request.url_root.rstrip("/"),
        home=host + address("/", cursor=None, limit=None, format=None),
        first=host + address(cursor=None, format=name),
        this=host + address(format=name),
        following=host + address(cursor=page.next_cursor, format=name) if page.next_cursor is not None else None,
        quotes=page.items,
    )
    return (
        Response(atom(feed), content_type=ATOM)
        if g.form == ATOM
        else Response(encode(json_feed(feed)), content_type=JSON_FEED)
    )


def quote_body(found: QuoteInContext) -> bytes:
    """Return one quotation with its context as JSON, which is also what its ``ETag`` is computed from."""
    return encode(quote_record(found.quote) | {"context": asdict(found.context)})


def linked_data_graph(quotes: Collection[QuoteView]) -> dict[str, Any]:
    """Return quotations as a JSON-LD graph; those whose article has been deleted meanwhile are left out."""
    texts = services().texts(quote.article_id for quote in quotes)
    return graph([quote for quote in quotes if quote.article_id in texts], texts, request.url_root.rstrip("/"))


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
