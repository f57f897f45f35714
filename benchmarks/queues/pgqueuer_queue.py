"""PgQueuer, with its heartbeats. It does not count how often a worker died with a job; ``reading`` does."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from typing import Any

import asyncpg
import psycopg
from pgqueuer import PgQueuer
from pgqueuer.db import SyncPsycopgDriver
from pgqueuer.errors import RetryRequested
from pgqueuer.models import Job
from pgqueuer.queries import Queries, SyncQueries

from .reading import MAX_ATTEMPTS, POLL, SILENCE, THREADS, connection, read, set_aside

BATCH = 8  # jobs that a worker takes at once: with fewer it waits for its completions most of the time
WAITING = "SELECT count(*) FROM pgqueuer WHERE status = 'picked'"


def install(own: psycopg.Connection[Any]) -> None:
    """Make the tables."""

    async def make() -> None:
        async with await psycopg.AsyncConnection.connect(os.environ["QUEUE_DSN"], autocommit=True) as other:
            await Queries.from_psycopg_connection(other).install()

    asyncio.run(make())


def submit(own: psycopg.Connection[Any], article_ids: list[int]) -> None:
    """Queue articles in the transaction that stores them."""
    payloads: list[bytes | None] = [str(number).encode() for number in article_ids]
    count = len(article_ids)
    SyncQueries(SyncPsycopgDriver(own)).enqueue(["read_article"] * count, payloads, [0] * count)


def work() -> None:
    """Work until killed, or until the library gives up."""
    asyncio.run(_work())


async def _work() -> None:
    parts = dict(part.split("=") for part in os.environ["QUEUE_DSN"].split())
    own = await asyncpg.connect(
        host=parts["host"], port=int(parts["port"]), user=parts["user"], database=parts["dbname"]
    )
    try:
        queue = PgQueuer.from_asyncpg_connection(own)
        free = asyncio.Semaphore(THREADS)

        @queue.entrypoint("read_article", on_failure="hold")
        async def read_article(job: Job) -> None:
            assert job.payload is not None
            try:
                async with free:
                    await asyncio.to_thread(_read, int(job.payload))
            except psycopg.Error as error:
                raise RetryRequested(timedelta(seconds=1), reason=str(error)) from error

        await queue.run(
            dequeue_timeout=timedelta(seconds=POLL),
            batch_size=BATCH,
            max_concurrent_tasks=2 * BATCH,
            heartbeat_timeout=timedelta(seconds=SILENCE),
            shutdown_on_listener_failure=True,
        )
    finally:
        await own.close(timeout=1)


def _read(article_id: int) -> None:
    own = connection()
    begun = own.execute("SELECT count(*) FROM reading WHERE article_id = %s", (article_id,)).fetchone()
    assert begun is not None
    if begun[0] >= MAX_ATTEMPTS:
        set_aside(own, article_id)
    else:
        read(article_id)
