"""Answers with quotations in the representation that the client wants."""

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

PIECE = 64 * 1024  # bytes of lines that are sent at once


def filters_of(query: dict[str, Any]) -> QuoteFilter:
    """The filter that the parameters make."""
    return QuoteFilter(**query)


def answer_quotes(query: dict[str, Any]) -> Response:
    """A page of quotations, or all of them as lines."""
    limit, cursor, sort = query.pop("limit"), query.pop("cursor", None), query.pop("sort")
    include: Collection[Include] = query.pop("include")
    where = filters_of(query)
    if g.form == LINES:
        return _lines(where, sort, include)
    bare = g.form == JSON and Include.ARTICLE not in include and Include.EVIDENCE not in include
    page = services().quotes(where, limit, cursor, sort, bare=bare)
    if g.form == TABLE:
        return Response(table(page.items), headers=_headers(page), content_type=CONTENT_TYPE)
    if g.form == LINKED_DATA:
        return Response(encode(linked(page.items)), headers=_headers(page), content_type=LINKED_DATA)
    return Response(encode(_page(page, where, include)), headers=_headers(page), content_type=JSON)


def answer_quote(found: QuoteInContext) -> Response:
    """One quotation."""
    if g.form == LINKED_DATA:
        return Response(encode(linked([found.quote])), content_type=LINKED_DATA)
    return Response(quote_body(found), content_type=JSON)


def quote_body(found: QuoteInContext) -> bytes:
    """One quotation in JSON."""
    return encode(quote_record(found.quote) | {"context": asdict(found.context)})


def linked(quotes: Collection[QuoteView]) -> dict[str, Any]:
    """Quotations as linked data."""
    texts = services().texts(quote.article_id for quote in quotes)
    return graph([quote for quote in quotes if quote.article_id in texts], texts, request.url_root.rstrip("/"))


def _headers(page: Page[QuoteView]) -> dict[str, str]:
    return next_link(page) | {SINCE: page.since or positions.BEGINNING}


def _page(page: Page[QuoteView], where: QuoteFilter, include: Collection[Include]) -> dict[str, Any]:
    content = {"data": [quote_record(quote, include) for quote in page.items], "next_cursor": page.next_cursor}
    return content | ({"total": services().count_quotes(where)} if Include.TOTAL in include else {})


def _lines(where: QuoteFilter, sort: Sort, include: Collection[Include]) -> Response:
    for name in ("limit", "cursor"):
        if name in request.args:
            detail = "Lines have no pages: they hold everything."
            raise Problem("invalid-parameter", f"{name}: {detail}", [{"parameter": name, "detail": detail}])
    since, found = replication.stream(services().database, where, sort)
    lines = (encode(quote_record(quote, include)) + b"\n" for quote in found)
    return Response(_pieces(lines), headers={SINCE: since}, content_type=LINES)


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines in pieces worth a packet or more."""
    piece = bytearray()
    for line in lines:
        piece += line
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)
