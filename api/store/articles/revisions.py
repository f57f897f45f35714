"""Revisions of articles: previous texts with their quotations, and the differences between them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, undefer

from .. import cursors
from ..errors import NotFound
from ..mapping import source_ref
from ..models import Article, ArticleRevision
from ..quotes import quotes
from ..reports import RevisionDetail, RevisionView
from ..revision_differences import Changes, compare
from ..views import ArticleRef, Page, QuoteView
from . import snapshots

LoadedRevision = tuple[Article | ArticleRevision, tuple[QuoteView, ...]]


def save(session: Session, row: Article) -> None:
    """Save the article's current text and quotations as a revision before the text is replaced."""
    session.add(
        ArticleRevision(
            article_id=row.id,
            revision=row.revision,
            title=row.title,
            published_at=row.published_at,
            text=row.text,
            text_sha256=row.text_sha256,
            revised_at=row.revised_at,
            quotations=[snapshots.record(quote) for quote in quotes.of_article(session, row.id)],
        )
    )
    session.flush()


def find(session: Session, article_id: str, *, limit: int = 50, cursor: str | None = None) -> Page[RevisionView]:
    """Return a page of the article's revisions, current one first.

    Raises ``NotFound``, ``InvalidFilter`` or ``InvalidCursor``.
    """
    article = _article(session, article_id)
    digest = cursors.filter_digest("revisions", article_id)
    position = cursors.decode(cursor, digest, (int,))
    newest = int(position[0]) - 1 if position else article.revision
    wanted = range(newest, max(newest - cursors.page_size(limit), 0), -1)
    loaded = {number: _load(session, article, number) for number in range(newest, max(newest - limit, 1) - 1, -1)}
    views = tuple(_view(loaded[number], loaded.get(number - 1)) for number in wanted)
    return Page(views, cursors.encode(digest, (wanted[-1],)) if wanted and wanted[-1] > 1 else None)


def get(session: Session, article_id: str, revision: int) -> RevisionDetail:
    """Return one revision, numbered from 1, with its text and quotations. Raises ``NotFound``."""
    article = _article(session, article_id)
    if not 1 <= revision <= article.revision:
        raise NotFound("revision", f"{article_id}/{revision}")
    row, found = _load(session, article, revision)
    return RevisionDetail(
        row.revision, row.title, row.published_at, row.text_sha256, row.revised_at, article.id, row.text, found
    )


def _article(session: Session, article_id: str) -> Article:
    query = select(Article).where(Article.id == article_id).options(joinedload(Article.source), undefer(Article.text))
    row = session.scalar(query)
    if row is None:
        raise NotFound("article", article_id)
    return row


def _load(session: Session, article: Article, revision: int) -> LoadedRevision:
    if revision == article.revision:
        return article, tuple(quotes.of_article(session, article.id))
    row = session.get_one(ArticleRevision, (article.id, revision), options=[undefer(ArticleRevision.text)])
    then = ArticleRef(article.id, source_ref(article.source), article.url, row.title, row.published_at, row.text_sha256)
    return row, snapshots.quotes(row, then)


def _view(loaded: LoadedRevision, previous: LoadedRevision | None) -> RevisionView:
    row, found = loaded
    changes = compare(previous[1], found) if previous is not None else Changes(added=tuple(found))
    return RevisionView(
        row.revision, row.title, row.published_at, row.text_sha256, row.revised_at,
        changes.added, tuple(changes.changed), changes.removed,
    )  # fmt: skip
