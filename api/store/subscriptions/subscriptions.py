"""Create, list and delete subscriptions, and list their dead letters."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from .. import cursors
from ..changes import positions
from ..database import plain
from ..errors import InvalidInput, NotFound
from ..views import Page
from .tables import DeadLetter, Subscription

MOST = 1000  # subscriptions in an archive
SECRET_PREFIX = "whsec_"  # of Standard Webhooks


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """A subscription without its secret.

    ``attempts`` is the number of failures of the next event, ``last_error`` the reason of the last one.
    """

    id: str
    created_at: datetime
    query: str
    url: str
    enabled: bool
    attempts: int
    due_at: datetime
    last_error: str | None
    dead_letters: int


@dataclass(frozen=True, slots=True)
class DeadLetterView:
    """An event that could not be delivered. ``body`` is JSON, as it was to be sent."""

    event_id: str
    created_at: datetime
    reason: str
    body: str


def create(session: Session, query: str, url: str) -> tuple[SubscriptionView, str]:
    """Subscribe a receiver to the quotations that match a query from now on; returns the secret of the signatures too.

    Raises ``InvalidInput`` if there are too many subscriptions.
    """
    if (session.scalar(select(func.count()).select_from(Subscription)) or 0) >= MOST:
        raise InvalidInput(f"an archive can have {MOST:,} subscriptions")
    now = datetime.now(UTC)
    secret = SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode("ascii")
    row = Subscription(
        id=secrets.token_hex(10), created_at=now, query=query, url=url, secret=secret,
        position=positions.now(plain(session)), enabled=True, attempts=0, due_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _view(session, row), secret


def get(session: Session, subscription_id: str) -> SubscriptionView:
    """One subscription. Raises ``NotFound``."""
    return _view(session, _row(session, subscription_id))


def find(session: Session) -> list[SubscriptionView]:
    """All subscriptions, oldest first."""
    rows = session.scalars(select(Subscription).order_by(Subscription.created_at, Subscription.id))
    return [_view(session, row) for row in rows]


def remove(session: Session, subscription_id: str) -> None:
    """Delete a subscription with its dead letters. Raises ``NotFound``."""
    row = _row(session, subscription_id)
    session.execute(delete(DeadLetter).where(DeadLetter.subscription_id == row.id))
    session.delete(row)


def dead_letters(session: Session, subscription_id: str, *, limit: int, cursor: str | None) -> Page[DeadLetterView]:
    """A page of the events that could not be delivered, oldest first. Raises ``NotFound`` and ``InvalidCursor``."""
    _row(session, subscription_id)
    digest = cursors.filter_digest("dead letters", subscription_id)
    position = cursors.decode(cursor, digest, (int,))
    query = select(DeadLetter).where(DeadLetter.subscription_id == subscription_id).order_by(DeadLetter.number)
    if position is not None:
        query = query.where(DeadLetter.number > position[0])
    rows = session.scalars(query.limit(cursors.page_size(limit) + 1)).all()
    following = cursors.encode(digest, (rows[limit - 1].number,)) if len(rows) > limit else None
    letters = (DeadLetterView(row.event_id, row.created_at, row.reason, row.body) for row in rows[:limit])
    return Page(tuple(letters), following)


def _row(session: Session, subscription_id: str) -> Subscription:
    row = session.get(Subscription, subscription_id)
    if row is None:
        raise NotFound("subscription", subscription_id)
    return row


def _view(session: Session, row: Subscription) -> SubscriptionView:
    letters = select(func.count()).where(DeadLetter.subscription_id == row.id)
    return SubscriptionView(
        row.id, row.created_at, row.query, row.url, row.enabled, row.attempts, row.due_at, row.last_error,
        session.scalar(letters) or 0,
    )  # fmt: skip
