"""Every error is a problem, and none reveals more than a client should know."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import default_exceptions

from api import create_app
from api.config import Config
from api.engine_pool import EngineBusy, EngineCrashed, EngineCrowded, EngineFailed, EngineTimeout, EngineUnavailable
from api.http.errors import BY_STATUS, PROBLEM_TYPES, by_status, to_problem
from api.store import InvalidCursor, InvalidFilter, InvalidInput, NotFound, SchemaOutOfDate, StoreBusy, StoreUnreachable
from api.telemetry.logs import described
from attribution import InvalidText, PipelineNotFound

from ..conftest import ADA, Post, problem
from ..fakes import FakeAttributor


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


def test_an_invalid_text_is_pointed_to(client: FlaskClient, attributor: FakeAttributor) -> None:
    attributor.error = InvalidText("the text is not an article")
    errors = problem(client.post("/v1/attributions", json={"text": ADA}), 422, "invalid-text")["errors"]
    assert errors == [{"pointer": "#/text", "detail": "The text is not an article."}]


@pytest.mark.parametrize("path", ["/nothing", "/v1", "/v1/", "/v1/quotes/", "/v2/quotes", "/static/none.css"])
def test_an_unknown_path(client: FlaskClient, path: str) -> None:
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
def test_an_unsupported_method(client: FlaskClient, method: str, path: str, allowed: set[str]) -> None:
    response = client.open(path, method=method)
    problem(response, 405, "method-not-allowed")
    assert set(response.headers["Allow"].split(", ")) == allowed


def test_a_missing_article_and_quote(client: FlaskClient) -> None:
    assert "nobody" in problem(client.get("/v1/quotes/nobody"), 404, "not-found")["detail"]
    problem(client.get("/v1/articles/%00%FF..%2F"), 404, "not-found")


def test_a_missing_database(tmp_path: Path) -> None:
    client = create_app(Config(database=str(tmp_path / "none.db")), FakeAttributor()).test_client()
    for path in ("/v1/quotes", "/v1/health"):
        assert "Retry-After" in client.get(path).headers
        problem(client.get(path), 503, "unavailable")
    problem(client.post("/v1/articles", json={"text": ADA}), 503, "unavailable")


def test_concurrent_writers_lose_nothing(app: Flask) -> None:
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


@pytest.mark.parametrize("status", [*HTTPStatus, 499, 599])
def test_every_error_status_has_its_own_type(app: Flask, status: int) -> None:
    if status < 400:
        return
    content = by_status(status).content()
    name = content["type"].removeprefix("/docs#problem-")
    assert PROBLEM_TYPES[name].status == content["status"]
    assert content["status"] == (status if status in BY_STATUS else 500 if status >= 500 else 400)
    assert f'id="problem-{name}"' in app.test_client().get("/docs").text


def test_every_status_of_the_frameworks_is_known() -> None:
    never = {
        402,
        407,
        409,
        410,
        411,
        412,
        418,
        422,
        423,
        424,
        428,
        451,
        502,
        504,
    }  # as they answer them to nothing of ours
    assert set(default_exceptions) - never <= set(BY_STATUS)
    statuses = {status for name in PROBLEM_TYPES for status in [PROBLEM_TYPES[name].status]}
    assert set(BY_STATUS) <= statuses


@pytest.mark.parametrize(
    ("method", "path", "query", "location"),
    [
        ("HEAD", "//v1//quotes", "", "/v1/quotes"),
        ("GET", "/v1//quotes", "limit=5&q=a%20b%0d%0aX:1", "/v1/quotes?limit=5&q=a%20b%0d%0aX:1"),
        ("POST", "///v1///articles", "", "/v1/articles"),
        ("DELETE", "/v1//articles/a b\r\nX: 1", "", "/v1/articles/a%20b%0D%0AX:%201"),
        ("GET", "//v1/quotes///evil.example", "", "/v1/quotes/evil.example"),
    ],
)
def test_a_redirect_has_no_body_and_stays_on_this_server(
    client: FlaskClient, method: str, path: str, query: str, location: str
) -> None:
    target = {"PATH_INFO": path, "QUERY_STRING": query}
    answer = client.open("/", method=method, environ_overrides=target)
    assert (answer.status_code, answer.data, answer.headers["Location"]) == (308, b"", location)
    assert "Content-Type" not in answer.headers


def test_leading_slashes_are_merged(client: FlaskClient, post: Post) -> None:
    post(ADA)
    answer = client.get("/", environ_overrides={"PATH_INFO": "//v1/quotes", "QUERY_STRING": "limit=1"})
    assert answer.status_code == 200
    assert answer.headers["Link"].startswith("</v1/quotes?limit=1&cursor=")


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example//", "/\\evil.example", "/.//evil.example/%2f.."])
def test_no_redirect_leaves_this_server(client: FlaskClient, path: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    assert not answer.headers.get("Location", "/v1").startswith(("//", "/\\"))
    assert "evil" not in answer.headers.get("Location", "").partition("/")[0]
    assert answer.status_code in (308, 404)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_unknown_methods_are_problems(client: FlaskClient, method: str) -> None:
    problem(client.open("/v1/quotes", method=method), 405, "method-not-allowed")


def test_unsupported_request_features_are_problems(client: FlaskClient) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    problem(client.get("/v1/quotes", headers=upgrade), 400, "malformed-request")
    beyond = client.get("/static/docs.css", headers={"Range": "bytes=999999-"})
    problem(beyond, 416, "range-not-satisfiable")


def test_options_and_head_have_no_body(client: FlaskClient) -> None:
    options = client.options("/v1/articles")
    assert (options.status_code, options.data) == (200, b"")
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    for path, status in (("/v1/quotes", 200), ("/nothing", 404), ("/v1/quotes?a=b", 400)):
        head = client.head(path)
        assert (head.status_code, head.data) == (status, b"")


def test_the_address_of_a_database_server_is_not_told() -> None:
    reason = "the database server cannot be used: connection to server at db.internal failed for user ana"
    problem = to_problem(StoreUnreachable(reason))
    assert problem.name == "unavailable"
    assert "db.internal" not in problem.detail
    assert reason in described(StoreUnreachable(reason))  # the log has it
