"""Articles that the engine could not read: kept without quotations and marked, to be read by the next engine."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from attribution.model import Quotation

from .models import Article
from .views import Unread, UnreadReason

Outcome = Sequence[Quotation] | Unread  # of having a text read


def of(row: Article) -> Unread | None:
    """The mark of an article."""
    if row.unread_reason is None:
        return None
    return Unread(UnreadReason(row.unread_reason), row.unread_engine or "")


def mark(row: Article, outcome: Outcome) -> Sequence[Quotation]:
    """Mark an article, or take its mark away; the quotations that it has by this outcome."""
    found = outcome if isinstance(outcome, Unread) else None
    row.unread_reason = found.reason.value if found is not None else None
    row.unread_engine = found.engine if found is not None else None
    return () if isinstance(outcome, Unread) else outcome


def only(wanted: bool) -> ColumnElement[bool]:
    """Whether an article is marked, as a condition."""
    return Article.unread_reason.is_not(None) if wanted else Article.unread_reason.is_(None)


def identifiers(session: Session) -> list[str]:
    """The articles that are marked."""
    return list(session.scalars(select(Article.id).where(only(True)).order_by(Article.order_key, Article.id)))
