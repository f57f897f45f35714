"""Revisions of articles: the texts that an address had, with their quotations, and what changed between them."""

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

Kept = tuple[Article | ArticleRevision, tuple[QuoteView, ...]]


def keep(session: Session, row: Article) -> None:
    """Put the article's text and quotations aside, as another text is about to take their place."""
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
    """The article's revisions, the present one first. Raises ``NotFound``, ``InvalidFilter`` or ``InvalidCursor``."""
    article = _article(session, article_id)
    digest = cursors.filter_digest("revisions", article_id)
    position = cursors.decode(cursor, digest, (int,))
    newest = int(position[0]) - 1 if position else article.revision
    wanted = range(newest, max(newest - cursors.page_size(limit), 0), -1)
    kept = {number: _kept(session, article, number) for number in range(newest, max(newest - limit, 1) - 1, -1)}
    views = tuple(_view(kept[number], kept.get(number - 1)) for number in wanted)
    return Page(views, cursors.encode(digest, (wanted[-1],)) if wanted and wanted[-1] > 1 else None)


def get(session: Session, article_id: str, revision: int) -> RevisionDetail:
    """One revision with its text and its quotations. Raises ``NotFound``."""
    article = _article(session, article_id)
    if not 1 <= revision <= article.revision:
        raise NotFound("revision", f"{article_id}/{revision}")
    row, found = _kept(session, article, revision)
    return RevisionDetail(
        row.revision, row.title, row.published_at, row.text_sha256, row.revised_at, article.id, row.text, found
    )


def _article(session: Session, article_id: str) -> Article:
    query = select(Article).where(Article.id == article_id).options(joinedload(Article.source), undefer(Article.text))
    row = session.scalar(query)
    if row is None:
        raise NotFound("article", article_id)
    return row


def _kept(session: Session, article: Article, revision: int) -> Kept:
    if revision == article.revision:
        return article, tuple(quotes.of_article(session, article.id))
    row = session.get_one(ArticleRevision, (article.id, revision), options=[undefer(ArticleRevision.text)])
    then = ArticleRef(article.id, source_ref(article.source), article.url, row.title, row.published_at, row.text_sha256)
    return row, snapshots.quotes(row, then)


def _view(kept: Kept, earlier: Kept | None) -> RevisionView:
    row, found = kept
    changes = compare(earlier[1], found) if earlier is not None else Changes(added=tuple(found))
    return RevisionView(
        row.revision, row.title, row.published_at, row.text_sha256, row.revised_at,
        changes.added, tuple(changes.changed), changes.removed,
    )  # fmt: skip
