"""The queues by name; the libraries are imported when their queue is asked for."""

from __future__ import annotations

import importlib
from typing import Any, Protocol, cast

import psycopg

QUEUES = {
    "lease": "benchmarks.queues.lease",
    "procrastinate": "benchmarks.queues.procrastinate_queue",
    "pgqueuer": "benchmarks.queues.pgqueuer_queue",
}


class Queue(Protocol):
    """A module with a queue. ``WAITING``: SQL that counts the jobs that a worker has begun and not ended."""

    WAITING: str

    def install(self, own: psycopg.Connection[Any], /) -> None:
        """Make the tables."""

    def submit(self, own: psycopg.Connection[Any], article_ids: list[int], /) -> None:
        """Queue articles in the transaction that stores them."""

    def work(self) -> None:
        """Work until killed."""


def queue(name: str) -> Queue:
    """The module of a queue."""
    return cast("Queue", importlib.import_module(QUEUES[name]))
