"""Procrastinate, with its heartbeats and the periodic retry of stalled jobs that its manual describes."""

from __future__ import annotations

import contextlib
import os
from typing import Any

import procrastinate
import psycopg
from procrastinate import exceptions, jobs
from procrastinate.schema import SchemaManager

from .reading import MAX_ATTEMPTS, POLL, SIGN, SILENCE, THREADS, connection, read, set_aside

app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=os.environ.get("QUEUE_DSN", "")))
_submitting = procrastinate.SyncPsycopgConnector()
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND task_name = 'read_article'"


@app.task(name="read_article", retry=procrastinate.RetryStrategy(wait=1, retry_exceptions=[psycopg.Error]))
def read_article(article_id: int) -> None:
    """Do the job, in a thread; the worker marks it as succeeded afterwards."""
    read(article_id)


@app.periodic(cron="* * * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled", priority=10)
async def retry_stalled(timestamp: int) -> None:
    """Queue the jobs of dead workers again, or set them aside."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        with contextlib.suppress(exceptions.ConnectorException):  # another worker was faster
            if job.task_name == "read_article" and job.attempts + 1 >= MAX_ATTEMPTS:
                await app.job_manager.finish_job(job=job, status=jobs.Status.FAILED, delete_job=False)
                set_aside(connection(), job.task_kwargs["article_id"])
            else:
                await app.job_manager.retry_job(job=job)


def install(own: psycopg.Connection[Any]) -> None:
    """Make the tables."""
    own.execute(SchemaManager.get_schema())  # type: ignore[arg-type]


def submit(own: psycopg.Connection[Any], article_ids: list[int]) -> None:
    """Queue articles in the transaction that stores them."""
    try:
        with app.replace_connector(_submitting):
            for number in article_ids:
                read_article.configure(lock=f"article {number}", connection=own).defer(article_id=number)
    except exceptions.ConnectorException as error:
        raise psycopg.OperationalError from error


def work() -> None:
    """Work until killed, or until the library gives up."""
    app.run_worker(
        concurrency=THREADS,
        fetch_job_polling_interval=POLL,
        update_heartbeat_interval=SIGN,
        stalled_worker_timeout=SILENCE,
    )
