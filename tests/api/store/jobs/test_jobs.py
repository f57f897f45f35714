"""Jobs: their submissions, counts and failures, pages, and how they stop and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.store import ArticleInput, Database, InvalidCursor, NotFound
from api.store.articles.validation import validate
from api.store.jobs import claims, jobs
from api.store.jobs.jobs import JobStatus, Priority, Rejected, SubmissionStatus


def submitted(database: Database, *texts: str, closed: bool = True) -> str:
    """A job with an article for each text; "" is a record that was rejected."""
    with database.writing() as session:
        job = jobs.create(session)
        items = [validate(ArticleInput(text)) if text else Rejected("not JSON") for text in texts]
        jobs.add(session, job, 1, items, Priority.BATCH)
        if closed:
            jobs.close(session, job)
        return job


def test_a_job_counts_its_submissions_and_lists_its_failures(database: Database) -> None:
    job = submitted(database, "One.", "", "Two.")
    with database.reading() as session:
        view = jobs.get(session, job)
    assert (view.status, view.waiting, view.done, view.failed) == (JobStatus.RUNNING, 2, 0, 1)
    assert [(failure.record, failure.reason) for failure in view.failures] == [(2, "not JSON")]


def test_a_job_ends_when_nothing_waits(database: Database) -> None:
    job = submitted(database, "One.")
    with database.writing() as session:
        [claim] = claims.take(session, 5)
        claims.complete(session, claim, created=True)
        view = jobs.get(session, job)
    assert (view.status, view.waiting, view.done) == (JobStatus.ENDED, 0, 1)


def test_nobody_sees_a_job_before_it_is_closed(database: Database) -> None:
    job = submitted(database, "One.", "", closed=False)
    with database.writing() as session:
        with pytest.raises(NotFound):
            jobs.get(session, job)
        assert jobs.find(session, limit=5, cursor=None).items == ()
        assert claims.take(session, 5) == []
        jobs.close(session, job)
        assert jobs.get(session, job).waiting == len(claims.take(session, 5)) == 1


def test_nothing_is_left_of_a_discarded_job(database: Database) -> None:
    job = submitted(database, "One.", "", closed=False)
    with database.writing() as session:
        jobs.discard(session, job)
        assert session.connection().exec_driver_sql("SELECT count(*) FROM submission").scalar_one() == 0


def test_pages_of_submissions(database: Database) -> None:
    job = submitted(database, "One.", "", "Two.", "", "Three.")
    with database.reading() as session:
        first = jobs.submissions(session, job, None, limit=3, cursor=None)
        second = jobs.submissions(session, job, None, limit=3, cursor=first.next_cursor)
        failed = jobs.submissions(session, job, SubmissionStatus.FAILED, limit=3, cursor=None)
        with pytest.raises(InvalidCursor):
            jobs.submissions(session, job, SubmissionStatus.FAILED, limit=3, cursor=first.next_cursor)
    assert [item.record for item in (*first.items, *second.items)] == [1, 2, 3, 4, 5]
    assert second.next_cursor is None
    assert [item.record for item in failed.items] == [2, 4]


def test_pages_of_jobs_newest_first(database: Database) -> None:
    made = [submitted(database, f"Text {number}.") for number in range(5)]
    found: list[str] = []
    cursor = None
    with database.reading() as session:
        while True:
            page = jobs.find(session, limit=2, cursor=cursor)
            found += [job.id for job in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
    assert found == made[::-1]


def test_a_stopped_job_has_nothing_to_claim_and_a_claim_is_lost(database: Database) -> None:
    job = submitted(database, "One.", "Two.")
    with database.writing() as session:
        [claim] = claims.take(session, 1)
        view = jobs.stop(session, job)
        assert (view.status, view.stopped) == (JobStatus.ENDED, 2)
        assert claims.take(session, 5) == []
        with pytest.raises(claims.ClaimLost):
            claims.complete(session, claim, created=True)
        assert jobs.stop(session, job) == view


def test_an_unknown_job(database: Database) -> None:
    with database.writing() as session:
        for action in (
            lambda: jobs.get(session, "none"),
            lambda: jobs.stop(session, "none"),
            lambda: jobs.submissions(session, "none", None, limit=1, cursor=None),
        ):
            with pytest.raises(NotFound):
                action()


def test_old_jobs_are_deleted_unless_something_waits(database: Database) -> None:
    ended, waiting = submitted(database, ""), submitted(database, "One.")
    with database.writing() as session:
        assert jobs.delete_ended(session, datetime.now(UTC) - timedelta(days=1)) == 0
        assert jobs.delete_ended(session, datetime.now(UTC) + timedelta(days=1)) == 1
        assert jobs.get(session, waiting).waiting == 1
        with pytest.raises(NotFound):
            jobs.get(session, ended)
