"""Where the engine and the store meet: what the service can do, without HTTP.

The web application and the command line both work through ``Services``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from api.store import (
    ArticleFilter,
    ArticleInput,
    ArticleView,
    Condition,
    Database,
    DeletionView,
    Facets,
    Interval,
    KeyView,
    Page,
    QuoteFilter,
    QuoteView,
    RevisionDetail,
    RevisionView,
    Sort,
    SourceView,
    SpeakerView,
    deletions,
    keys,
)
from api.store.articles import articles, revisions, sources
from api.store.changes import positions
from api.store.quotes import context, facets, quotes
from api.store.speakers import speakers
from attribution import Quotation, text_digest
from attribution.article.text import check

from ..engine_pool import ANYONE, Requester
from .curation import Curation
from .keeping import Guard, Keeping, StoredArticle, unguarded, with_quotations
from .reading import Attributor


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the engine says of a text that is not kept."""

    text_sha256: str
    quotations: list[Quotation]


@dataclass(frozen=True, slots=True)
class Services:
    """A database and an engine, and everything that the API does with them."""

    database: Database
    attributor: Attributor

    def attribute(self, text: str, requester: Requester = ANYONE) -> Attribution:
        """Quotations of a text; nothing is kept."""
        check(text)
        return Attribution(text_digest(text), self.attributor.attribute(text, requester))

    @property
    def keeping(self) -> Keeping:
        """How articles come into the archive and are read again."""
        return Keeping(self.database, self.attributor)

    def add_article(
        self, article: ArticleInput, guard: Guard = unguarded, requester: Requester = ANYONE, *, again: bool = False
    ) -> tuple[StoredArticle, bool]:
        """See ``Keeping.add``."""
        return self.keeping.add(article, guard, requester, again=again)

    def change_article(self, article_id: str, changes: Mapping[str, Any], guard: Guard) -> StoredArticle:
        """Change an article's title or date. Raises ``NotFound``."""
        with self.database.writing() as session:
            guard(with_quotations(session, articles.get(session, article_id)))
            return with_quotations(session, articles.describe(session, article_id, changes))

    def delete_article(self, article_id: str, guard: Guard) -> None:
        """Remove an article with its quotations. Raises ``NotFound``."""
        with self.database.writing() as session:
            guard(with_quotations(session, articles.get(session, article_id)))
            articles.delete(session, article_id)

    def revisions(self, article_id: str, limit: int, cursor: str | None) -> Page[RevisionView]:
        """The texts that an article had, the present one first. Raises ``NotFound``."""
        with self.database.reading() as session:
            return revisions.find(session, article_id, limit=limit, cursor=cursor)

    def revision(self, article_id: str, number: int) -> RevisionDetail:
        """One of them, with its quotations. Raises ``NotFound``."""
        with self.database.reading() as session:
            return revisions.get(session, article_id, number)

    def deletions(self, since: datetime | None, limit: int, cursor: str | None) -> Page[DeletionView]:
        """What was deleted, in the order in which it was."""
        with self.database.reading() as session:
            return deletions.find(session, since, limit=limit, cursor=cursor)

    def article(self, article_id: str) -> StoredArticle:
        """One article. Raises ``NotFound``."""
        with self.database.reading() as session:
            return with_quotations(session, articles.get(session, article_id))

    def articles(self, where: ArticleFilter, limit: int, cursor: str | None) -> Page[ArticleView]:
        """Articles, newest first."""
        with self.database.reading() as session:
            return articles.find(session, where, limit=limit, cursor=cursor)

    def quote(self, quote_id: str) -> QuoteView:
        """One quotation. Raises ``NotFound``."""
        with self.database.snapshot() as reader:
            return quotes.get(reader, quote_id)

    def quote_in_context(self, quote_id: str) -> context.QuoteInContext:
        """One quotation with the sentences around it. Raises ``NotFound``."""
        with self.database.reading() as session:
            return context.of_quote(session, quote_id)

    def quotes(
        self, where: QuoteFilter, limit: int, cursor: str | None, sort: Sort = Sort.NEWEST, *, bare: bool = False
    ) -> Page[QuoteView]:
        """Quotations in an order; ``bare`` ones lack evidence, title and digest. The page says where changes go on."""
        with self.database.snapshot() as reader:
            page = quotes.find(reader, where, sort=sort, limit=limit, cursor=cursor, bare=bare)
            return replace(page, since=positions.now(reader))

    def count_quotes(self, where: QuoteFilter) -> int:
        """How many quotations there are."""
        with self.database.snapshot() as reader:
            return quotes.count(reader, where)

    def facets(self, where: QuoteFilter, interval: Interval, limit: int) -> Facets:
        """Counts of quotations."""
        with self.database.snapshot() as reader:
            return facets.count(reader, where, interval, limit)

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The texts of some articles."""
        with self.database.reading() as session:
            return articles.texts(session, article_ids)

    def key(self, secret: str) -> KeyView | None:
        """The API key that this is, if it is one."""
        with self.database.snapshot() as reader:
            return keys.recognise(reader, secret)

    def has_keys(self) -> bool:
        """Whether there ever was an API key."""
        with self.database.snapshot() as reader:
            return keys.exist(reader)

    @property
    def curation(self) -> Curation:
        """Speakers in full, and what humans correct."""
        return Curation(self.database)

    def speakers(self, q: str | None, limit: int, cursor: str | None) -> Page[SpeakerView]:
        """Speakers by name."""
        with self.database.reading() as session:
            return speakers.find(session, q=q, limit=limit, cursor=cursor)

    def sources(self, limit: int, cursor: str | None) -> Page[SourceView]:
        """Sources by name."""
        with self.database.reading() as session:
            return sources.find(session, limit=limit, cursor=cursor)

    def check_database(self) -> Condition:
        """What can be done with the archive. Raises a ``StoreError`` if it cannot be read."""
        return self.database.check()
