"""Attributes and stores the submitted articles of the queue, in several threads."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from api.engine_pool import EngineUnavailable, Requester
from api.store import Database, InvalidInput, StoreError
from api.store.jobs import claims, jobs
from api.store.jobs.claims import Claim, ClaimLost
from api.telemetry.logs import described
from attribution import InvalidText

from .article_writer import ArticleWriter, StoredArticle
from .attributors import Attributor

log = logging.getLogger("saidby.queue")
POLL_INTERVAL = 0.5  # seconds between two looks at an empty queue
RETRY_INTERVAL = 2.0  # seconds to wait if neither this article nor the next can be stored
RENEWAL_INTERVAL = claims.DURATION.total_seconds() / 4
KEPT = timedelta(days=30)  # how long ended jobs are kept
CLEANING_INTERVAL = 3600.0  # seconds
STOP_TIME = 1.0  # seconds for the articles that are being read when the worker is stopped


class QueueWorker:
    """Works on the queue of a database until it is stopped. Any number of workers may share a queue."""

    def __init__(
        self,
        database: Database,
        attributor: Attributor,
        threads: int,
        *,
        alone: bool = False,
        each_round: Callable[[], object] | None = None,
    ) -> None:
        """``threads`` is the number of articles that are read at the same time.

        ``alone``: nobody else uses the engine, of which a client gets only a share otherwise. ``each_round`` is called
        several times per second by the thread that runs the worker.
        """
        self.database = database
        self.writer = ArticleWriter(database, attributor)
        self.threads = threads
        self.alone = alone
        self._each_round = each_round or (lambda: None)
        self._stopping = threading.Event()
        self._lock = threading.Lock()  # over the two collections; never held while waiting for the archive
        self._taking = threading.Lock()
        self._claimed: deque[Claim] = deque()  # not begun
        self._reading: set[Claim] = set()
        self._given_up: list[Claim] = []  # that could not be stored now, and are to be released
        self._waits_for = ""  # the last reason to wait that was logged
        self.tally: Counter[str] = Counter()  # articles that were "stored", and that "failed"

    def stop(self) -> None:
        """Let ``run`` return within ``STOP_TIME``. May be called from a signal handler."""
        self._stopping.set()

    def run(self, *, until_empty: bool = False) -> None:
        """Work until ``stop`` is called or, with ``until_empty``, until nothing waits."""
        threads = [
            threading.Thread(target=self._work, args=(number, until_empty), name=f"saidby-queue-{number}", daemon=True)
            for number in range(self.threads)
        ]
        for thread in threads:
            thread.start()
        renewed = cleaned = time.monotonic()
        end = float("inf")
        while any(thread.is_alive() for thread in threads) and time.monotonic() < end:
            time.sleep(POLL_INTERVAL / 5)
            self._each_round()
            self._release_given_up()
            if self._stopping.is_set():
                end = min(end, time.monotonic() + STOP_TIME)
            if time.monotonic() - renewed >= RENEWAL_INTERVAL:
                self._renew(self._held())
                renewed = time.monotonic()
            if time.monotonic() - cleaned >= CLEANING_INTERVAL:
                self._attempt(lambda session: jobs.delete_ended(session, datetime.now(UTC) - KEPT))
                cleaned = time.monotonic()
        held = [*self._held(), *self._given_up]
        self._claimed.clear()
        if held:  # an article that is still being read will not be stored by this worker, as its claim is gone
            self._attempt(lambda session: claims.release(session, held))

    def _work(self, number: int, until_empty: bool) -> None:
        requester = Requester(f"queue {number}" if self.alone else "queue")
        while not self._stopping.is_set():
            try:
                claim = self._next()
                if claim is not None:
                    self._process(claim, requester)
                    self._waits_for = ""
                elif until_empty and self._is_empty():
                    return
                else:
                    self._stopping.wait(POLL_INTERVAL)
            except (EngineUnavailable, StoreError, SQLAlchemyError, OSError) as error:
                self._log_wait(described(error))
                self._stopping.wait(RETRY_INTERVAL)
            except Exception as error:
                log.exception("the queue goes on after an error: %s", described(error))
                self._stopping.wait(RETRY_INTERVAL)

    def _next(self) -> Claim | None:
        """A submission to read, which is claimed, or None."""
        with self._taking:
            claim = self._begin()
            if claim is not None:
                return claim
            with self.database.reading() as session:
                found = claims.any_free(session)
            if not found:
                return None
            with self.database.writing() as session:
                taken = claims.take(session, 2 * self.threads)
            with self._lock:
                self._claimed.extend(taken)
            return self._begin()

    def _begin(self) -> Claim | None:
        """The next claim that is not begun."""
        with self._lock:
            if not self._claimed:
                return None
            claim = self._claimed.popleft()
            self._reading.add(claim)
            return claim

    def _process(self, claim: Claim, requester: Requester) -> None:
        """Attribute and store an article. Raises an error if the next article would fail as well."""

        def complete(session: Session, stored: StoredArticle, created: bool) -> None:
            reason = f"stored without quotations: {stored.unread.reason.value}" if stored.unread is not None else None
            claims.complete(session, claim, created=created, reason=reason)

        try:
            self.writer.add(claim.article, requester=requester, record=complete)
            self.tally["stored"] += 1
        except ClaimLost as error:
            log.info("%s", error)
        except (InvalidText, InvalidInput) as error:
            self._fail(claim, str(error))
        except (EngineUnavailable, StoreError, SQLAlchemyError, OSError):
            self._given_up.append(claim)
            raise
        except Exception as error:  # a defect fails one article, not the queue
            log.exception("an article cannot be stored: %s", described(error))
            self._fail(claim, f"internal error: {type(error).__name__}")
        finally:
            with self._lock:
                self._reading.discard(claim)

    def _fail(self, claim: Claim, reason: str) -> None:
        try:
            with self.database.writing() as session:
                claims.fail(session, claim, reason)
            self.tally["failed"] += 1
        except ClaimLost as error:
            log.info("%s", error)

    def _release_given_up(self) -> None:
        """Release what could not be stored, once the archive is back: only the death of a worker counts."""
        given_up = list(self._given_up)
        if not given_up:
            return
        try:
            with self.database.writing() as session:
                claims.release(session, given_up)
        except (StoreError, SQLAlchemyError, OSError) as error:
            self._log_wait(described(error))
        else:
            del self._given_up[: len(given_up)]

    def _log_wait(self, reason: str) -> None:
        """Log why the queue waits, once for each reason."""
        if reason != self._waits_for:
            log.warning("the queue waits: %s", reason)
        self._waits_for = reason

    def _is_empty(self) -> bool:
        with self.database.reading() as session:
            return not claims.any_waiting(session)

    def _renew(self, held: list[Claim]) -> None:
        if held:
            self._attempt(lambda session: claims.renew(session, held))

    def _held(self) -> list[Claim]:
        with self._lock:
            return [*self._claimed, *self._reading]

    def _attempt(self, action: Callable[[Session], object]) -> None:
        """Do something that the queue can do without: claims run out by themselves."""
        try:
            with self.database.writing() as session:
                action(session)
        except (StoreError, SQLAlchemyError, OSError) as error:
            log.warning("%s", described(error))
