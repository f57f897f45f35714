"""Articles that the engine could not read: stored without quotations and flagged, to be retried by a later engine."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from attribution.model import Quotation

from .models import Article
from .views import Unread, UnreadReason

Outcome = Sequence[Quotation] | Unread  # the result of attributing a text


def of(row: Article) -> Unread | None:
    """Return why and by which engine the article could not be read; None if it was read."""
    if row.unread_reason is None:
        return None
    return Unread(UnreadReason(row.unread_reason), row.unread_engine or "")


def record_outcome(row: Article, outcome: Outcome) -> Sequence[Quotation]:
    """Set or clear the article's unread flag; returns the quotations of the outcome, none if it is unread."""
    found = outcome if isinstance(outcome, Unread) else None
    row.unread_reason = found.reason.value if found is not None else None
    row.unread_engine = found.engine if found is not None else None
    return () if isinstance(outcome, Unread) else outcome


def condition(wanted: bool) -> ColumnElement[bool]:
    """Return the SQL condition for unread articles, or for read ones if ``wanted`` is false."""
    return Article.unread_reason.is_not(None) if wanted else Article.unread_reason.is_(None)


def article_ids(session: Session) -> list[str]:
    """Return the identifiers of all unread articles, newest first."""
    return list(session.scalars(select(Article.id).where(condition(True)).order_by(Article.order_key, Article.id)))
