"""Articles: add, find, list, delete."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from attribution.model import Quotation

from .inputs import ArticleFilter, ArticleInput
from .views import ArticleDetail, ArticleView, Page


def known(session: Session, article: ArticleInput) -> ArticleDetail | None:
    """The stored article of the same identity and the same text, so that the engine need not read it again.

    Raises ``InvalidInput``.
    """
    raise NotImplementedError


def add(session: Session, article: ArticleInput, quotations: Sequence[Quotation]) -> tuple[ArticleDetail, bool]:
    """Keep an article and its quotations; returns it, and whether it is new.

    The same article sent twice is one article. Its identity is (source, url) when it has a url, otherwise
    (source, digest of the text). When it is known with the same text, the stored quotations stay (see
    ``replace_quotations``); with another text, text and quotations are replaced and ``updated_at`` moves.
    In both cases a title or date that is given replaces the stored one, and one left out is kept.

    Raises ``InvalidInput``.
    """
    raise NotImplementedError


def replace_quotations(session: Session, article_id: str, quotations: Sequence[Quotation]) -> ArticleDetail:
    """Put other quotations in the place of an article's, as after a change of the engine.

    Raises ``NotFound`` or ``InvalidInput``.
    """
    raise NotImplementedError


def get(session: Session, article_id: str) -> ArticleDetail:
    """One article with its text. Raises ``NotFound``."""
    raise NotImplementedError


def find(session: Session, where: ArticleFilter, *, limit: int = 50, cursor: str | None = None) -> Page[ArticleView]:
    """Articles, newest first, those without a date last. Raises ``InvalidFilter`` or ``InvalidCursor``."""
    raise NotImplementedError


def delete(session: Session, article_id: str) -> None:
    """Remove an article, its quotations, and speakers and sources that nothing else names. Raises ``NotFound``."""
    raise NotImplementedError
