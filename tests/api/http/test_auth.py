"""Access control: open and closed reading, keys and scopes, and limits per key and address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.config import Config
from api.http.auth import AccessControl
from api.operations.services import Services
from api.store import Scope, keys

from ..conftest import ADA, application, problem
from ..fakes import FakeAttributor


def make_key(app: Flask, *scopes: Scope) -> str:
    services: Services = app.extensions["saidby"]
    with services.database.writing() as session:
        return keys.create(session, "test", scopes)[1]


def stop_clock(app: Flask, now: float = 1_000_000.0) -> None:
    """Count all requests of a test at one moment, however long they take."""
    access: AccessControl = app.extensions["saidby-access-control"]
    access.limiter.clock = lambda: now


def send(client: FlaskClient, secret: str | None = None, **headers: str) -> int:
    given = {"X-API-Key": secret} if secret else {}
    return client.post("/v1/articles", json={"text": ADA}, headers={**given, **headers}).status_code


def test_local_writing_is_open_until_there_is_a_key(app: Flask) -> None:
    client = app.test_client()
    assert send(client) == 201
    secret = make_key(app, Scope.READ)
    answer = client.post("/v1/articles", json={"text": ADA})
    problem(answer, 401, "unauthorized")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert client.get("/v1/quotes").status_code == 200
    assert client.post("/v1/attributions", json={"text": ADA}).status_code == 200
    assert send(client, secret) == 403
    assert send(client, make_key(app, Scope.INGEST)) == 200


def test_writing_is_not_open_to_other_machines_or_through_a_proxy(app: Flask) -> None:
    client = app.test_client()
    answer = client.post("/v1/articles", json={"text": ADA}, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    problem(answer, 401, "unauthorized")
    assert send(client, **{"X-Forwarded-For": "127.0.0.1"}) == 401


def test_writing_stays_closed_after_the_last_key_is_revoked(app: Flask) -> None:
    secret = make_key(app, Scope.ADMIN)
    client = app.test_client()
    assert send(client, secret) == 201
    services: Services = app.extensions["saidby"]
    with services.database.writing() as session:
        keys.revoke(session, keys.find(session)[0].id)
    assert send(client, secret) == 401
    assert send(client) == 401


@pytest.mark.parametrize("header", ["Authorization", "X-API-Key"])
def test_a_key_is_accepted_in_either_header_but_not_in_the_url(app: Flask, header: str) -> None:
    secret = make_key(app, Scope.CURATE, Scope.INGEST)
    value = f"Bearer {secret}" if header == "Authorization" else secret
    client = app.test_client()
    assert client.post("/v1/articles", json={"text": ADA}, headers={header: value}).status_code == 201
    problem(client.get("/v1/quotes", headers={header: value + "x"}), 401, "unauthorized")
    problem(client.get("/v1/quotes", headers={"Authorization": "Basic eDp5"}), 401, "unauthorized")
    problem(client.get(f"/v1/quotes?api_key={secret}"), 400, "invalid-parameter")


def test_two_different_keys_are_rejected(app: Flask) -> None:
    one, other = make_key(app, Scope.READ), make_key(app, Scope.READ)
    headers = {"X-API-Key": one, "Authorization": f"Bearer {other}"}
    problem(app.test_client().get("/v1/quotes", headers=headers), 401, "unauthorized")


def test_closed_reading_requires_a_key_with_the_scope_read(config: Config, attributor: FakeAttributor) -> None:
    with application(replace(config, reading="closed"), attributor) as app:
        client = app.test_client()
        answer = client.get("/v1/quotes")
        problem(answer, 401, "unauthorized")
        assert {"Authorization", "X-API-Key"} <= set(answer.vary)
        problem(client.get("/v1/quotes", headers={"X-API-Key": make_key(app, Scope.INGEST)}), 403, "forbidden")
        found = client.get("/v1/quotes", headers={"X-API-Key": make_key(app, Scope.READ)})
        assert (found.status_code, found.headers["Cache-Control"]) == (200, "private, no-cache")


def test_rate_limits_apply_per_key_and_address(config: Config, attributor: FakeAttributor) -> None:
    with application(replace(config, read_rate=8, write_rate=4), attributor) as app:
        stop_clock(app)
        client = app.test_client()
        assert [client.get("/v1/quotes").status_code for _ in range(3)] == [200, 200, 429]
        answer = client.get("/v1/quotes")
        problem(answer, 429, "too-many-requests")
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
        assert send(client) == 201
        assert send(client) == 429
        other = {"REMOTE_ADDR": "::1"}
        assert client.get("/v1/quotes", environ_base=other).status_code == 200
        assert client.get("/v1/quotes", headers={"X-API-Key": make_key(app, Scope.READ)}).status_code == 200
        worker = create_app(replace(config, read_rate=8), attributor)
        stop_clock(worker)
        assert worker.test_client().get("/v1/quotes").status_code == 429


def test_invalid_keys_are_limited_by_address_without_affecting_valid_ones(app: Flask) -> None:
    stop_clock(app)
    client, valid = app.test_client(), make_key(app, Scope.READ)
    wrong = [client.get("/v1/quotes", headers={"X-API-Key": f"saidby_{number}"}) for number in range(7)]
    assert [answer.status_code for answer in wrong] == [401] * 5 + [429] * 2
    problem(wrong[-1], 429, "too-many-requests")
    assert 1 <= int(wrong[-1].headers["Retry-After"]) <= 60
    for headers in ({"Authorization": "Basic eDp5"}, {"Authorization": "Bearer x"}, {"X-API-Key": ""}):
        assert client.post("/v1/articles", json={"text": ADA}, headers=headers).status_code == 429
    assert client.get("/v1/quotes", headers={"X-API-Key": valid}).status_code == 200
    assert client.get("/v1/quotes").status_code == 200
    assert client.post("/v1/articles", json={"text": ADA}).status_code == 401
    other = {"REMOTE_ADDR": "192.0.2.1"}
    assert client.get("/v1/quotes", headers={"X-API-Key": "x"}, environ_base=other).status_code == 401


def test_invalid_keys_are_also_limited_in_total(app: Flask) -> None:
    stop_clock(app)
    client, valid = app.test_client(), make_key(app, Scope.READ)
    statuses = [
        client.get("/nothing", headers={"X-API-Key": "x"}, environ_base={"REMOTE_ADDR": f"10.0.{n // 250}.{n % 250}"})
        for n in range(160)
    ]
    assert [answer.status_code for answer in statuses] == [401] * 150 + [429] * 10
    assert client.get("/v1/quotes", headers={"X-API-Key": valid}).status_code == 200
