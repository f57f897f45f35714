"""Health, liveness and readiness."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.config import Config
from api.engine_pool import EngineUnavailable

from ...conftest import application, problem
from ...fakes import FakeAttributor

ALL = ("/v1/health", "/v1/health/ready", "/v1/health/live")


def test_health(client: FlaskClient) -> None:
    health = client.get("/v1/health").get_json()
    assert health["status"] == "ok"
    assert health["version"]
    assert {"database", "engine"} <= {part["name"] for part in health["parts"]}
    assert client.get("/v1/health/live").get_json() == {"status": "ok"}
    assert client.get("/v1/health/ready").get_json()["status"] == "ok"


@pytest.mark.parametrize("path", ALL)
def test_health_checks_need_no_key_and_have_no_limit(config: Config, path: str) -> None:
    closed = replace(config, bind="0.0.0.0:8000", reading="closed", read_rate=4, write_rate=4)
    with application(closed, FakeAttributor()) as app:
        client = app.test_client()
        assert {client.get(path).status_code for _ in range(20)} == {200}
        assert client.get(path, headers={"X-API-Key": "wrong"}).status_code == 200
        problem(client.get("/v1/quotes"), 401, "unauthorized")  # the first that counts


def test_an_unresponsive_engine(client: FlaskClient, attributor: FakeAttributor) -> None:
    attributor.error = EngineUnavailable("no engine process responds")
    for path in ("/v1/health", "/v1/health/ready"):
        answer = client.get(path)
        content = problem(answer, 503, "unavailable")
        assert content["errors"] == [{"part": "engine", "detail": "EngineUnavailable: no engine process responds"}]
        assert answer.headers["Retry-After"]
    assert client.get("/v1/health/live").status_code == 200


@pytest.mark.sqlite
def test_an_unreadable_database(client: FlaskClient, config: Config) -> None:
    Path(config.database).unlink()
    for path in ("/v1/health", "/v1/health/ready"):
        content = problem(client.get(path), 503, "unavailable")
        assert "database" in [error["part"] for error in content["errors"]]
    for headers in ({}, {"X-API-Key": "any"}):
        assert client.get("/v1/health/live", headers=headers).status_code == 200
