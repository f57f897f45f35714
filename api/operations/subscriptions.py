"""Operations on subscriptions."""

from __future__ import annotations

from dataclasses import dataclass

from api.store import Database, InvalidFilter, InvalidInput, Page, QuoteFilter
from api.store.changes.matching import matcher
from api.store.database import plain
from api.store.subscriptions import subscriptions
from api.store.subscriptions.subscriptions import DeadLetterView, SubscriptionView


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Saved queries and their receivers in a database. ``DeliveryWorker`` sends the events."""

    database: Database

    def create(self, query: str, where: QuoteFilter, url: str) -> tuple[SubscriptionView, str]:
        """Create a subscription to a query, which means the filter; returns the secret of its signatures too.

        Raises ``InvalidInput``, also if the change feed does not have the filter.
        """
        with self.database.writing() as session:
            try:
                matcher(plain(session), where)
            except InvalidFilter as error:
                raise InvalidInput(f"query: {error}") from None
            return subscriptions.create(session, query, url)

    def all(self) -> list[SubscriptionView]:
        """All subscriptions, oldest first."""
        with self.database.reading() as session:
            return subscriptions.find(session)

    def get(self, subscription_id: str) -> SubscriptionView:
        """One subscription. Raises ``NotFound``."""
        with self.database.reading() as session:
            return subscriptions.get(session, subscription_id)

    def remove(self, subscription_id: str) -> None:
        """Delete a subscription with its dead letters. Raises ``NotFound``."""
        with self.database.writing() as session:
            subscriptions.remove(session, subscription_id)

    def dead_letters(self, subscription_id: str, limit: int, cursor: str | None) -> Page[DeadLetterView]:
        """The events that could not be delivered. Raises ``NotFound`` and ``InvalidCursor``."""
        with self.database.reading() as session:
            return subscriptions.dead_letters(session, subscription_id, limit=limit, cursor=cursor)
