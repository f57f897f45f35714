"""Stores articles with their quotations. The engine reads each text once, and again only on request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from sqlalchemy.orm import Session

from api.engine_pool import ANYONE, Requester
from api.store import ArticleDetail, ArticleInput, Database, InvalidQuotation, QuoteView, Unread, unread
from api.store.articles import articles
from api.store.articles.validation import ValidArticle, validate
from api.store.quotes import quotes
from attribution.article.text import check

from . import attributors
from .attributors import Attributor


@dataclass(frozen=True, slots=True)
class StoredArticle(ArticleDetail):
    """An article with its quotations, in the order of the text."""

    quotations: tuple[QuoteView, ...]


Guard = Callable[[StoredArticle | None], None]


def unguarded(article: StoredArticle | None) -> None:
    """Allow every change."""


Recorder = Callable[[Session, StoredArticle, bool], None]  # the article, and whether it is new


def unrecorded(session: Session, article: StoredArticle, created: bool) -> None:
    """Record nothing."""


@dataclass(frozen=True, slots=True)
class ArticleWriter:
    """Stores articles in a database, with the quotations that an engine finds in them."""

    database: Database
    attributor: Attributor

    def add(
        self,
        article: ArticleInput,
        guard: Guard = unguarded,
        requester: Requester = ANYONE,
        *,
        again: bool = False,
        record: Recorder = unrecorded,
        found: unread.Outcome | None = None,
    ) -> tuple[StoredArticle, bool]:
        """Store an article and its quotations; returns it, and whether it is new.

        The engine reads an article outside any transaction, and only once: an article that is already stored is read
        again only if the engine could not read it, and either has changed since or ``again`` is set. ``guard`` is
        called with the stored article, or None, and may raise an exception to prevent the change. ``record`` is called
        in the transaction that stores the article, also if it was already stored. ``found``: what this version of the
        engine has found in the text elsewhere, so that it need not read it.

        Raises ``InvalidText``, ``InvalidInput``, a ``StoreError``, or an ``EngineUnavailable``.
        """
        check(article.text)
        valid = validate(article)
        stored, to_be_read = self._look_up(valid, guard, again=again)
        if stored is not None and record is not unrecorded:
            with self.database.writing() as session:
                record(session, stored, False)
        if not to_be_read:
            stored = stored or self._describe(valid, guard, record, again=again)
            if stored is not None:
                return stored, False
        self.database.require_writable()  # fail before using the engine
        outcome = attributors.attribute(self.attributor, valid.text, requester) if found is None else found
        try:
            return self._store(valid, outcome, guard, record)
        except InvalidQuotation as error:
            return self._store(valid, attributors.rejected(self.attributor, valid.text, error), guard, record)

    def _look_up(self, article: ValidArticle, guard: Guard, *, again: bool) -> tuple[StoredArticle | None, bool]:
        """The stored article if this one would not change it, and whether the engine has to read this one."""
        with self.database.reading() as session:
            stored = _present(session, article)
            guard(stored)
            to_be_read = self._to_be_read(article, stored, again=again)
            unchanged = stored is not None and not to_be_read and article.adds_nothing_to(stored)
            return stored if unchanged else None, to_be_read

    def _describe(self, article: ValidArticle, guard: Guard, record: Recorder, *, again: bool) -> StoredArticle | None:
        """Update the title and date of a stored article; None if it has been deleted meanwhile."""
        with self.database.writing() as session:
            stored = _present(session, article)
            guard(stored)
            if self._to_be_read(article, stored, again=again):
                return None
            detail, _ = articles.add(session, article, None)
            described = with_quotations(session, detail)
            record(session, described, False)
            return described

    def _to_be_read(self, article: ValidArticle, stored: ArticleDetail | None, *, again: bool) -> bool:
        if stored is None or stored.text_sha256 != article.text_sha256:
            return True
        return stored.unread is not None and (again or stored.unread.engine != self.attributor.version())

    def _store(
        self, article: ValidArticle, outcome: unread.Outcome, guard: Guard, record: Recorder
    ) -> tuple[StoredArticle, bool]:
        with self.database.writing() as session:
            guard(_present(session, article))
            detail, created = articles.add(session, article, outcome)
            stored = with_quotations(session, detail)
            record(session, stored, created)
            return stored, created

    def reread(self, article_id: str) -> Unread | None:
        """Have the current engine read an article again; returns the reason if it cannot, else None.

        An article that it cannot read keeps its quotations. Raises ``NotFound``, ``InvalidText`` and
        ``EngineUnavailable``.
        """
        with self.database.reading() as session:
            text = articles.get(session, article_id).text
        outcome = attributors.attribute(self.attributor, text)
        try:
            self._replace(article_id, text, outcome)
        except InvalidQuotation as error:
            outcome = attributors.rejected(self.attributor, text, error)
            self._replace(article_id, text, outcome)
        return outcome if isinstance(outcome, Unread) else None

    def _replace(self, article_id: str, text: str, outcome: unread.Outcome) -> None:
        with self.database.writing() as session:
            if articles.get(session, article_id).text == text:  # otherwise it was replaced and read meanwhile
                articles.replace_quotations(session, article_id, outcome)

    def unread_ids(self) -> list[str]:
        """The identifiers of the articles that the engine could not read."""
        with self.database.reading() as session:
            return unread.article_ids(session)


def _present(session: Session, article: ValidArticle) -> StoredArticle | None:
    """The stored article with the same identity (source and URL or text) and its quotations, or None."""
    found = articles.find_stored(session, article)
    return with_quotations(session, found) if found is not None else None


def with_quotations(session: Session, detail: ArticleDetail) -> StoredArticle:
    """The article with its quotations."""
    members = {f.name: getattr(detail, f.name) for f in fields(detail)}
    return StoredArticle(**members, quotations=tuple(quotes.of_article(session, detail.id)))
