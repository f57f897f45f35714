"""Every error is a problem, and no error says more than a client should know."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.config import Config
from api.engine_pool import EngineBusy, EngineCrashed, EngineCrowded, EngineFailed, EngineTimeout, EngineUnavailable
from api.errors import PROBLEM_TYPES, to_problem
from api.store import InvalidCursor, InvalidFilter, InvalidInput, NotFound, SchemaOutOfDate, StoreBusy
from attribution import InvalidText, PipelineNotFound

from .conftest import ADA, problem
from .fakes import FakeAttributor


@pytest.mark.parametrize(
    ("error", "name", "retry"),
    [
        (NotFound("quotation", "x"), "not-found", False),
        (InvalidCursor("damaged"), "invalid-cursor", False),
        (InvalidFilter("too many words"), "invalid-parameter", False),
        (InvalidInput("no text"), "invalid-body", False),
        (StoreBusy("another writer"), "unavailable", True),
        (SchemaOutOfDate("older"), "unavailable", True),
        (InvalidText("empty"), "invalid-text", False),
        (PipelineNotFound("none"), "unavailable", True),
        (EngineUnavailable("gone"), "unavailable", True),
        (EngineBusy("all at work"), "unavailable", True),
        (EngineCrowded("too many of yours"), "too-many-requests", True),
        (EngineTimeout("too long"), "engine-failed", False),
        (EngineCrashed("died"), "engine-failed", False),
        (EngineFailed("KeyError: secret"), "engine-failed", False),
        (RuntimeError("secret"), "internal-error", False),
    ],
)
def test_each_error_is_a_problem(app: Flask, error: Exception, name: str, retry: bool) -> None:
    with app.test_request_context():
        response = to_problem(error).response()
    assert response.status_code == PROBLEM_TYPES[name].status
    content = json.loads(response.data)
    assert content["type"] == f"/docs#problem-{name}"
    assert b"secret" not in response.data
    assert ("Retry-After" in response.headers) == retry


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (EngineBusy("all at work"), 503, "unavailable"),
        (InvalidText("not an article"), 422, "invalid-text"),
        (RuntimeError("a defect"), 500, "internal-error"),
    ],
)
def test_a_failing_engine_stores_nothing(
    client: FlaskClient, attributor: FakeAttributor, error: Exception, status: int, name: str
) -> None:
    attributor.error = error
    problem(client.post("/v1/attributions", json={"text": ADA}), status, name)
    problem(client.post("/v1/articles", json={"text": ADA}), status, name)
    assert client.get("/v1/articles").get_json()["data"] == []
    attributor.error = None
    assert client.post("/v1/articles", json={"text": ADA}).status_code == 201


def test_a_bad_text_is_pointed_at(client: FlaskClient, attributor: FakeAttributor) -> None:
    attributor.error = InvalidText("the text is not an article")
    errors = problem(client.post("/v1/attributions", json={"text": ADA}), 422, "invalid-text")["errors"]
    assert errors == [{"pointer": "#/text", "detail": "The text is not an article."}]


@pytest.mark.parametrize("path", ["/nothing", "/v1", "/v1/", "/v1/quotes/", "/v2/quotes", "/docs/static/none.css"])
def test_an_address_with_nothing_there(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/quotes", {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/v1/articles", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("GET", "/v1/attributions", {"OPTIONS", "POST"}),
        ("POST", "/docs", {"GET", "HEAD", "OPTIONS"}),
        ("FROB", "/", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_method_that_an_address_does_not_take(client: FlaskClient, method: str, path: str, allowed: set[str]) -> None:
    response = client.open(path, method=method)
    problem(response, 405, "method-not-allowed")
    assert set(response.headers["Allow"].split(", ")) == allowed


def test_an_article_and_a_quote_that_are_not_there(client: FlaskClient) -> None:
    assert "nobody" in problem(client.get("/v1/quotes/nobody"), 404, "not-found")["detail"]
    problem(client.get("/v1/articles/%00%FF..%2F"), 404, "not-found")


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    client = create_app(Config(database=str(tmp_path / "none.db")), FakeAttributor()).test_client()
    for path in ("/v1/quotes", "/v1/health"):
        assert "Retry-After" in client.get(path).headers
        problem(client.get(path), 503, "unavailable")
    problem(client.post("/v1/articles", json={"text": ADA}), 503, "unavailable")


def test_writers_at_once_lose_nothing(app: Flask) -> None:
    statuses: list[int] = []

    def send(number: int) -> Callable[[], None]:
        def run() -> None:
            response = app.test_client().post("/v1/articles", json={"text": f"{ADA} {number % 4}"})
            statuses.append(response.status_code)

        return run

    threads = [threading.Thread(target=send(number)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * 8 + [201] * 4
    assert len(app.test_client().get("/v1/articles").get_json()["data"]) == 4
