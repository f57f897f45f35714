"""Claims of submissions by workers: each is attributed by one worker at a time, and stored once.

A claim lasts for some time, and its worker renews it. When a worker dies, its claims run out, and other workers take
the submissions. A submission whose worker dies each time is set aside. As the worker had claimed others as well, those
whose worker died are claimed again one at a time, so that none of them is set aside for what another did.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from ..dialects import clock
from ..errors import StoreError
from ..inputs import ArticleInput
from .jobs import SubmissionStatus
from .tables import Submission

DURATION = timedelta(seconds=30)  # of a claim that is not renewed
MAX_ATTEMPTS = 3
SET_ASIDE = f"its worker died {MAX_ATTEMPTS} times while reading it"

_waiting = Submission.status == SubmissionStatus.WAITING


class ClaimLost(StoreError):
    """The claim ran out and another worker has the submission, or the job was stopped."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A submission that a worker has claimed, with its article. ``token`` proves the claim."""

    number: int
    token: str
    article: ArticleInput


def take(session: Session, limit: int, now: datetime | None = None) -> list[Claim]:
    """Claim up to ``limit`` submissions, in the order of the queue.

    Of several submissions of one article only the first is claimed: a later text must not be overwritten by an earlier.
    """
    now = now or clock.now(session)
    _set_aside(session, now)
    query = select(Submission).where(_claimable(now), ~_preceded()).limit(limit)
    query = query.order_by(Submission.priority, Submission.number).with_for_update(skip_locked=True)
    rows = session.scalars(query).all()
    suspect = next((row for row in rows if row.attempts), None)
    claims = []
    for row in rows:
        if row.attempts and row is not suspect:
            continue
        row.claim, row.claimed_until, row.attempts = secrets.token_hex(8), now + DURATION, row.attempts + 1
        assert row.article is not None
        claims.append(Claim(row.number, row.claim, _article(row.article)))
    session.flush()
    return claims


def renew(session: Session, claims: Collection[Claim], now: datetime | None = None) -> None:
    """Make claims last for the full time again; those that are lost stay lost."""
    until = (now or clock.now(session)) + DURATION
    tokens = [claim.token for claim in claims]
    session.execute(update(Submission).where(_waiting, Submission.claim.in_(tokens)).values(claimed_until=until))


def release(session: Session, claims: Collection[Claim]) -> None:
    """Give submissions back unread, as if they had not been claimed."""
    tokens = [claim.token for claim in claims]
    free = {"claim": None, "claimed_until": None, "attempts": Submission.attempts - 1}
    session.execute(update(Submission).where(_waiting, Submission.claim.in_(tokens)).values(free))


def complete(session: Session, claim: Claim, *, created: bool, reason: str | None = None) -> None:
    """Record that the article is stored; in the transaction that stores it, so that both happen or neither.

    ``reason``: why it is stored without quotations, if it is. Raises ``ClaimLost``.
    """
    _end(session, claim, SubmissionStatus.DONE, created=created, reason=reason)


def fail(session: Session, claim: Claim, reason: str) -> None:
    """Record why the article cannot be stored. Raises ``ClaimLost``."""
    _end(session, claim, SubmissionStatus.FAILED, reason=reason)


def any_free(session: Session, now: datetime | None = None) -> bool:
    """Whether there is a submission to claim."""
    return bool(session.scalar(select(exists().where(_claimable(now or clock.now(session))))))


def any_waiting(session: Session) -> bool:
    """Whether there is a submission that is not stored, claimed or not."""
    return bool(session.scalar(select(exists().where(_waiting))))


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(Submission.claimed_until.is_(None), Submission.claimed_until < now)


def _claimable(now: datetime) -> ColumnElement[bool]:
    """Whether a submission is free and, if a worker died with it, no other such submission is being read."""
    other = aliased(Submission)
    suspect_is_read = exists().where(
        other.status == SubmissionStatus.WAITING, other.attempts > 1, other.claimed_until >= now
    )
    return and_(_waiting, _free(now), or_(Submission.attempts == 0, ~suspect_is_read))


def _preceded() -> ColumnElement[bool]:
    """Whether an earlier submission of the same article waits."""
    earlier = aliased(Submission)
    return exists().where(
        earlier.article_id == Submission.article_id,
        earlier.status == SubmissionStatus.WAITING,
        earlier.number < Submission.number,
    )


def _set_aside(session: Session, now: datetime) -> None:
    died = (_waiting, Submission.attempts >= MAX_ATTEMPTS, Submission.claimed_until < now)
    failed = {"status": SubmissionStatus.FAILED, "reason": SET_ASIDE, "article": None, "claim": None}
    session.execute(update(Submission).where(*died).values(failed))


def _end(
    session: Session, claim: Claim, status: SubmissionStatus, *, created: bool | None = None, reason: str | None = None
) -> None:
    owned = (Submission.number == claim.number, Submission.claim == claim.token, _waiting)
    ended = {"status": status, "created": created, "reason": reason, "article": None, "claim": None}
    changed = session.execute(update(Submission).where(*owned).values(ended).returning(Submission.number))
    if changed.first() is None:
        raise ClaimLost(f"submission {claim.number} was taken by another worker or stopped")


def _article(members: dict[str, Any]) -> ArticleInput:
    published_at = members["published_at"]
    moment = datetime.fromisoformat(published_at) if published_at is not None else None
    return ArticleInput(**{**members, "published_at": moment, "mended": tuple(members.get("mended") or ())})
