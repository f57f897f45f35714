"""Who may read the metrics, and the metrics of the store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from api.config import Config
from api.store import Scope, keys

from ..conftest import ADA, application, problem, send
from ..fakes import FakeAttributor


def values(client: FlaskClient) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    return {s.name: s.value for family in text_string_to_metric_families(answer.text) for s in family.samples}


def test_the_store_is_measured(client: FlaskClient, config: Config) -> None:
    send(client, ADA)
    found = values(client)
    assert (found["saidby_store_readable"], found["saidby_store_articles"], found["saidby_store_quotes"]) == (1, 1, 2)
    assert found["saidby_store_bytes"] > 0
    if "://" not in config.database:
        assert found["saidby_store_bytes"] == Path(config.database).stat().st_size
        assert found["saidby_store_free_bytes"] > 0
    assert found["saidby_store_lock_wait_seconds_count"] == 1


@pytest.mark.sqlite
def test_an_unreadable_store_is_reported(client: FlaskClient, config: Config) -> None:
    Path(config.database).unlink()
    found = values(client)
    assert found["saidby_store_readable"] == 0
    assert "saidby_store_articles" not in found


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_forwarded_requests_are_not_local(client: FlaskClient, header: str) -> None:
    problem(client.get("/metrics", headers={header: "127.0.0.1"}), 401, "unauthorized")


def test_other_machines_need_an_admins_key(app: Flask, client: FlaskClient) -> None:
    with app.extensions["saidby"].database.writing() as session:
        _, admin = keys.create(session, "prometheus", [Scope.ADMIN])
        _, reader = keys.create(session, "reader", [Scope.READ])
    far = {"REMOTE_ADDR": "203.0.113.9"}
    problem(client.get("/metrics", environ_base=far), 401, "unauthorized")
    problem(client.get("/metrics", environ_base=far, headers={"X-API-Key": reader}), 403, "forbidden")
    answer = client.get("/metrics", environ_base=far, headers={"Authorization": f"Bearer {admin}"})
    assert answer.status_code == 200


def test_metrics_are_open_on_this_machine_even_if_reading_is_closed(config: Config) -> None:
    with application(replace(config, reading="closed", bind="0.0.0.0:8000"), FakeAttributor()) as app:
        assert app.test_client().get("/metrics").status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:8000", 200), ("[::1]", 200), ("evil.example", 401), ("archive.example", 401)],
)
def test_only_names_of_this_machine_are_local(config: Config, host: str, status: int) -> None:
    """A page whose host name resolves to this machine (DNS rebinding) cannot read the metrics."""
    with application(replace(config, bind="0.0.0.0:8000"), FakeAttributor()) as app:
        assert app.test_client().get("/metrics", headers={"Host": host}).status_code == status
