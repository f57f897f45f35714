"""The worker of the queue: everything accepted is stored once, whatever fails in between."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from api.engine_pool import ANYONE, EngineBusy, EngineCrashed, Requester
from api.operations import queue_worker
from api.operations.queue_worker import QueueWorker
from api.operations.submissions import Submissions
from api.store import ArticleFilter, ArticleInput, Database, InvalidInput
from api.store.articles import articles
from api.store.jobs import claims
from api.store.jobs.jobs import JobStatus, Rejected
from attribution import InvalidText, Quotation

from ..fakes import attribute


@dataclass
class Scripted:
    """An engine that first does what ``before`` says."""

    before: Callable[[str], None] = lambda text: None
    texts: list[str] = field(default_factory=list)

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        """The quotations of a text."""
        self.texts.append(text)
        self.before(text)
        return attribute(text)

    def version(self) -> str:
        """A constant version."""
        return "test"

    def check(self) -> None:
        """Do nothing."""


def texts(count: int) -> list[ArticleInput]:
    return [ArticleInput(f"“It is number {number},” Ada Byron said.") for number in range(count)]


def stored(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {view.id: view.quotes for view in articles.find(session, ArticleFilter(), limit=1000).items}


def test_a_batch_is_stored_with_its_quotations_and_its_failures_are_reported(database: Database) -> None:
    records = [*texts(3), Rejected("line 4 is not JSON"), ArticleInput(" "), texts(1)[0]]
    job = Submissions(database).submit_batch(records)
    assert (job.status, job.waiting, job.failed) == (JobStatus.RUNNING, 4, 2)
    QueueWorker(database, Scripted(), 3).run(until_empty=True)
    ended = Submissions(database).job(job.id)
    assert (ended.status, ended.done, ended.failed) == (JobStatus.ENDED, 4, 2)
    assert [failure.record for failure in ended.failures] == [4, 5]
    assert sorted(stored(database).values()) == [1, 1, 1]
    page = Submissions(database).of_job(job.id, None, 10, None)
    assert [item.created for item in page.items] == [True, True, True, None, None, False]


def test_a_single_article_is_checked_before_it_is_accepted(database: Database) -> None:
    with pytest.raises(InvalidText):
        Submissions(database).submit(ArticleInput("a\0b"))
    with pytest.raises(InvalidInput):
        Submissions(database).submit(ArticleInput("Text.", url="no address"))
    job = Submissions(database).submit(texts(1)[0])
    QueueWorker(database, Scripted(), 1).run(until_empty=True)
    assert Submissions(database).job(job.id).done == 1


def test_an_article_that_the_engine_cannot_read_is_stored_and_says_so(database: Database) -> None:
    def crash(text: str) -> None:
        raise EngineCrashed("the process died")

    job = Submissions(database).submit_batch(texts(1))
    QueueWorker(database, Scripted(crash), 1).run(until_empty=True)
    [item] = Submissions(database).of_job(job.id, None, 10, None).items
    assert (item.status, item.reason) == ("done", "stored without quotations: crashed")


def test_a_busy_engine_is_asked_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_worker, "RETRY_INTERVAL", 0.01)
    failures = iter([True, True])

    def busy(text: str) -> None:
        if next(failures, False):
            raise EngineBusy("busy")

    job = Submissions(database).submit_batch(texts(1))
    QueueWorker(database, Scripted(busy), 1).run(until_empty=True)
    assert Submissions(database).job(job.id).done == 1


def test_a_defect_fails_one_article_only(database: Database) -> None:
    def defect(text: str) -> None:
        if "number 1" in text:
            raise ZeroDivisionError

    job = Submissions(database).submit_batch(texts(3))
    QueueWorker(database, Scripted(defect), 1).run(until_empty=True)
    ended = Submissions(database).job(job.id)
    assert (ended.done, [failure.record for failure in ended.failures]) == (2, [2])


def test_a_stopped_worker_gives_back_what_it_has_not_begun(database: Database) -> None:
    Submissions(database).submit_batch(texts(6))
    worker = QueueWorker(database, Scripted(lambda text: worker.stop()), 1)
    worker.run()
    assert len(stored(database)) == 1
    with database.writing() as session:
        assert len(claims.take(session, 10)) == 5


def test_what_a_dead_worker_had_claimed_is_stored_by_another_once(database: Database) -> None:
    job = Submissions(database).submit_batch(texts(2))
    with database.writing() as session:
        lost = claims.take(session, 10)
        session.connection().exec_driver_sql("UPDATE submission SET claimed_until = '2020-01-01 00:00:00.000000'")
    QueueWorker(database, Scripted(), 1).run(until_empty=True)
    assert len(stored(database)) == Submissions(database).job(job.id).done == len(lost) == 2


def test_an_archive_that_cannot_be_written_is_not_the_death_of_a_worker(
    database: Database, archive_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_worker, "RETRY_INTERVAL", 0.01)
    times = iter(range(claims.MAX_ATTEMPTS + 1))

    def lock(locked: threading.Event) -> None:
        with database.writing():
            locked.set()
            time.sleep(0.3)

    def busy(text: str) -> None:
        if next(times, None) is not None:
            locked = threading.Event()
            threading.Thread(target=lock, args=(locked,)).start()
            locked.wait()

    job = Submissions(database).submit(texts(1)[0])
    QueueWorker(Database(archive_address, write_timeout=0.05), Scripted(busy), 1).run(until_empty=True)
    assert Submissions(database).job(job.id).done == 1


def test_a_claim_that_is_lost_while_the_article_is_read_stores_nothing(database: Database) -> None:
    jobs: list[str] = []
    engine = Scripted(lambda text: None if not jobs else (Submissions(database).stop(jobs.pop()), None)[1])
    jobs.append(Submissions(database).submit_batch(texts(1)).id)
    QueueWorker(database, engine, 1).run(until_empty=True)
    assert len(engine.texts) == 1
    assert stored(database) == {}


def test_workers_share_a_queue_and_read_each_article_once(database: Database) -> None:
    job = Submissions(database).submit_batch(texts(30))
    engine = Scripted()
    workers = [QueueWorker(database, engine, 2) for _ in range(3)]
    threads = [threading.Thread(target=worker.run, kwargs={"until_empty": True}) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Submissions(database).job(job.id).done == 30
    assert sorted(engine.texts) == sorted(article.text for article in texts(30))


def test_of_a_batch_that_breaks_off_nothing_is_accepted(database: Database) -> None:
    def records() -> Iterator[ArticleInput]:
        yield from texts(3)
        raise OSError("the connection broke")

    with pytest.raises(OSError, match="broke"):
        Submissions(database).submit_batch(records())
    QueueWorker(database, Scripted(), 1).run(until_empty=True)
    assert (stored(database), Submissions(database).jobs(10, None).items) == ({}, ())
