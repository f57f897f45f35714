"""The job that each queue is given: take an article, attribute it for a while, write the result."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg

SILENCE = 4.0  # seconds after which a worker that gives no sign of life is taken for dead
SIGN = SILENCE / 4  # seconds between two signs of life
POLL = 0.5  # seconds between two looks at the queue
THREADS = 2  # articles that a worker reads at the same time
MAX_ATTEMPTS = 3
POISON = "kills its worker"

TABLES = """
CREATE TABLE article (id bigint PRIMARY KEY, text text NOT NULL);
CREATE TABLE reading (article_id bigint NOT NULL, pid int NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE TABLE result (
    article_id bigint PRIMARY KEY, pid int NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
    written int NOT NULL DEFAULT 1
);
CREATE TABLE aside (article_id bigint PRIMARY KEY);
CREATE INDEX ON reading (article_id);
"""
WRITE = """
INSERT INTO result (article_id, pid) VALUES (%s, %s)
ON CONFLICT (article_id) DO UPDATE SET written = result.written + 1
"""
_own = threading.local()


def connection() -> psycopg.Connection[Any]:
    """The connection of this thread, a new one where the last has failed."""
    found: psycopg.Connection[Any] | None = getattr(_own, "connection", None)
    if found is None or found.closed:
        found = _own.connection = psycopg.connect(os.environ["QUEUE_DSN"], autocommit=True)
    return found


def read(article_id: int, complete: Callable[[psycopg.Connection[Any]], object] = lambda _: None) -> None:
    """Do the job. ``complete`` is called in the transaction that writes the result."""
    own = connection()
    own.execute("INSERT INTO reading (article_id, pid) VALUES (%s, %s)", (article_id, os.getpid()))
    found = own.execute("SELECT text FROM article WHERE id = %s", (article_id,)).fetchone()
    assert found is not None
    if found[0] == POISON:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(float(os.environ["QUEUE_SECONDS"]))
    with own.transaction():
        own.execute(WRITE, (article_id, os.getpid()))
        complete(own)


def set_aside(own: psycopg.Connection[Any], article_id: int) -> None:
    """Record that an article is not tried again."""
    own.execute("INSERT INTO aside VALUES (%s) ON CONFLICT DO NOTHING", (article_id,))
