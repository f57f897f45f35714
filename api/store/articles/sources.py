"""List and get sources (the outlets that publish articles), with counts."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .. import cursors, filters
from ..errors import NotFound
from ..models import Article, Source, Tally
from ..views import Page, SourceView

_article_count = select(func.count()).where(Article.source_id == Source.id).correlate(Source).scalar_subquery()
_tally = select(Tally.count).where(Tally.facet == "source", Tally.key == Source.id).correlate(Source)
_quote_count = func.coalesce(_tally.scalar_subquery(), 0)


def get(session: Session, source_id: str) -> SourceView:
    """Return one source with its counts. Raises ``NotFound``."""
    found = session.execute(select(Source, _article_count, _quote_count).where(Source.id == source_id)).one_or_none()
    if found is None:
        raise NotFound("source", source_id)
    return _view(*found)


def find(session: Session, *, limit: int = 50, cursor: str | None = None) -> Page[SourceView]:
    """Return a page of sources ordered by name. Raises ``InvalidFilter`` or ``InvalidCursor``."""
    digest = cursors.filter_digest("sources")
    position = cursors.decode(cursor, digest, (str,))
    query = select(Source, _article_count, _quote_count).where(*filters.after((Source.key,), position))
    rows = session.execute(query.order_by(Source.key).limit(cursors.page_size(limit) + 1)).all()
    return Page(
        tuple(_view(*row) for row in rows[:limit]),
        cursors.encode(digest, (rows[limit - 1][0].key,)) if len(rows) > limit else None,
    )


def _view(row: Source, articles: int, quotes: int) -> SourceView:
    return SourceView(id=row.id, name=row.name, articles=articles, quotes=quotes)
