"""Claims: one worker at a time, in order, until they run out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.store import ArticleInput, Database
from api.store.articles.validation import validate
from api.store.jobs import claims, jobs
from api.store.jobs.jobs import JobStatus, Priority

from .test_jobs import submitted

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = NOW + claims.DURATION + timedelta(seconds=1)


def test_a_claimed_submission_is_not_claimed_again_before_the_claim_runs_out(database: Database) -> None:
    submitted(database, "One.")
    with database.writing() as session:
        [first] = claims.take(session, 5, NOW)
        assert claims.take(session, 5, NOW) == []
        assert not claims.any_free(session, NOW)
        assert claims.any_free(session, LATER)
        [second] = claims.take(session, 5, LATER)
        assert (first.number, first.article.text) == (second.number, "One.")
        with pytest.raises(claims.ClaimLost):
            claims.complete(session, first, created=True)
        claims.complete(session, second, created=True)
        assert not claims.any_waiting(session)
        with pytest.raises(claims.ClaimLost):
            claims.complete(session, second, created=True)


def test_a_renewed_claim_lasts(database: Database) -> None:
    submitted(database, "One.")
    with database.writing() as session:
        taken = claims.take(session, 5, NOW)
        claims.renew(session, taken, LATER)
        assert claims.take(session, 5, LATER) == []


def test_a_released_submission_is_free_and_no_attempt_was_made(database: Database) -> None:
    submitted(database, "One.")
    with database.writing() as session:
        for _ in range(claims.MAX_ATTEMPTS + 1):
            taken = claims.take(session, 5, NOW)
            assert len(taken) == 1
            claims.release(session, taken)


def test_a_submission_whose_worker_dies_each_time_is_set_aside(database: Database) -> None:
    job = submitted(database, "One.", "Two.")
    with database.writing() as session:
        for attempt in range(claims.MAX_ATTEMPTS):
            assert len(claims.take(session, 1, NOW + attempt * 2 * claims.DURATION)) == 1
        [other] = claims.take(session, 5, NOW + claims.MAX_ATTEMPTS * 2 * claims.DURATION)
        assert other.article.text == "Two."
        [failure] = jobs.get(session, job).failures
        assert (failure.record, failure.reason) == (1, claims.SET_ASIDE)


def test_what_a_dead_worker_had_is_read_one_at_a_time_so_that_nothing_else_is_set_aside(database: Database) -> None:
    job = submitted(database, "One.", "Kills its worker.", "Three.", "Four.")
    now, read = NOW, []
    with database.writing() as session:
        assert len(claims.take(session, 4, now)) == 4  # and the worker dies
        for _ in range(6):
            now += 2 * claims.DURATION
            while taken := claims.take(session, 4, now):
                [claim] = taken
                assert not claims.any_free(session, now)
                if claim.article.text == "Kills its worker.":
                    break
                read.append(claim.article.text)
                claims.complete(session, claim, created=True)
        assert read == ["One.", "Three.", "Four."]
        assert [failure.record for failure in jobs.get(session, job).failures] == [2]


def test_two_texts_of_one_article_are_claimed_one_after_the_other(database: Database) -> None:
    address = "https://news.example/1"
    with database.writing() as session:
        job = jobs.create(session)
        texts = [validate(ArticleInput(text, source="Herald", url=address)) for text in ("Old.", "New.")]
        jobs.add(session, job, 1, texts, Priority.BATCH)
        jobs.close(session, job)
        [first] = claims.take(session, 5, NOW)
        assert first.article.text == "Old."
        assert claims.take(session, 5, NOW) == []
        claims.complete(session, first, created=True)
        [second] = claims.take(session, 5, NOW)
        assert second.article == ArticleInput("New.", source="Herald", url=address)


def test_a_single_article_goes_before_a_batch(database: Database) -> None:
    submitted(database, "One.", "Two.")
    with database.writing() as session:
        job = jobs.create(session)
        jobs.add(session, job, 1, [validate(ArticleInput("Single.", published_at=NOW))], Priority.SINGLE)
        jobs.close(session, job)
        taken = claims.take(session, 2, NOW)
        assert [claim.article.text for claim in taken] == ["Single.", "One."]
        assert taken[0].article.published_at == NOW


def test_a_failed_submission_says_why_and_its_text_is_gone(database: Database) -> None:
    job = submitted(database, "One.")
    with database.writing() as session:
        [claim] = claims.take(session, 1, NOW)
        claims.fail(session, claim, "too long")
        view = jobs.get(session, job)
        assert (view.status, view.failures[0].reason) == (JobStatus.ENDED, "too long")
        kept = session.connection().exec_driver_sql("SELECT article FROM submission").scalar_one()
        assert kept is None
