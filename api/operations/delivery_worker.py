"""Sends the new quotations of subscriptions to their receivers: at least once, in order, again if they fail."""

from __future__ import annotations

import http.client
import logging
import random
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from api.outbound import signatures
from api.outbound.addresses import AddressRefused, resolve
from api.outbound.posting import post
from api.store import ChangesGone, Database, InvalidFilter, QuoteFilter, StoreError
from api.store.changes import feed, positions
from api.store.changes.feed import ChangeKind, ChangeView
from api.store.database import plain
from api.store.speakers.merging import current_id
from api.store.subscriptions import deliveries
from api.store.subscriptions.deliveries import Due
from api.telemetry.logs import described
from api.version import VERSION

log = logging.getLogger("saidby.webhooks")
POLL_INTERVAL = 0.5  # seconds between two looks at the change feed
TIME_LIMIT = 15.0  # seconds for one request
RENEWAL_INTERVAL = 20.0  # seconds; with TIME_LIMIT less than a claim lasts
PAGE = 20  # events after which the position is recorded; a crash may repeat as many
RECEIVERS = 4  # to which events are sent at the same time
RETRIES = (5, 10, 20, 40, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 28_800)  # seconds before each further attempt
GONE = 410  # the status by which a receiver unsubscribes
MOST_RETRY_AFTER = 3600  # seconds for which a receiver may ask
MISSED = "the change feed was trimmed before it was delivered; some quotations are missing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Why an event was not delivered. ``retry_after``: seconds to wait; ``gone``: the receiver wants no more."""

    reason: str
    retry_after: int = 0
    gone: bool = False


DELIVERED = Outcome("")


@dataclass(slots=True)
class Progress:
    """How far the events of a subscription are delivered, how often the next one failed, and the claim."""

    since: str
    attempts: int
    token: str = ""
    unsaved: int = 0  # events since the position was recorded
    saved: float = 0.0

    def go_on(self, since: str) -> None:
        """An event was delivered or given up."""
        self.since, self.attempts, self.unsaved = since, 0, self.unsaved + 1


@dataclass(frozen=True, slots=True)
class Events:
    """How the API reads a query and writes an event."""

    filter_of: Callable[[str], QuoteFilter]
    body_of: Callable[[ChangeView], bytes]


class DeliveryWorker:
    """Delivers the events of all subscriptions of a database. Any number of workers may share them."""

    def __init__(self, database: Database, events: Events, allowed: Collection[str] = ()) -> None:
        """``allowed`` lists the receivers that may have private addresses; see ``addresses.resolve``."""
        self.database = database
        self.events = events
        self.allowed = allowed
        self._examined: dict[
            str, tuple[str, str]
        ] = {}  # by subscription: its position, and up to where nothing matches

    def run(self, stopping: threading.Event) -> None:
        """Deliver until ``stopping`` is set."""
        running: dict[str, Future[None]] = {}
        with ThreadPoolExecutor(RECEIVERS, "saidby-webhooks") as pool:
            while not stopping.is_set():
                running = {name: future for name, future in running.items() if not future.done()}
                for item in self._due():
                    if item.id not in running:
                        running[item.id] = pool.submit(self.deliver, item, stopping)
                stopping.wait(POLL_INTERVAL)

    def deliver(self, item: Due, stopping: threading.Event | None = None) -> None:
        """Send what is new for one subscription."""
        try:
            self._deliver(item, stopping or threading.Event())
        except InvalidFilter as error:  # such as that of an earlier version
            self._disable(item, f"the query is not valid any more: {error}")
        except (StoreError, SQLAlchemyError, OSError) as error:
            log.warning("a subscription waits: %s", described(error))

    def _disable(self, item: Due, reason: str) -> None:
        with self.database.writing() as session:
            token = deliveries.take(session, item)
            if token is not None:
                deliveries.disable(session, token, reason)

    def _due(self) -> list[Due]:
        try:
            with self.database.reading() as session:
                return deliveries.due(session)
        except (StoreError, SQLAlchemyError, OSError):
            return []  # the queue logs why the archive cannot be read

    def _deliver(self, item: Due, stopping: threading.Event) -> None:
        progress = Progress(self._start(item), item.attempts)
        while not stopping.is_set():
            page = self._page(item, progress.since)
            if not page.items and not page.more:
                self._examined[item.id] = (item.position, page.next_since)
                break
            if not self._claimed(item, progress):
                return
            for change in page.items:
                outcome = self._send(item, change) if change.kind is ChangeKind.ADDED else DELIVERED
                if outcome is not DELIVERED and not self._fail(item, progress, change, outcome, page.next_since):
                    return
            progress.go_on(page.next_since)
        if progress.token:
            with self.database.writing() as session:
                deliveries.advance(session, progress.token, progress.since)
                deliveries.release(session, progress.token)

    def _claimed(self, item: Due, progress: Progress) -> bool:
        """Claim the subscription, or record its position now and then, which renews the claim; False if it is lost."""
        if progress.token and progress.unsaved < PAGE and time.monotonic() - progress.saved < RENEWAL_INTERVAL:
            return True
        with self.database.writing() as session:
            if progress.token:
                held = deliveries.advance(session, progress.token, progress.since, progress.attempts)
            else:
                progress.token = deliveries.take(session, item) or ""
                held = bool(progress.token)
        progress.unsaved, progress.saved = 0, time.monotonic()
        return held

    def _start(self, item: Due) -> str:
        position, examined = self._examined.get(item.id, ("", ""))
        return examined if position == item.position else item.position

    def _page(self, item: Due, since: str) -> feed.ChangePage:
        """The next event of a subscription, if there is one."""
        where = self.events.filter_of(item.query)
        with self.database.reading() as session:
            speakers = tuple(current_id(session, speaker) for speaker in where.speaker)  # some may have been merged
            try:
                return feed.find(session, replace(where, speaker=speakers), since, limit=1)
            except ChangesGone:  # trimmed: go on from now
                log.warning("subscription %s: %s", item.id, MISSED)
                return feed.ChangePage((), positions.now(plain(session)), True, 0)

    def _fail(self, item: Due, progress: Progress, change: ChangeView, outcome: Outcome, after: str) -> bool:
        """Record a failed attempt; whether to go on with the next event, as this one is given up."""
        token, attempts = progress.token, progress.attempts
        with self.database.writing() as session:
            deliveries.advance(session, token, progress.since, attempts)
            if outcome.gone:
                deliveries.disable(session, token, outcome.reason)
            elif attempts >= len(RETRIES):
                body = self.events.body_of(change).decode("utf8")
                deliveries.bury(session, item, token, event_id(item, change), body, outcome.reason, after)
                return True
            else:
                wait = max(RETRIES[attempts] * random.uniform(0.9, 1.1), outcome.retry_after)
                deliveries.postpone(session, token, outcome.reason, datetime.now(UTC) + timedelta(seconds=wait))
        return False

    def _send(self, item: Due, change: ChangeView) -> Outcome:
        """Send one event."""
        body = self.events.body_of(change)
        signed = signatures.headers(item.secret, event_id(item, change), int(time.time()), body)
        headers = {"Content-Type": "application/json", "User-Agent": f"Saidby/{VERSION}", **signed}
        try:
            posted = post(resolve(item.url, self.allowed), body, headers, TIME_LIMIT)
        except AddressRefused as error:
            return Outcome(str(error))
        except (OSError, http.client.HTTPException) as error:
            return Outcome(f"no response: {type(error).__name__}: {error}"[:500])
        if 200 <= posted.status < 300:
            return DELIVERED
        retry_after = min(posted.retry_after or 0, MOST_RETRY_AFTER)
        return Outcome(f"the receiver answered {posted.status}", retry_after, posted.status == GONE)


def event_id(item: Due, change: ChangeView) -> str:
    """The identifier of an event, the same in each attempt."""
    return f"evt_{item.id}_{change.number}_{change.id}"
