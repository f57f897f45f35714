"""Articles: add, find, list, delete."""

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
from ..speakers import amending, linking
from ..views import ArticleDetail, ArticleView, Page, Unread
from . import revisions
from .checking import CheckedArticle, checked_date, checked_title

_quotes = select(func.count()).where(Quotation.article_id == Article.id).correlate(Article).scalar_subquery()


def same(session: Session, article: CheckedArticle) -> ArticleDetail | None:
    """The stored article of the same identity, whatever its text."""
    row = _row(session, article.id)
    return _detail(session, row) if row is not None else None


def texts(session: Session, article_ids: Iterable[str]) -> dict[str, str]:
    """The texts of these articles."""
    return dict(
        session.execute(select(Article.id, Article.text).where(Article.id.in_(set(article_ids)))).tuples().all()
    )


def add(session: Session, article: CheckedArticle, outcome: unread.Outcome | None) -> tuple[ArticleDetail, bool]:
    """Store an article and its quotations; returns it, and whether it is new.

    An article that is stored with the same text keeps its quotations (see ``replace_quotations``); with another text,
    text and quotations are replaced, and the earlier ones are kept as a revision. An article that the engine could not
    read is stored without quotations and marked; one that is marked takes a later outcome. Pass no outcome for an
    article that is stored already and was not read again. A title or date that is given replaces the stored one; one
    left out is kept. Of two quotations with the same spans the first is kept.
    """
    now = datetime.now(UTC)
    row = _row(session, article.id)
    created = row is None
    if row is None:
        row = Article(id=article.id, source=_source(session, article.source), url=article.url, created_at=now)
        row.order_key, row.updated_at = order_key(article.published_at), now
        row.revision, row.revised_at = 1, now
        row.title, row.published_at = article.title, article.published_at
        session.add(row)
    else:
        _describe(session, row, article, now)
    if created or row.text_sha256 != article.text_sha256:
        if not created:
            session.flush()
            revisions.keep(session, row)
            row.revision, row.revised_at = row.revision + 1, now
        row.text, row.text_sha256, row.updated_at = article.text, article.text_sha256, now
        _take(session, row, () if outcome is None else outcome)
    elif outcome is not None and unread.of(row) is not None:
        row.updated_at = now
        _take(session, row, outcome)
    session.flush()
    return _detail(session, row), created


def describe(session: Session, article_id: str, changes: Mapping[str, Any]) -> ArticleDetail:
    """Change an article's ``title`` or ``published_at``, also to nothing. Raises ``NotFound`` or ``InvalidInput``."""
    row, now = _required(session, article_id), datetime.now(UTC)
    given = {"title": row.title, "published_at": row.published_at, **changes}
    _retitle(session, row, checked_title(given["title"]), checked_date(given["published_at"]), now)
    session.flush()
    return _detail(session, row)


def replace_quotations(session: Session, article_id: str, outcome: unread.Outcome) -> ArticleDetail:
    """Put other quotations in the place of an article's, as after a change of the engine.

    Those that an article has stay where this engine could not read it.

    Raises ``NotFound`` or ``InvalidInput``.
    """
    row = _required(session, article_id)
    if not isinstance(outcome, Unread) or unread.of(row) is not None:
        row.updated_at = datetime.now(UTC)
        _take(session, row, outcome)
    return _detail(session, row)


def get(session: Session, article_id: str) -> ArticleDetail:
    """One article with its text. Raises ``NotFound``."""
    return _detail(session, _required(session, article_id))


def find(session: Session, where: ArticleFilter, *, limit: int = 50, cursor: str | None = None) -> Page[ArticleView]:
    """Articles, newest first, those without a date last. Raises ``InvalidFilter`` or ``InvalidCursor``."""
    digest = cursors.filter_digest("articles", where)
    position = cursors.decode(cursor, digest, (int, str))
    query = select(Article, _quotes).options(joinedload(Article.source)).order_by(Article.order_key, Article.id)
    query = query.where(*filters.after((Article.order_key, Article.id), position))
    query = query.where(*filters.published(Article.order_key, where.published_from, where.published_before))
    if where.source is not None:
        query = query.where(Article.source_id == filters.source_id(where.source))
    if where.url is not None:
        filters.require_utf8(url=where.url)
        query = query.where(Article.url == where.url.strip())
    if where.unread is not None:
        query = query.where(unread.only(where.unread))
    rows = session.execute(query.limit(cursors.page_size(limit) + 1)).all()
    last = rows[limit - 1][0] if len(rows) > limit else None
    return Page(
        tuple(article_view(row, quotes) for row, quotes in rows[:limit]),
        cursors.encode(digest, (last.order_key, last.id)) if last is not None else None,
    )


def delete(session: Session, article_id: str) -> None:
    """Remove an article, its quotations, and speakers and sources that nothing else names. Raises ``NotFound``."""
    row = _required(session, article_id)
    source_id, now = row.source_id, datetime.now(UTC)
    deletions.mark(session, DeletedKind.QUOTE, sorted(_quotation_ids(session, row)), now)
    deletions.mark(session, DeletedKind.ARTICLE, [row.id], now)
    left = _drop_quotations(session, row)
    session.delete(row)
    session.flush()
    linking.sweep(session, left)
    if source_id is not None and not session.scalar(select(exists().where(Article.source_id == source_id))):
        session.delete(session.get_one(Source, source_id))
        session.flush()


def _source(session: Session, name: str | None) -> Source | None:
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


def _required(session: Session, article_id: str) -> Article:
    row = _row(session, article_id)
    if row is None:
        raise NotFound("article", article_id)
    return row


def _detail(session: Session, row: Article) -> ArticleDetail:
    quotes = session.scalar(select(func.count()).where(Quotation.article_id == row.id)) or 0
    return article_detail(row, quotes)


def _describe(session: Session, row: Article, article: CheckedArticle, now: datetime) -> None:
    """Take over a title and date that are given and new."""
    title = row.title if article.title is None else article.title
    _retitle(session, row, title, article.published_at or row.published_at, now)


def _retitle(session: Session, row: Article, title: str | None, published_at: datetime | None, now: datetime) -> None:
    """Let the article have this title and date; its quotations stand in the lists by it."""
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
        for number, quotation in enumerate(found, list_order.free(session, row.order_key, len(found))):
            quotation.number, quotation.order_key = number, row.order_key


def _take(session: Session, row: Article, outcome: unread.Outcome) -> None:
    """Let the article have what came of reading it."""
    quotations = unread.mark(row, outcome)
    session.flush()
    _put_quotations(session, row, quotations)


def _put_quotations(session: Session, row: Article, quotations: Sequence[EngineQuotation]) -> None:
    """Put these in the place of those that the article has."""
    unique = {quotation.id: quotation for quotation in reversed(quotations)}
    kept = [quotation for quotation in quotations if unique[quotation.id] is quotation]
    before = _quotation_ids(session, row)
    left = _drop_quotations(session, row)
    place = list_order.free(session, row.order_key, len(kept))
    rows = [quotation_row(row, place, position, quotation) for position, quotation in enumerate(kept)]
    rows = amending.applied(session, row, place, rows)
    linking.link(session, row, rows)
    session.add_all(rows)
    session.flush()
    linking.sweep(session, left)
    gone = before - {quotation.id for quotation in rows}
    deletions.mark(session, DeletedKind.QUOTE, sorted(gone), row.updated_at)


def _quotation_ids(session: Session, row: Article) -> set[str]:
    return set(session.scalars(select(Quotation.id).where(Quotation.article_id == row.id)))


def _drop_quotations(session: Session, row: Article) -> set[str]:
    rows = session.scalars(select(Quotation).where(Quotation.article_id == row.id)).all()
    return linking.unlink(session, row.id, rows)
