"""The state of deliveries: which subscription is due, who delivers it, and what came of it.

One worker at a time delivers the events of a subscription, in order. A claim that is not renewed runs out; the events
that a dead worker had sent since it last recorded its position are sent again.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from ..dialects import clock
from .tables import DeadLetter, Subscription

DURATION = timedelta(seconds=60)  # of a claim


@dataclass(frozen=True, slots=True)
class Due:
    """A subscription that may have something to deliver."""

    id: str
    query: str
    url: str
    secret: str
    position: str
    attempts: int


def due(session: Session, now: datetime | None = None) -> list[Due]:
    """The enabled subscriptions that nobody delivers at the moment, except those that wait for another attempt."""
    now = now or clock.now(session)
    rows = session.scalars(select(Subscription).where(Subscription.enabled, Subscription.due_at <= now, _free(now)))
    return [Due(row.id, row.query, row.url, row.secret, row.position, row.attempts) for row in rows]


def take(session: Session, item: Due, now: datetime | None = None) -> str | None:
    """Claim a subscription; returns the token, or None if it was delivered or claimed meanwhile."""
    now = now or clock.now(session)
    unchanged = (Subscription.id == item.id, Subscription.position == item.position, Subscription.enabled, _free(now))
    token = secrets.token_hex(8)
    claimed = update(Subscription).where(*unchanged).values(claim=token, claimed_until=now + DURATION)
    return token if session.execute(claimed.returning(Subscription.id)).first() is not None else None


def advance(session: Session, token: str, position: str, attempts: int = 0) -> bool:
    """Record that everything up to a position is delivered, and keep the claim; False if it is lost.

    ``attempts`` is the number of failures of the event after it.
    """
    until = clock.now(session) + DURATION
    values = {"position": position, "attempts": attempts, "last_error": None, "claimed_until": until}
    return _change(session, token, values)


def release(session: Session, token: str) -> None:
    """Give up a claim."""
    _change(session, token, {"claim": None, "claimed_until": None})


def postpone(session: Session, token: str, reason: str, until: datetime) -> None:
    """Record a failed attempt, and when to try again; gives up the claim."""
    failed = {"attempts": Subscription.attempts + 1, "last_error": reason, "due_at": until}
    _change(session, token, {**failed, "claim": None, "claimed_until": None})


def bury(session: Session, item: Due, token: str, event_id: str, body: str, reason: str, position: str) -> None:
    """Record that an event is not tried any more, and go on after it."""
    if advance(session, token, position):
        row = DeadLetter(subscription_id=item.id, event_id=event_id, reason=reason, body=body)
        row.created_at = datetime.now(UTC)
        session.add(row)
        session.flush()


def disable(session: Session, token: str, reason: str) -> None:
    """Deliver nothing more: the receiver says that it is gone."""
    _change(session, token, {"enabled": False, "last_error": reason, "claim": None, "claimed_until": None})


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(Subscription.claimed_until.is_(None), Subscription.claimed_until < now)


def _change(session: Session, token: str, values: dict[str, Any]) -> bool:
    changed = update(Subscription).where(Subscription.claim == token).values(values).returning(Subscription.id)
    return session.execute(changed).first() is not None
