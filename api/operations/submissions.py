"""Accepts articles for the queue, and tells what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.store import ArticleInput, Database, InvalidInput, Page
from api.store.articles.validation import ValidArticle, validate
from api.store.jobs import jobs
from api.store.jobs.jobs import JobView, Priority, Rejected, SubmissionStatus, SubmissionView
from attribution import InvalidText
from attribution.article.text import check

MOST_RECORDS = 200  # per transaction ...
MOST_CHARACTERS = 2_000_000  # ... and of their texts together

Submitted = ArticleInput | Rejected


@dataclass(frozen=True, slots=True)
class Submissions:
    """The queue of a database. What it has accepted is stored, and survives the death of any process."""

    database: Database

    def submit(self, article: ArticleInput) -> JobView:
        """Accept one article, as a job. Raises ``InvalidText``, ``InvalidInput`` or a ``StoreError``."""
        check(article.text)
        valid = validate(article)
        with self.database.writing() as session:
            job = jobs.create(session)
            jobs.add(session, job, 1, [valid], Priority.SINGLE)
            jobs.close(session, job)
            return jobs.get(session, job)

    def submit_batch(self, records: Iterable[Submitted]) -> JobView:
        """Accept articles as one job, as they arrive; returns it when the last one is stored.

        A record that is not a valid article is a failure of the job; the others are accepted. If ``records`` raises an
        exception, nothing is.
        """
        with self.database.writing() as session:
            job = jobs.create(session)
        first = 1
        try:
            for part in _parts(map(_validated, records)):
                with self.database.writing() as session:
                    jobs.add(session, job, first, part, Priority.BATCH)
                first += len(part)
        except BaseException:
            with self.database.writing() as session:
                jobs.discard(session, job)
            raise
        with self.database.writing() as session:
            jobs.close(session, job)
            return jobs.get(session, job)

    def job(self, job_id: str) -> JobView:
        """One job. Raises ``NotFound``."""
        with self.database.reading() as session:
            return jobs.get(session, job_id)

    def jobs(self, limit: int, cursor: str | None) -> Page[JobView]:
        """Jobs, the newest first. Raises ``InvalidCursor``."""
        with self.database.reading() as session:
            return jobs.find(session, limit=limit, cursor=cursor)

    def of_job(
        self, job_id: str, status: SubmissionStatus | None, limit: int, cursor: str | None
    ) -> Page[SubmissionView]:
        """The submissions of a job, in order. Raises ``NotFound`` and ``InvalidCursor``."""
        with self.database.reading() as session:
            return jobs.submissions(session, job_id, status, limit=limit, cursor=cursor)

    def stop(self, job_id: str) -> JobView:
        """Stop a job; see ``jobs.stop``. Raises ``NotFound``."""
        with self.database.writing() as session:
            return jobs.stop(session, job_id)


def _validated(record: Submitted) -> ValidArticle | Rejected:
    if isinstance(record, Rejected):
        return record
    try:
        check(record.text)
        return validate(record)
    except (InvalidText, InvalidInput) as error:
        return Rejected(str(error))


def _parts(items: Iterable[ValidArticle | Rejected]) -> Iterator[list[ValidArticle | Rejected]]:
    """The items in lists for one transaction each."""
    part: list[ValidArticle | Rejected] = []
    characters = 0
    for item in items:
        part.append(item)
        characters += len(item.text) if isinstance(item, ValidArticle) else 0
        if len(part) >= MOST_RECORDS or characters >= MOST_CHARACTERS:
            yield part
            part, characters = [], 0
    if part:
        yield part
