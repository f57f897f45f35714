"""Quotations: find and get."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.base import ExecutableOption

from . import cursors, filters
from .errors import NotFound
from .inputs import QuoteFilter
from .mapping import quote_view
from .models import Article, Quotation
from .views import Page, QuoteView

_ORDER = (Quotation.number,)


def get(session: Session, quote_id: str) -> QuoteView:
    """One quotation. Raises ``NotFound``."""
    row = session.scalar(select(Quotation).where(Quotation.id == quote_id).options(*_loaded()))
    if row is None:
        raise NotFound("quotation", quote_id)
    return quote_view(row)


def find(session: Session, where: QuoteFilter, *, limit: int = 50, cursor: str | None = None) -> Page[QuoteView]:
    """Quotations by newest article, those without a date last, then in the order of the text.

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    digest = cursors.filter_digest("quotes", where)
    position = cursors.decode(cursor, digest, (int,))
    query = select(Quotation).options(*_loaded()).where(*filters.after(_ORDER, position), *_conditions(where))
    rows = session.scalars(query.order_by(*_ORDER).limit(cursors.page_size(limit) + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(
        tuple(quote_view(row) for row in rows[:limit]),
        cursors.encode(digest, (last.number,)) if last is not None else None,
    )


def _loaded() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(Quotation.article).joinedload(Article.source),
        joinedload(Quotation.speaker),
        joinedload(Quotation.reported_by),
    )


def _conditions(where: QuoteFilter) -> list[filters.Condition]:
    filters.require_utf8(speaker_id=where.speaker_id, article=where.article)
    conditions = filters.places_published(where.published_from, where.published_before)
    if where.speaker is not None:
        conditions.append(Quotation.speaker_id.in_(filters.speakers_named(where.speaker)))
    if where.speaker_id is not None:
        conditions.append(Quotation.speaker_id == where.speaker_id)
    if where.source is not None:
        conditions.append(Quotation.source_id == filters.source_id(where.source))
    if where.q is not None:
        conditions.append(Quotation.number.in_(filters.numbers_with(where.q)))
    if where.type is not None:
        conditions.append(Quotation.type == where.type.value)
    if where.article is not None:
        conditions.append(Quotation.article_id == where.article)
    return conditions
