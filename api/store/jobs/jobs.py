"""Create jobs, add their submissions, list them, stop them and delete old ones."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from .. import cursors
from ..articles.validation import ValidArticle
from ..errors import NotFound
from ..inputs import article_members
from ..views import Page
from .tables import Job, Submission

FIRST_FAILURES = 100  # failures that are listed with their job


class SubmissionStatus(StrEnum):
    """The state of a submission. ``waiting``: for a worker, or being read by one; the others are final."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class JobStatus(StrEnum):
    """The state of a job. ``running``: articles are waiting; ``ended``: none is."""

    RUNNING = "running"
    ENDED = "ended"


ARRIVING = "arriving"  # the status of submissions of a job that is not complete: no worker sees them


class Priority:
    """The order in which submissions are claimed; lower ones first, so that a large batch does not delay the others."""

    SINGLE = 0
    BATCH = 1


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record of a batch that is not an article, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """A submission without its text. ``created``: whether the article is new; None unless it is done."""

    record: int
    status: SubmissionStatus
    article_id: str | None
    created: bool | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class JobView:
    """A job with the numbers of its submissions by status, and its first failures."""

    id: str
    created_at: datetime
    status: JobStatus
    waiting: int
    done: int
    failed: int
    stopped: int
    failures: tuple[SubmissionView, ...]


def create(session: Session) -> str:
    """Start a job, which nobody sees until ``close``; returns its identifier, which cannot be guessed."""
    identifier = secrets.token_hex(10)
    session.add(Job(id=identifier, created_at=datetime.now(UTC), received=False))
    session.flush()
    return identifier


def add(
    session: Session, job_id: str, first_record: int, submitted: Sequence[ValidArticle | Rejected], priority: int
) -> None:
    """Add submissions to a job. ``first_record`` is the position of the first of them in the job, from 1."""
    for record, item in enumerate(submitted, first_record):
        row = Submission(job_id=job_id, record=record, priority=priority, attempts=0)
        if isinstance(item, Rejected):
            row.status, row.reason = SubmissionStatus.FAILED, item.reason
        else:
            row.status, row.article_id, row.article = ARRIVING, item.id, article_members(item)
        session.add(row)
    session.flush()


def close(session: Session, job_id: str) -> None:
    """Hand a job over to the workers: all its submissions have arrived."""
    arrived = (Submission.job_id == job_id, Submission.status == ARRIVING)
    session.execute(update(Submission).where(*arrived).values(status=SubmissionStatus.WAITING))
    session.execute(update(Job).where(Job.id == job_id).values(received=True))


def discard(session: Session, job_id: str) -> None:
    """Delete a job that was not closed, with what has arrived of it."""
    session.execute(delete(Submission).where(Submission.job_id == job_id))
    session.execute(delete(Job).where(Job.id == job_id))


def get(session: Session, job_id: str) -> JobView:
    """One job. Raises ``NotFound``."""
    return _view(session, _received(session, job_id))


def find(session: Session, *, limit: int, cursor: str | None) -> Page[JobView]:
    """A page of jobs, the newest first. Raises ``InvalidCursor``."""
    digest = cursors.filter_digest("jobs")
    position = cursors.decode(cursor, digest, (int, str))
    query = select(Job).where(Job.received).order_by(Job.created_at.desc(), Job.id.desc())
    if position is not None:
        moment = datetime.fromtimestamp(int(position[0]) / 1e6, UTC)
        query = query.where((Job.created_at < moment) | ((Job.created_at == moment) & (Job.id < str(position[1]))))
    rows = session.scalars(query.limit(cursors.page_size(limit) + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    following = (round(last.created_at.timestamp() * 1e6), last.id) if last is not None else None
    return Page(
        tuple(_view(session, row) for row in rows[:limit]),
        cursors.encode(digest, following) if following is not None else None,
    )


def submissions(
    session: Session, job_id: str, status: SubmissionStatus | None, *, limit: int, cursor: str | None
) -> Page[SubmissionView]:
    """A page of a job's submissions, in order. Raises ``NotFound`` and ``InvalidCursor``."""
    _received(session, job_id)
    digest = cursors.filter_digest("submissions", f"{job_id} {status}")
    position = cursors.decode(cursor, digest, (int,))
    query = select(Submission).where(Submission.job_id == job_id).order_by(Submission.record)
    query = query.where(Submission.status.in_([status] if status is not None else list(SubmissionStatus)))
    if position is not None:
        query = query.where(Submission.record > position[0])
    rows = session.scalars(query.limit(cursors.page_size(limit) + 1)).all()
    following = cursors.encode(digest, (rows[limit - 1].record,)) if len(rows) > limit else None
    return Page(tuple(_submission(row) for row in rows[:limit]), following)


def stop(session: Session, job_id: str) -> JobView:
    """Stop a job: what waits is not read any more, what is stored stays. Idempotent. Raises ``NotFound``."""
    row = _received(session, job_id)
    waiting = (Submission.job_id == job_id, Submission.status == SubmissionStatus.WAITING)
    stopped = {"status": SubmissionStatus.STOPPED, "article": None, "claim": None, "claimed_until": None}
    session.execute(update(Submission).where(*waiting).values(stopped))
    return _view(session, row)


def delete_ended(session: Session, before: datetime) -> int:
    """Delete the older jobs that have ended or never arrived completely; returns their number."""
    waiting = exists().where(Submission.job_id == Job.id, Submission.status == SubmissionStatus.WAITING)
    old = session.scalars(select(Job.id).where(Job.created_at < before, ~waiting)).all()
    session.execute(delete(Submission).where(Submission.job_id.in_(old)))
    session.execute(delete(Job).where(Job.id.in_(old)))
    return len(old)


def _received(session: Session, job_id: str) -> Job:
    row = session.get(Job, job_id)
    if row is None or not row.received:
        raise NotFound("job", job_id)
    return row


def _view(session: Session, row: Job) -> JobView:
    counted = select(Submission.status, func.count()).where(Submission.job_id == row.id).group_by(Submission.status)
    numbers: dict[str, int] = {found[0]: found[1] for found in session.execute(counted)}
    failed = select(Submission).where(Submission.job_id == row.id, Submission.status == SubmissionStatus.FAILED)
    failures = session.scalars(failed.order_by(Submission.record).limit(FIRST_FAILURES)).all()
    return JobView(
        row.id,
        row.created_at,
        JobStatus.RUNNING if numbers.get(SubmissionStatus.WAITING) else JobStatus.ENDED,
        **{status.value: numbers.get(status, 0) for status in SubmissionStatus},
        failures=tuple(_submission(failure) for failure in failures),
    )


def _submission(row: Submission) -> SubmissionView:
    return SubmissionView(row.record, SubmissionStatus(row.status), row.article_id, row.created, row.reason)
