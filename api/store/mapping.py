"""Between the engine's dataclasses, the rows and the views; and how identifiers are derived."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from attribution import model

from . import unread, views
from .errors import InvalidQuotation
from .list_order import UNDATED_KEY
from .models import Article, Quotation, Source

UNDATED = UNDATED_KEY
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def derived_id(*parts: str) -> str:
    """An identifier of 20 hexadecimal digits, made of the parts and nothing else."""
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:20]


def order_key(moment: datetime | None) -> int:
    """What lists are sorted by: ascending is newest first, and no date comes last. The date carries a time zone."""
    return (_EPOCH - moment) // timedelta(microseconds=1) if moment is not None else UNDATED


def moment_of(key: int) -> datetime:
    """The date of an order key that is not ``UNDATED``, in UTC."""
    return _EPOCH - timedelta(microseconds=key)


def quotation_row(article: Article, place: int, position: int, quotation: model.Quotation) -> Quotation:
    """A row for the engine's quotation, in the article that it was found in; ``place`` is that of its first one.

    Its speakers are named and not linked yet.

    Raises ``InvalidQuotation`` when its offsets are not in the article's text.
    """
    _check(article, quotation)
    identifier = derived_id("quotation", article.id, quotation.id)
    return Quotation(
        number=place + position,
        id=identifier,
        article_id=article.id,
        position=position,
        order_key=article.order_key,
        source_id=article.source_id,
        quotation=replace(quotation, id=identifier),
        updated_at=article.updated_at,
    )


def _check(article: Article, quotation: model.Quotation) -> None:
    ranges: list[tuple[int, int]] = [(s.start, s.end) for s in (*quotation.spans, *quotation.quoted)]
    ranges += [(part.start, part.end) for part in (quotation.cue, quotation.mention) if part is not None]
    if not quotation.spans or any(not 0 <= start < end <= len(article.text) for start, end in ranges):
        raise InvalidQuotation(f"quotation {quotation.id} has offsets outside the article's text")
    if not 0 <= quotation.confidence <= 1:
        raise InvalidQuotation(f"quotation {quotation.id} has a confidence that is no probability")


def source_ref(row: Source | None) -> views.SourceRef | None:
    """The source as an article names it."""
    return views.SourceRef(row.id, row.name) if row is not None else None


def article_view(row: Article, quotes: int) -> views.ArticleView:
    """The article without its text; its ``source`` is loaded."""
    return views.ArticleView(**_described(row, quotes))


def article_detail(row: Article, quotes: int) -> views.ArticleDetail:
    """The article with its text; its ``source`` is loaded."""
    return views.ArticleDetail(**_described(row, quotes), text=row.text)


def _described(row: Article, quotes: int) -> dict[str, Any]:
    columns = (f.name for f in fields(views.ArticleView) if f.name not in ("source", "quotes", "unread"))
    found = {"source": source_ref(row.source), "quotes": quotes, "unread": unread.of(row)}
    return {name: getattr(row, name) for name in columns} | found
