"""``saidby ingest --to``: sends the articles of files to a service, and follows them until they are stored."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from .ingest_report import mended_line
from .messages import pluralize, print_error, print_note

if TYPE_CHECKING:
    from ..ingest.entries import Entry
    from ..store import ArticleInput
    from .remote import RemoteArchive

MOST_ARTICLES = 500  # per batch ...
MOST_BYTES = 4 * 1024 * 1024  # ... before compression
MOST_JOBS = 4  # that are followed at the same time, before more is sent
POLL_INTERVAL = 1.0  # seconds


@dataclass
class SentBatch:
    """A batch that was sent: its job, and where each of its articles came from."""

    job: dict[str, Any]
    origins: list[str]

    @property
    def ended(self) -> int:
        """The number of its articles that do not wait any more."""
        return len(self.origins) - int(self.job["waiting"])


class RemoteLoad:
    """One run: articles are sent in batches, and each is counted once the service has stored it."""

    def __init__(self, archive: RemoteArchive) -> None:
        self.archive = archive
        self.tally: Counter[str] = Counter()
        self._mended: Counter[str] = Counter()
        self._sent: deque[SentBatch] = deque()
        self._lines: list[bytes] = []
        self._origins: list[str] = []

    def run(self, entries: Iterable[Entry], length: int) -> None:
        """Send all entries and wait for their articles; ``length`` is their approximate number."""
        label = f"Sending articles to {self.archive.url}"
        try:
            with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
                for entry in entries:
                    self._add(entry, bar)
                self._send()
                while self._sent:
                    self._follow(bar)
        finally:
            print_note(self.summary())

    def summary(self) -> str:
        """How many articles were stored, are still waiting, and failed."""
        waiting = sum(int(batch.job["waiting"]) for batch in self._sent)
        summary = f"{pluralize(self.tally['done'], 'article')} stored, {self.tally['failed']:,} failed"
        summary += f", {self.tally['stopped']:,} stopped" if self.tally["stopped"] else ""
        summary += f", {waiting:,} queued, which the service will store" if waiting else ""
        return summary + mended_line(self._mended)

    def _add(self, entry: Entry, bar: Any) -> None:
        if entry.article is None:
            if entry.skipped:
                print_note(f"{entry.origin}: skipped: {entry.problem}")
            else:
                print_error(entry.origin, entry.problem)
                self.tally["failed"] += 1
            bar.update(1)
            return
        self._mended.update(entry.mended)
        self._lines.append(_line(entry.article))
        self._origins.append(entry.origin)
        if len(self._lines) >= MOST_ARTICLES or sum(map(len, self._lines)) >= MOST_BYTES:
            self._send()
            while len(self._sent) >= MOST_JOBS:
                self._follow(bar)

    def _send(self) -> None:
        if self._lines:
            job = self.archive.submit(b"".join(self._lines))
            self._sent.append(SentBatch(job | {"waiting": len(self._origins)}, self._origins))
            self._lines, self._origins = [], []

    def _follow(self, bar: Any) -> None:
        """Ask for the oldest job, and count what has been stored since."""
        batch = self._sent[0]
        before, batch.job = batch.ended, self.archive.job(batch.job["id"])
        bar.update(batch.ended - before)
        if batch.job["waiting"]:
            time.sleep(POLL_INTERVAL)
            return
        self._sent.popleft()
        for status in ("done", "failed", "stopped"):
            self.tally[status] += batch.job[status]
        if batch.job["failed"]:
            for failure in self.archive.failures(batch.job["id"]):
                print_error(batch.origins[failure["record"] - 1], failure["reason"])


def _line(article: ArticleInput) -> bytes:
    from ..store.inputs import article_members

    given = {name: value for name, value in article_members(article).items() if value is not None}
    return json.dumps(given).encode("ascii") + b"\n"
