"""What is counted for Prometheus: requests, the engine, the store's lock.

In ``saidby serve`` each process counts in files of its own, and whoever is asked adds all of them up; elsewhere, as in
the tests, an application counts for itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from .engine_outcomes import OUTCOMES
from .metrics_folder import current, merging, set_aside

ANSWERS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)  # seconds
WORK = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
log = logging.getLogger("saidby.metrics")


class Metrics:
    """The counts of one application. Labels are few: routes as declared, known methods, classes of status."""

    def __init__(self) -> None:
        """Uses the server's folder if this process belongs to a server."""
        self._folder = current()
        if self._folder is not None:
            _set_aside(self._folder)
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter("saidby_http_requests", "Requests answered.", labels, registry=self.registry)
        self._seconds = Histogram(
            "saidby_http_request_seconds", "From the request to the end of its answer.", labels, buckets=ANSWERS,
            registry=self.registry,
        )  # fmt: skip
        self.in_progress = Gauge(
            "saidby_http_requests_in_progress", "Requests that are being answered.", multiprocess_mode="livesum",
            registry=self.registry,
        )  # fmt: skip
        self.engine = EngineMetrics(self.registry)
        self.lock_wait = Histogram(
            "saidby_store_lock_wait_seconds", "How long a writer waited for the others.", buckets=ANSWERS,
            registry=self.registry,
        )  # fmt: skip
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` is as declared, or "unmatched"."""
        kind = (method, route, status // 100)
        known = self._known.get(kind)
        if known is None:
            labels = (method, route, f"{status // 100}xx")
            known = self._requests.labels(*labels), self._seconds.labels(*labels)
            self._known[kind] = known
        count, histogram = known
        count.inc()
        histogram.observe(seconds)

    def exposition(self, *others: Collector) -> bytes:
        """Everything in the text format of Prometheus, with what ``others`` find now."""
        registry = CollectorRegistry()
        for other in others:
            registry.register(other)
        if self._folder is None:
            return generate_latest(self.registry) + generate_latest(registry)
        MultiProcessCollector(registry, str(self._folder))
        with merging(self._folder, shared=True):
            return generate_latest(registry)


class EngineMetrics:
    """What a process's client of the engine pool is told; see ``api.engine_pool.observer``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        texts = Counter(
            "saidby_engine_texts", "Attempts to have a text read, by what came of them.",
            ("outcome",), registry=registry,
        )  # fmt: skip
        self._outcomes = {outcome: texts.labels(outcome) for outcome in OUTCOMES}
        self._seconds = Histogram(
            "saidby_engine_seconds", "How long an engine process took for a text.", buckets=WORK, registry=registry
        )
        self._wait = Histogram(
            "saidby_engine_wait_seconds", "How long a text waited for an engine process.", buckets=WORK,
            registry=registry,
        )  # fmt: skip

    def waited(self, seconds: float) -> None:
        """A text waited as long as this."""
        self._wait.observe(seconds)

    def read(self, seconds: float) -> None:
        """A process took as long as this."""
        self._seconds.observe(seconds)

    def ended(self, outcome: str) -> None:
        """That came of a text."""
        self._outcomes[outcome].inc()


class Found(Collector):
    """Gauges that are looked up when they are asked for."""

    def __init__(self, find: Callable[[], Iterable[object]]) -> None:
        self._find = find

    def collect(self) -> Iterable[object]:  # type: ignore[override]
        """What there is now."""
        return self._find()


def _set_aside(folder: Path) -> None:
    try:
        set_aside(folder)
    except OSError as error:
        log.warning("no room for the metrics in %s: %s", folder, error)
