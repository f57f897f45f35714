"""The operations of the service, independent of HTTP: the only place where the engine and the store meet.

The web application and the command line both use ``Services``.
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
from api.store.speakers.attributes import SpeakerAttributes
from api.store.unread import Outcome
from api.store.utterances import utterances
from api.store.utterances.utterances import UtteranceDetail, UtteranceFilter, UtteranceView
from api.verification.drafts import DraftInput
from api.verification.question import Question
from attribution import Quotation, text_digest
from attribution.article.text import check

from ..engine_pool import ANYONE, Requester
from .article_writer import ArticleWriter, Guard, StoredArticle, unguarded, with_quotations
from .attribute_counts import AttributeCount, count_attributes
from .attributors import Attributor
from .checking import DraftCheck, check_draft
from .curation import Curation
from .fact_checks import FactChecks
from .paraphrases import Paraphrases
from .reconciliation import Candidate, NameQuery, reconcile
from .source_audit import SourceAudit, audit
from .speaker_attributes import SpeakerAttributeImports
from .submissions import Submissions
from .subscriptions import Subscriptions
from .verification import Verification, verify


@dataclass(frozen=True, slots=True)
class Attribution:
    """The result of the engine for a text that is not stored."""

    text_sha256: str
    quotations: list[Quotation]


@dataclass(frozen=True, slots=True)
class Services:
    """The operations of the API on a database and an engine."""

    database: Database
    attributor: Attributor
    paraphrases: Paraphrases | None = None  # of the extra semantic

    def attribute(self, text: str, requester: Requester = ANYONE) -> Attribution:
        """The quotations of a text; nothing is stored. Raises ``InvalidText`` or an ``EngineError``."""
        check(text)
        return Attribution(text_digest(text), self.attributor.attribute(text, requester))

    @property
    def article_writer(self) -> ArticleWriter:
        """The operations that store articles and have them read again."""
        return ArticleWriter(self.database, self.attributor)

    def add_article(
        self,
        article: ArticleInput,
        guard: Guard = unguarded,
        requester: Requester = ANYONE,
        *,
        again: bool = False,
        found: Outcome | None = None,
    ) -> tuple[StoredArticle, bool]:
        """Store an article: see ``ArticleWriter.add``."""
        return self.article_writer.add(article, guard, requester, again=again, found=found)

    def change_article(self, article_id: str, changes: Mapping[str, Any], guard: Guard) -> StoredArticle:
        """Change an article's title or date. Raises ``NotFound``."""
        with self.database.writing() as session:
            guard(with_quotations(session, articles.get(session, article_id)))
            return with_quotations(session, articles.update_metadata(session, article_id, changes))

    def delete_article(self, article_id: str, guard: Guard) -> None:
        """Delete an article with its quotations. Raises ``NotFound``."""
        with self.database.writing() as session:
            guard(with_quotations(session, articles.get(session, article_id)))
            articles.delete(session, article_id)

    def revisions(self, article_id: str, limit: int, cursor: str | None) -> Page[RevisionView]:
        """The revisions of an article, the current one first. Raises ``NotFound``."""
        with self.database.reading() as session:
            return revisions.find(session, article_id, limit=limit, cursor=cursor)

    def revision(self, article_id: str, number: int) -> RevisionDetail:
        """One revision with its quotations. Raises ``NotFound``."""
        with self.database.reading() as session:
            return revisions.get(session, article_id, number)

    def deletions(self, since: datetime | None, limit: int, cursor: str | None) -> Page[DeletionView]:
        """Deletions, oldest first."""
        with self.database.reading() as session:
            return deletions.find(session, since, limit=limit, cursor=cursor)

    def article(self, article_id: str) -> StoredArticle:
        """One article with its quotations. Raises ``NotFound``."""
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
        """Quotations in an order, with the position in the change feed.

        ``bare``: without evidence, article title and digest. Raises ``InvalidFilter`` or ``InvalidCursor``.
        """
        with self.database.snapshot() as reader:
            since = positions.ask_now(reader)
            page = quotes.ask(reader, where, sort=sort, limit=limit, cursor=cursor, bare=bare)
        return replace(page(), since=since())

    def count_quotes(self, where: QuoteFilter) -> int:
        """The number of quotations."""
        with self.database.snapshot() as reader:
            return quotes.count(reader, where)

    def facets(self, where: QuoteFilter, interval: Interval, limit: int) -> Facets:
        """Counts of quotations by facet."""
        with self.database.snapshot() as reader:
            return facets.count(reader, where, interval, limit)

    def source_audit(self, where: QuoteFilter) -> SourceAudit:
        """Whom the quotations that match a filter rest on. Raises ``InvalidFilter``."""
        return audit(self.database, where)

    def count_attributes(self, where: QuoteFilter, attributes: SpeakerAttributes) -> list[AttributeCount]:
        """Count quotations by attributes of their speakers; see ``attribute_counts.count_attributes``."""
        return count_attributes(self.database, where, attributes)

    @property
    def speaker_attributes(self) -> SpeakerAttributeImports:
        """The operations on imported attributes of speakers."""
        return SpeakerAttributeImports(self.database)

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The texts of some articles."""
        with self.database.reading() as session:
            return articles.texts(session, article_ids)

    def verify(self, question: Question) -> Verification:
        """Whether a quotation was said, by whom and in which words. Raises ``InvalidFilter``."""
        return verify(self.database, question, self.paraphrases)

    def check_draft(self, draft: DraftInput, requester: Requester = ANYONE) -> DraftCheck:
        """Check the quotations of a draft; see ``checking.check_draft``."""
        return check_draft(self.attributor, self.database, draft, requester)

    def reconcile(self, queries: Iterable[NameQuery]) -> list[list[Candidate]]:
        """The speakers that each name may refer to."""
        return reconcile(self.database, queries)

    def utterances(self, where: UtteranceFilter, limit: int, cursor: str | None) -> Page[UtteranceView]:
        """Utterances, the most recently first seen first. Raises ``InvalidFilter`` or ``InvalidCursor``."""
        with self.database.reading() as session:
            return utterances.find(session, where, limit=limit, cursor=cursor)

    def utterance(self, utterance_id: str) -> UtteranceDetail:
        """One utterance with its wordings. Raises ``NotFound``."""
        with self.database.reading() as session:
            return utterances.get(session, utterance_id)

    def variants(self, quote_id: str) -> UtteranceDetail | None:
        """The utterance of a quotation, if it belongs to one. Raises ``NotFound`` for an unknown quotation."""
        with self.database.reading() as session:
            return utterances.of_quote(session, quote_id)

    def key(self, secret: str) -> KeyView | None:
        """The API key with this secret, or None."""
        with self.database.snapshot() as reader:
            return keys.find_by_secret(reader, secret)

    def has_keys(self) -> bool:
        """Whether an API key was ever created."""
        with self.database.snapshot() as reader:
            return keys.any_exist(reader)

    @property
    def fact_checks(self) -> FactChecks:
        """The operations on reviews of quotations and stored reports."""
        return FactChecks(self.database)

    @property
    def submissions(self) -> Submissions:
        """The operations on queued articles."""
        return Submissions(self.database)

    @property
    def subscriptions(self) -> Subscriptions:
        """The operations on saved queries and their receivers."""
        return Subscriptions(self.database)

    @property
    def curation(self) -> Curation:
        """The operations on speakers in detail and corrections."""
        return Curation(self.database)

    def speakers(self, q: str | None, limit: int, cursor: str | None) -> Page[SpeakerView]:
        """Speakers by name."""
        with self.database.reading() as session:
            return speakers.find(session, q=q, limit=limit, cursor=cursor)

    def speaker_name(self, speaker_id: str) -> str:
        """The name of a speaker, also by a former identifier. Raises ``NotFound``."""
        with self.database.reading() as session:
            return speakers.name_of(session, speaker_id)

    def sources(self, limit: int, cursor: str | None) -> Page[SourceView]:
        """Sources by name."""
        with self.database.reading() as session:
            return sources.find(session, limit=limit, cursor=cursor)

    def check_database(self) -> Condition:
        """The condition of the archive. Raises a ``StoreError`` if it cannot be read."""
        return self.database.check()
