"""Quotations of an article's earlier texts: stored as JSON beside the text, and read back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ..models import ArticleRevision
from ..views import ArticleRef, QuoteView


def record(quote: QuoteView) -> dict[str, Any]:
    """Everything that is the quotation's own, with its speakers as they were called then."""
    return quote.record | {"evidence": quote.evidence}


def quotes(row: ArticleRevision, article: ArticleRef) -> tuple[QuoteView, ...]:
    """The quotations of an earlier revision."""
    return tuple(_view(dict(kept), position, row, article) for position, kept in enumerate(row.quotations))


def _view(kept: dict[str, Any], position: int, row: ArticleRevision, article: ArticleRef) -> QuoteView:
    return QuoteView(
        number=0,  # it has no place in lists any more
        position=position,
        evidence=kept.pop("evidence"),
        record=kept,
        updated=_stored(row.revised_at),
        article_id=article.id,
        source_id=article.source.id if article.source else None,
        source_name=article.source.name if article.source else None,
        url=article.url,
        title=article.title,
        published=_stored(article.published_at) if article.published_at is not None else None,
        text_sha256=article.text_sha256,
    )


def _stored(moment: datetime) -> str:
    """A moment as the database stores it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
