"""The metrics for Prometheus: requests, the engine, the store's lock.

In ``saidby serve`` each process counts in its own files, and the process that serves the metrics adds them up.
Elsewhere, as in the tests, an application has metrics of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from .engine_outcomes import OUTCOMES
from .metrics_folder import current, merge_lock, preallocate

LATENCY_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)  # seconds
ENGINE_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)  # seconds
log = logging.getLogger("saidby.metrics")


class Metrics:
    """The metrics of one application. Label values are few: declared routes, known methods, status classes."""

    def __init__(self) -> None:
        """Counts in the server's folder if this process belongs to a server."""
        self._folder = current()
        if self._folder is not None:
            _preallocate(self._folder)
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter("saidby_http_requests", "Requests answered.", labels, registry=self.registry)
        self._seconds = Histogram(
            "saidby_http_request_seconds", "Time from a request to the end of its response.", labels,
            buckets=LATENCY_BUCKETS, registry=self.registry,
        )  # fmt: skip
        self.in_progress = Gauge(
            "saidby_http_requests_in_progress", "Requests being processed.", multiprocess_mode="livesum",
            registry=self.registry,
        )  # fmt: skip
        self.engine = EngineMetrics(self.registry)
        self.lock_wait = Histogram(
            "saidby_store_lock_wait_seconds", "Time that a writer waited for the lock.", buckets=LATENCY_BUCKETS,
            registry=self.registry,
        )  # fmt: skip
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` as declared, or "unmatched"."""
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
        """All metrics in the text format of Prometheus, with those of ``others``."""
        registry = CollectorRegistry()
        for other in others:
            registry.register(other)
        if self._folder is None:
            return generate_latest(self.registry) + generate_latest(registry)
        MultiProcessCollector(registry, str(self._folder))
        with merge_lock(self._folder, shared=True):
            return generate_latest(registry)


class EngineMetrics:
    """The metrics of the engine pool's client in this process: an ``api.engine_pool.observer.Observer``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        texts = Counter(
            "saidby_engine_texts", "Texts sent to the engine, by outcome; a retry counts again.",
            ("outcome",), registry=registry,
        )  # fmt: skip
        self._outcomes = {outcome: texts.labels(outcome) for outcome in OUTCOMES}
        self._seconds = Histogram(
            "saidby_engine_seconds",
            "Time that an engine process took for a text.",
            buckets=ENGINE_BUCKETS,
            registry=registry,
        )
        self._wait = Histogram(
            "saidby_engine_wait_seconds", "Time that a text waited for an engine process.", buckets=ENGINE_BUCKETS,
            registry=registry,
        )  # fmt: skip

    def waited(self, seconds: float) -> None:
        """Record how long a text waited, in seconds."""
        self._wait.observe(seconds)

    def read(self, seconds: float) -> None:
        """Record how long a process took, in seconds."""
        self._seconds.observe(seconds)

    def ended(self, outcome: str) -> None:
        """Count a text by its outcome."""
        self._outcomes[outcome].inc()


class OnDemand(Collector):
    """Metrics that are collected by a function when they are scraped."""

    def __init__(self, find: Callable[[], Iterable[object]]) -> None:
        self._find = find

    def collect(self) -> Iterable[object]:  # type: ignore[override]
        """Call the function."""
        return self._find()


def _preallocate(folder: Path) -> None:
    try:
        preallocate(folder)
    except OSError as error:
        log.warning("cannot preallocate the metrics files in %s: %s", folder, error)
