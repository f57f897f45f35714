"""Serialises the quotations of an article's previous revisions to JSON, and reads them back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ..models import ArticleRevision
from ..views import ArticleRef, QuoteView


def record(quote: QuoteView) -> dict[str, Any]:
    """Return the quotation's record with its evidence; speakers keep the names they have at this time."""
    return quote.record | {"evidence": quote.evidence}


def quotes(row: ArticleRevision, article: ArticleRef) -> tuple[QuoteView, ...]:
    """Return the quotations of a previous revision, in text order."""
    return tuple(_view(dict(snapshot), position, row, article) for position, snapshot in enumerate(row.quotations))


def _view(snapshot: dict[str, Any], position: int, row: ArticleRevision, article: ArticleRef) -> QuoteView:
    return QuoteView(
        number=0,  # no longer part of any list
        position=position,
        evidence=snapshot.pop("evidence"),
        record=snapshot,
        updated=_db_timestamp(row.revised_at),
        article_id=article.id,
        source_id=article.source.id if article.source else None,
        source_name=article.source.name if article.source else None,
        url=article.url,
        title=article.title,
        published=_db_timestamp(article.published_at) if article.published_at is not None else None,
        text_sha256=article.text_sha256,
    )


def _db_timestamp(moment: datetime) -> str:
    """Format a datetime as SQLite stores it: UTC without offset."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
