"""GET /metrics for Prometheus: to this machine, or with an admin's key. It is not part of the contract."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric

from api.engine_pool import EngineUnavailable, PoolAttributor
from api.http.auth import require_operator
from api.operations import health
from api.operations.services import Services
from api.store import StoreError
from api.telemetry.metrics import Metrics, OnDemand
from api.telemetry.processes import processes
from api.version import VERSION


def register_exposition(app: Flask, metrics: Metrics, services: Services) -> None:
    """Serve the metrics, and let store and engine count."""
    services.database.on_lock = metrics.lock_wait.observe
    pool = services.attributor if isinstance(services.attributor, PoolAttributor) else None
    if pool is not None:
        pool.observer = metrics.engine

    def exposition() -> Response:
        require_operator()
        parts = [
            OnDemand(processes),
            OnDemand(lambda: _store(services)),
            OnDemand(lambda: _engine(pool)),
            OnDemand(_about),
        ]
        found = metrics.exposition(*parts)
        return Response(found, content_type=CONTENT_TYPE_LATEST)

    app.add_url_rule("/metrics", "metrics", exposition)


def _store(services: Services) -> Iterator[Metric]:
    """The store's sizes; whether it can be read is one of them."""
    try:
        sizes = health.sizes(services)
    except (StoreError, OSError):
        sizes = None
    yield GaugeMetricFamily("saidby_store_readable", "1 where the database can be read.", value=int(sizes is not None))
    if sizes is None:
        return
    yield GaugeMetricFamily("saidby_store_articles", "Articles that are kept.", value=sizes.articles)
    unread = "Articles that the engine could not read."
    yield GaugeMetricFamily("saidby_store_unread_articles", unread, value=sizes.unread)
    yield GaugeMetricFamily("saidby_store_quotes", "Quotations of them.", value=sizes.quotes)
    yield GaugeMetricFamily("saidby_store_bytes", "Bytes of the database.", value=sizes.bytes)
    if sizes.log_bytes is not None:
        yield GaugeMetricFamily("saidby_store_log_bytes", "Bytes of its write-ahead log.", value=sizes.log_bytes)
    if sizes.free_bytes is not None:
        yield GaugeMetricFamily("saidby_store_free_bytes", "Bytes that its disk has left.", value=sizes.free_bytes)


def _engine(pool: PoolAttributor | None) -> Iterator[Metric]:
    """The engine pool as it says that it is; whether it answers is one of them."""
    if pool is None:
        return
    try:
        state = pool.state()
    except EngineUnavailable:
        state = None
    yield GaugeMetricFamily("saidby_engine_answers", "1 where the engine pool answers.", value=int(state is not None))
    if state is None:
        return
    yield GaugeMetricFamily("saidby_engine_processes", "Engine processes.", value=state["processes"])
    yield GaugeMetricFamily("saidby_engine_reading", "Texts that are being read.", value=state["reading"])
    yield GaugeMetricFamily("saidby_engine_waiting", "Texts that wait for a process.", value=state["waiting"])
    ended = CounterMetricFamily(
        "saidby_engine_processes_ended", "Engine processes that ended, by why, since the pool was started.",
        labels=("reason",),
    )  # fmt: skip
    for reason, count in state["ended"].items():
        ended.add_metric((reason,), count)
    yield ended


def _about() -> Iterator[Metric]:
    yield InfoMetricFamily("saidby", "The version of the service.", value={"version": VERSION})
