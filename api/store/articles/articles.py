"""Articles: add, find, list, delete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, joinedload, undefer

from attribution.model import Quotation as EngineQuotation
from attribution.model import text_digest

from .. import cursors, deletions, filters, forms, list_order, unread
from ..errors import InvalidInput, NotFound
from ..inputs import ArticleFilter, ArticleInput
from ..mapping import article_detail, article_view, derived_id, order_key, quotation_row
from ..models import Article, Quotation, Source
from ..names import source_key
from ..reports import DeletedKind
from ..speakers import amending, linking
from ..views import ArticleDetail, ArticleView, Page, Unread
from . import revisions

_quotes = select(func.count()).where(Quotation.article_id == Article.id).correlate(Article).scalar_subquery()


def known(session: Session, article: ArticleInput) -> ArticleDetail | None:
    """The stored article of the same identity and the same text, so that the engine need not read it again.

    Raises ``InvalidInput``.
    """
    found = same(session, article)
    return found if found is not None and found.text_sha256 == text_digest(article.text) else None


def same(session: Session, article: ArticleInput) -> ArticleDetail | None:
    """The stored article of the same identity, whatever its text. Raises ``InvalidInput``."""
    article, digest = _checked(article)
    row = _row(session, _identity(article, digest))
    return _detail(session, row) if row is not None else None


def texts(session: Session, article_ids: Iterable[str]) -> dict[str, str]:
    """The texts of these articles."""
    return dict(
        session.execute(select(Article.id, Article.text).where(Article.id.in_(set(article_ids)))).tuples().all()
    )


def add(session: Session, article: ArticleInput, outcome: unread.Outcome | None) -> tuple[ArticleDetail, bool]:
    """Keep an article and its quotations; returns it, and whether it is new.

    The same article sent twice is one article. Its identity is (source, url) when it has a url, otherwise
    (source, digest of the text). When it is known with the same text, the stored quotations stay (see
    ``replace_quotations``); with another text, text and quotations are replaced and the earlier ones are kept as
    a revision. Where the engine could not read it, it is kept without quotations and marked; an article that is
    marked takes a later outcome. No outcome is that of an article that is known and was not read again.
    In both cases a title or date that is given replaces the stored one, and one left out is kept. Of two
    quotations with the same spans the first is kept.

    Raises ``InvalidInput``.
    """
    article, digest = _checked(article)
    identifier, now = _identity(article, digest), datetime.now(UTC)
    row = _row(session, identifier)
    created = row is None
    if row is None:
        row = Article(id=identifier, source=_source(session, article.source), url=article.url, created_at=now)
        row.order_key, row.updated_at = order_key(article.published_at), now
        row.revision, row.revised_at = 1, now
        row.title, row.published_at = article.title, article.published_at
        session.add(row)
    else:
        _describe(session, row, article, now)
    if created or row.text_sha256 != digest:
        if not created:
            session.flush()
            revisions.keep(session, row)
            row.revision, row.revised_at = row.revision + 1, now
        row.text, row.text_sha256, row.updated_at = article.text, digest, now
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
    article, _ = _checked(ArticleInput("-", title=given["title"], published_at=given["published_at"]))
    _retitle(session, row, article.title, article.published_at, now)
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


def _checked(article: ArticleInput) -> tuple[ArticleInput, str]:
    """The article with blank names as none and its date in UTC, and the text's digest."""
    for part in fields(article):
        value = getattr(article, part.name)
        try:
            value.encode("utf8") if isinstance(value, str) else None
        except UnicodeEncodeError as error:
            raise InvalidInput(f"the article's {part.name} is not Unicode text") from error
    if not article.text.strip():
        raise InvalidInput("the article has no text")
    published_at = article.published_at
    if published_at is not None:
        if published_at.tzinfo is None:
            raise InvalidInput("the article's date needs a time zone")
        try:
            published_at = published_at.astimezone(UTC)
        except OverflowError as error:
            raise InvalidInput("the article's date is out of range") from error
    source, url, title = (forms.folded(value or "") or None for value in (article.source, article.url, article.title))
    rules = (("source", source, forms.fault_of_name), ("url", url, forms.fault_of_address))
    for name, value, fault_of in (*rules, ("title", title, forms.fault_of_line)):
        fault = fault_of(value) if value is not None else None
        if fault is not None:
            raise InvalidInput(f"the article's {name} {fault}")
    return ArticleInput(article.text, source, url, title, published_at), text_digest(article.text)


def _identity(article: ArticleInput, digest: str) -> str:
    natural = ("url", article.url) if article.url else ("text", digest)
    return derived_id("article", source_key(article.source or ""), *natural)


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


def _describe(session: Session, row: Article, article: ArticleInput, now: datetime) -> None:
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
