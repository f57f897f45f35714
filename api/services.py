"""Where the engine and the store meet: what the service can do, without HTTP.

The web application and the command line both work through ``Services``.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, fields
from typing import Protocol

from sqlalchemy.orm import Session

from api.store import (
    ArticleDetail,
    ArticleFilter,
    ArticleInput,
    ArticleView,
    Database,
    Page,
    QuoteFilter,
    QuoteView,
    SourceView,
    SpeakerView,
    articles,
    quotes,
    sources,
    speakers,
)
from attribution import Quotation, attribute_text, text_digest
from attribution.text import check

PAGE = 200


class Attributor(Protocol):
    """Text in, quotations out. Raises ``InvalidText``, or an error of its own when it cannot."""

    def attribute(self, text: str) -> list[Quotation]:
        """The quotations of a text, in order."""
        ...


class InProcessAttributor:
    """The engine in this process, one text at a time; the first call loads the pipeline."""

    def __init__(self) -> None:
        """Cheap: nothing is loaded yet."""
        self._lock = threading.Lock()

    def attribute(self, text: str) -> list[Quotation]:
        """The quotations of a text, in order."""
        with self._lock:
            return attribute_text(text)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the engine says of a text that is not kept."""

    text_sha256: str
    quotations: list[Quotation]


@dataclass(frozen=True, slots=True)
class StoredArticle(ArticleDetail):
    """An article with its quotations, in the order of the text."""

    quotations: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class Services:
    """A database and an engine, and everything that the API does with them."""

    database: Database
    attributor: Attributor

    def attribute(self, text: str) -> Attribution:
        """Quotations of a text; nothing is kept."""
        check(text)
        return Attribution(text_digest(text), self.attributor.attribute(text))

    def add_article(self, article: ArticleInput) -> tuple[StoredArticle, bool]:
        """Keep an article and its quotations; also says whether it is new.

        The engine reads an article once, outside of any transaction: one that is known is not read again.
        """
        check(article.text)
        stored = self._add_known(article)
        if stored is not None:
            return stored, False
        quotations = self.attributor.attribute(article.text)
        with self.database.writing() as session:
            detail, created = articles.add(session, article, quotations)
            return _with_quotations(session, detail), created

    def _add_known(self, article: ArticleInput) -> StoredArticle | None:
        with self.database.reading() as session:
            if articles.known(session, article) is None:
                return None
        with self.database.writing() as session:  # looked up again: it may have gone meanwhile
            if articles.known(session, article) is None:
                return None
            detail, _ = articles.add(session, article, ())
            return _with_quotations(session, detail)

    def article(self, article_id: str) -> StoredArticle:
        """One article. Raises ``NotFound``."""
        with self.database.reading() as session:
            return _with_quotations(session, articles.get(session, article_id))

    def articles(self, where: ArticleFilter, limit: int, cursor: str | None) -> Page[ArticleView]:
        """Articles, newest first."""
        with self.database.reading() as session:
            return articles.find(session, where, limit=limit, cursor=cursor)

    def quote(self, quote_id: str) -> QuoteView:
        """One quotation. Raises ``NotFound``."""
        with self.database.reading() as session:
            return quotes.get(session, quote_id)

    def quotes(self, where: QuoteFilter, limit: int, cursor: str | None) -> Page[QuoteView]:
        """Quotations, those of the newest article first."""
        with self.database.reading() as session:
            return quotes.find(session, where, limit=limit, cursor=cursor)

    def speakers(self, q: str | None, limit: int, cursor: str | None) -> Page[SpeakerView]:
        """Speakers by name."""
        with self.database.reading() as session:
            return speakers.find(session, q=q, limit=limit, cursor=cursor)

    def sources(self, limit: int, cursor: str | None) -> Page[SourceView]:
        """Sources by name."""
        with self.database.reading() as session:
            return sources.find(session, limit=limit, cursor=cursor)

    def check_database(self) -> None:
        """Raise a ``StoreError`` if the database cannot be read."""
        with self.database.reading() as session:
            sources.find(session, limit=1)


def _with_quotations(session: Session, detail: ArticleDetail) -> StoredArticle:
    found: list[QuoteView] = []
    cursor: str | None = None
    while True:
        page = quotes.find(session, QuoteFilter(article=detail.id), limit=PAGE, cursor=cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return StoredArticle(**{f.name: getattr(detail, f.name) for f in fields(detail)}, quotations=tuple(found))
