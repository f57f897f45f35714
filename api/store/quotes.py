"""Quotations: find and get."""

from __future__ import annotations

from sqlalchemy.orm import Session

from .inputs import QuoteFilter
from .views import Page, QuoteView


def get(session: Session, quote_id: str) -> QuoteView:
    """One quotation. Raises ``NotFound``."""
    raise NotImplementedError


def find(session: Session, where: QuoteFilter, *, limit: int = 50, cursor: str | None = None) -> Page[QuoteView]:
    """Quotations by newest article, those without a date last, then in the order of the text.

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    raise NotImplementedError
