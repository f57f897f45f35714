"""What is counted, and under which labels."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from api.telemetry.metrics import Metrics, OnDemand


def test_requests_are_counted_by_route_method_and_status_class() -> None:
    metrics = Metrics()
    metrics.count_request("GET", "/v1/quotes", 200, 0.02)
    metrics.count_request("GET", "/v1/quotes", 206, 0.02)
    metrics.count_request("POST", "/v1/articles", 503, 2.0)
    count = metrics.registry.get_sample_value
    read = {"method": "GET", "route": "/v1/quotes", "status": "2xx"}
    assert count("saidby_http_requests_total", read) == 2
    assert count("saidby_http_request_seconds_bucket", read | {"le": "0.01"}) == 0
    assert count("saidby_http_request_seconds_bucket", read | {"le": "0.025"}) == 2
    written = {"method": "POST", "route": "/v1/articles", "status": "5xx"}
    assert count("saidby_http_request_seconds_sum", written) == 2.0


def test_the_exposition_parses_and_includes_on_demand_metrics() -> None:
    def find() -> Iterator[Metric]:
        yield GaugeMetricFamily("found", "OnDemand.", value=3)

    families = {f.name: f for f in text_string_to_metric_families(Metrics().exposition(OnDemand(find)).decode())}
    assert families["found"].samples[0].value == 3
    assert families["saidby_engine_texts"].type == "counter"
    assert {sample.labels["outcome"] for sample in families["saidby_engine_texts"].samples} >= {"read", "timeout"}
