"""Add, update, list and delete articles together with their quotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, joinedload, undefer

from attribution.model import Quotation as EngineQuotation

from .. import cursors, deletions, filters, list_order, unread
from ..errors import NotFound
from ..inputs import ArticleFilter
from ..mapping import article_detail, article_view, derived_id, order_key, quotation_row
from ..models import Article, Quotation, Source
from ..names import source_key
from ..reports import DeletedKind
from ..speakers import amendments, linking
from ..views import ArticleDetail, ArticleView, Page, Unread
from . import revisions
from .validation import ValidArticle, validate_date, validate_line

_quote_count = select(func.count()).where(Quotation.article_id == Article.id).correlate(Article).scalar_subquery()


def find_stored(session: Session, article: ValidArticle) -> ArticleDetail | None:
    """Return the stored article with the same identifier, even if its text differs; None if there is none."""
    row = _row(session, article.id)
    return _detail(session, row) if row is not None else None


def texts(session: Session, article_ids: Iterable[str]) -> dict[str, str]:
    """Return the text of each of these articles by identifier; unknown identifiers are skipped."""
    query = select(Article.id, Article.text).where(Article.id.in_(set(article_ids)))
    return {row.id: row.text for row in session.execute(query)}


def add(session: Session, article: ValidArticle, outcome: unread.Outcome | None) -> tuple[ArticleDetail, bool]:
    """Insert or update an article and its quotations; returns the article and whether it was created.

    If the text is unchanged, the stored quotations are kept (see ``replace_quotations``). If it has changed, text and
    quotations are replaced and the previous ones are saved as a revision. An article that the engine could not read is
    stored without quotations and flagged as unread; a later outcome for the same text clears the flag. ``outcome`` is
    None if the article is already stored and was not read again. A given title, byline or date overwrites the stored
    one; None keeps it. If two quotations have the same spans, only the first is stored.

    Raises ``InvalidQuotation`` if a quotation does not fit the text.
    """
    now = datetime.now(UTC)
    row = _row(session, article.id)
    created = row is None
    if row is None:
        row = Article(
            id=article.id, source=_get_or_create_source(session, article.source), url=article.url, created_at=now
        )
        row.order_key, row.updated_at = order_key(article.published_at), now
        row.revision, row.revised_at = 1, now
        row.title, row.byline, row.published_at = article.title, article.byline, article.published_at
        session.add(row)
    else:
        _merge_metadata(session, row, article, now)
    if created or row.text_sha256 != article.text_sha256:
        if not created:
            session.flush()
            revisions.save(session, row)
            row.revision, row.revised_at = row.revision + 1, now
        row.text, row.text_sha256, row.updated_at = article.text, article.text_sha256, now
        row.mended = list(article.mended) or None
        _store_outcome(session, row, () if outcome is None else outcome)
    elif outcome is not None and unread.of(row) is not None:
        row.updated_at = now
        _store_outcome(session, row, outcome)
    session.flush()
    return _detail(session, row), created


def update_metadata(session: Session, article_id: str, changes: Mapping[str, Any]) -> ArticleDetail:
    """Set an article's ``title``, ``byline`` or ``published_at``; None clears a value.

    Raises ``NotFound`` or ``InvalidInput``.
    """
    row, now = _get_row(session, article_id), datetime.now(UTC)
    given = {"title": row.title, "byline": row.byline, "published_at": row.published_at, **changes}
    _set_byline(row, validate_line("byline", given["byline"]), now)
    _set_metadata(session, row, validate_line("title", given["title"]), validate_date(given["published_at"]), now)
    session.flush()
    return _detail(session, row)


def replace_quotations(session: Session, article_id: str, outcome: unread.Outcome) -> ArticleDetail:
    """Replace an article's quotations, for example after an engine upgrade.

    If this engine could not read the article, its existing quotations are kept.

    Raises ``NotFound`` or ``InvalidQuotation``.
    """
    row = _get_row(session, article_id)
    if not isinstance(outcome, Unread) or unread.of(row) is not None:
        row.updated_at = datetime.now(UTC)
        _store_outcome(session, row, outcome)
    return _detail(session, row)


def get(session: Session, article_id: str) -> ArticleDetail:
    """Return one article with its text. Raises ``NotFound``."""
    return _detail(session, _get_row(session, article_id))


def find(session: Session, where: ArticleFilter, *, limit: int = 50, cursor: str | None = None) -> Page[ArticleView]:
    """Return a page of articles, newest first, undated ones last. Raises ``InvalidFilter`` or ``InvalidCursor``."""
    digest = cursors.filter_digest("articles", where)
    position = cursors.decode(cursor, digest, (int, str))
    query = select(Article, _quote_count).options(joinedload(Article.source)).order_by(Article.order_key, Article.id)
    query = query.where(*filters.after((Article.order_key, Article.id), position))
    query = query.where(*filters.published_between(Article.order_key, where.published_from, where.published_before))
    if where.source is not None:
        query = query.where(Article.source_id == filters.source_id(where.source))
    if where.url is not None:
        filters.require_utf8(url=where.url)
        query = query.where(Article.url == where.url.strip())
    if where.unread is not None:
        query = query.where(unread.condition(where.unread))
    rows = session.execute(query.limit(cursors.page_size(limit) + 1)).all()
    last = rows[limit - 1][0] if len(rows) > limit else None
    return Page(
        tuple(article_view(row, quotes) for row, quotes in rows[:limit]),
        cursors.encode(digest, (last.order_key, last.id)) if last is not None else None,
    )


def delete(session: Session, article_id: str) -> None:
    """Delete an article, its quotations, and any speakers and source left unreferenced. Raises ``NotFound``."""
    row = _get_row(session, article_id)
    source_id, now = row.source_id, datetime.now(UTC)
    deletions.record(session, DeletedKind.QUOTE, sorted(_quotation_ids(session, row)), now)
    deletions.record(session, DeletedKind.ARTICLE, [row.id], now)
    orphaned = _delete_quotations(session, row)
    session.delete(row)
    session.flush()
    linking.sweep(session, orphaned)
    if source_id is not None and not session.scalar(select(exists().where(Article.source_id == source_id))):
        session.delete(session.get_one(Source, source_id))
        session.flush()


def _get_or_create_source(session: Session, name: str | None) -> Source | None:
    if name is None:
        return None
    key = source_key(name)
    source = session.get(Source, derived_id("source", key))
    if source is None:
        source = Source(id=derived_id("source", key), name=" ".join(name.split()), key=key)
        session.add(source)
    return source


def _row(session: Session, article_id: str) -> Article | None:
    query = select(Article).where(Article.id == article_id).options(joinedload(Article.source), undefer(Article.text))
    return session.scalar(query)


def _get_row(session: Session, article_id: str) -> Article:
    row = _row(session, article_id)
    if row is None:
        raise NotFound("article", article_id)
    return row


def _detail(session: Session, row: Article) -> ArticleDetail:
    quotes = session.scalar(select(func.count()).where(Quotation.article_id == row.id)) or 0
    return article_detail(row, quotes)


def _merge_metadata(session: Session, row: Article, article: ValidArticle, now: datetime) -> None:
    """Overwrite the stored title, byline and date with those that the new article has."""
    _set_byline(row, article.byline or row.byline, now)
    title = row.title if article.title is None else article.title
    _set_metadata(session, row, title, article.published_at or row.published_at, now)


def _set_byline(row: Article, byline: str | None, now: datetime) -> None:
    """Set the byline, which no quotation is shown with."""
    if byline != row.byline:
        row.byline, row.updated_at = byline, now


def _set_metadata(
    session: Session, row: Article, title: str | None, published_at: datetime | None, now: datetime
) -> None:
    """Set title and date; if the date changed, move the article's quotations to their new position in lists."""
    if (title, published_at) == (row.title, row.published_at):
        return
    moved = published_at != row.published_at
    row.title, row.published_at, row.updated_at = title, published_at, now
    query = select(Quotation).where(Quotation.article_id == row.id).order_by(Quotation.position)
    found = session.scalars(query).all()
    for quotation in found:
        quotation.updated_at = now
    if moved:
        row.order_key = order_key(published_at)
        for number, quotation in enumerate(found, list_order.allocate(session, row.order_key, len(found))):
            quotation.number, quotation.order_key = number, row.order_key


def _store_outcome(session: Session, row: Article, outcome: unread.Outcome) -> None:
    """Store the result of reading the article."""
    quotations = unread.record_outcome(row, outcome)
    session.flush()
    _replace_rows(session, row, quotations)


def _replace_rows(session: Session, row: Article, quotations: Sequence[EngineQuotation]) -> None:
    """Replace the article's quotations, link them to speakers, and record the deleted ones."""
    unique = {quotation.id: quotation for quotation in reversed(quotations)}
    unique_quotations = [quotation for quotation in quotations if unique[quotation.id] is quotation]
    before = _quotation_ids(session, row)
    orphaned = _delete_quotations(session, row)
    rows = [quotation_row(row, position, quotation) for position, quotation in enumerate(unique_quotations)]
    rows = amendments.reapply(session, row, rows)
    linking.link(session, row, rows)
    session.add_all(rows)
    session.flush()
    linking.sweep(session, orphaned)
    deleted = before - {quotation.id for quotation in rows}
    deletions.record(session, DeletedKind.QUOTE, sorted(deleted), row.updated_at)


def _quotation_ids(session: Session, row: Article) -> set[str]:
    return set(session.scalars(select(Quotation.id).where(Quotation.article_id == row.id)))


def _delete_quotations(session: Session, row: Article) -> set[str]:
    rows = session.scalars(select(Quotation).where(Quotation.article_id == row.id)).all()
    return linking.unlink(session, row.id, rows)
