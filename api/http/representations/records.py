"""Quotations as members of JSON: the one place that makes them, for lists, lines, articles and single quotations."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from typing import Any

from orjson import dumps

from api.store import QuoteView

EVERYTHING = ("article", "evidence")


def encode(data: Any) -> bytes:
    """JSON in UTF-8 without spaces."""
    return dumps(data)


def quote_record(quote: QuoteView, include: Container[str] = EVERYTHING) -> dict[str, Any]:
    """A quotation by itself: with what ``include`` says of its article and of the evidence."""
    record = article_quotation(quote, evidence="evidence" in include)
    record["updated_at"] = moment(quote.updated)
    record["article"] = article = {
        "id": quote.article_id,
        "source": quote.source_name,
        "url": quote.url,
        "published_at": moment(quote.published) if quote.published is not None else None,
    }
    if "article" in include:
        article["title"] = quote.title
        article["text_sha256"] = quote.text_sha256
    return record


def article_quotation(quote: QuoteView, *, evidence: bool = True) -> dict[str, Any]:
    """A quotation of an article that stands around it."""
    return quote.record | {"evidence": quote.evidence} if evidence else quote.record.copy()


def timestamp(value: datetime) -> str:
    """A moment in UTC, after RFC 3339."""
    return value.isoformat().replace("+00:00", "Z")


def moment(kept: str) -> str:
    """A moment as the database keeps it, in UTC, after RFC 3339."""
    return f"{kept[:10]}T{kept[11:].removesuffix('.000000')}Z"
