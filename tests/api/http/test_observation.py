"""The ids, log lines and counts of requests."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.http.observation import parameters
from api.request_ids import ACCEPTED, HEADER
from api.store import Scope, keys

from ..conftest import ADA, send

SECRET = "zeppelin"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def events(log: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [record.event for record in log.records if record.name == "saidby.access"]  # type: ignore[attr-defined]


ANY = ["/v1/quotes", "/v1/quotes/none", "/nothing", "/v1/quotes?limit=x", "/", "/docs", "/v1/health", "/openapi.yaml"]


@pytest.mark.parametrize("path", ANY)
def test_every_response_has_an_id(archive: FlaskClient, path: str) -> None:
    made = archive.get(path).headers.getlist(HEADER)
    assert len(made) == 1
    assert ACCEPTED.fullmatch(made[0])
    assert archive.get(path, headers={HEADER: "mine-1"}).headers.getlist(HEADER) == ["mine-1"]
    assert archive.get(path, headers={HEADER: "a b"}).headers[HEADER] != "a b"


def test_a_cached_response_has_the_id_of_its_request(archive: FlaskClient) -> None:
    ids = [archive.get("/v1/quotes?limit=1", headers={HEADER: f"n{n}"}).headers[HEADER] for n in range(3)]
    assert ids == ["n0", "n1", "n2"]


def test_a_log_line_describes_request_and_response(client: FlaskClient, app: Flask, log: Any) -> None:
    with app.extensions["saidby"].database.writing() as session:
        key, secret = keys.create(session, "desk", [Scope.READ])
    headers = {HEADER: "r1", "X-API-Key": secret}
    answer = client.get(f"/v1/quotes?q={SECRET}&limit=5&{SECRET}", headers=headers, buffered=True)
    (event,) = events(log)
    assert event.pop("ms") >= 0
    assert event == {
        "method": "GET", "path": "/v1/quotes", "route": "/v1/quotes", "parameters": ["limit", "other", "q"],
        "status": answer.status_code, "bytes": len(answer.data), "remote": "127.0.0.1", "key": key.id,
    }  # fmt: skip


def test_unknown_paths_are_counted_as_one_route(client: FlaskClient, log: Any) -> None:
    for path in ("/a", "/b/c", "/v1/nothing"):
        client.get(path, buffered=True)
    client.open("/v1/quotes", method="BREW", buffered=True)
    assert [(event["method"], event["route"]) for event in events(log)] == [
        ("GET", "unmatched"), ("GET", "unmatched"), ("GET", "unmatched"), ("other", "unmatched"),
    ]  # fmt: skip


def test_a_stream_is_logged_when_it_ends_with_all_its_bytes(client: FlaskClient, log: Any) -> None:
    send(client, ADA)
    log.clear()
    answer = client.get("/v1/quotes", headers={"Accept": "application/x-ndjson"}, buffered=True)
    assert len(answer.data.splitlines()) == 2
    answer.close()
    assert [event["bytes"] for event in events(log)] == [len(answer.data)]


def test_neither_texts_nor_keys_nor_searches_are_logged(
    app: Flask, client: FlaskClient, log: Any, attributor: Any
) -> None:
    with app.extensions["saidby"].database.writing() as session:
        _, secret = keys.create(session, "desk", [Scope.INGEST])
    bearer = {"Authorization": f"Bearer {secret}"}
    text = f"“The {SECRET} has gone,” Ada Byron said."

    def post(**sent: Any) -> TestResponse:
        return client.post("/v1/articles", headers=bearer, buffered=True, **sent)

    assert post(json={"text": text, "title": SECRET}).status_code == 201
    assert post(json={"text": text, SECRET: SECRET}).status_code == 422
    assert post(data=f'{{"text": "{SECRET}', content_type="application/json").status_code == 400
    for path, status in (
        (f"/v1/quotes?q={SECRET}", 200), (f"/v1/quotes?speaker={SECRET}&q=%22", 400), (f"/v1/quotes?key={secret}", 400),
        (f"/v1/quotes?{secret}", 400), (f"/v1/quotes/{secret}", 404),
    ):  # fmt: skip
        assert client.get(path, buffered=True).status_code == status
    assert client.get("/v1/quotes", headers={"X-API-Key": secret[:-1]}, buffered=True).status_code == 401
    for error in (KeyError(SECRET), ValueError(text)):
        attributor.error = error
        answer = post(json={"text": text + "."})
        assert answer.status_code == 500
        assert answer.get_json(force=True)["request_id"] == answer.headers[HEADER]
    for record in log.records:
        shown = f"{record.getMessage()} {record.__dict__.get('event', '')}"
        assert SECRET not in shown
        assert secret[:-1] not in shown
    assert len(events(log)) == 11


def test_requests_are_counted_and_none_remains_in_progress(app: Flask, client: FlaskClient) -> None:
    client.get("/v1/quotes", buffered=True)
    client.get("/v1/quotes/none", buffered=True)
    client.get("/nothing", buffered=True)

    counts = client.get("/metrics", buffered=True).text
    assert 'saidby_http_requests_total{method="GET",route="/v1/quotes",status="2xx"} 1.0' in counts
    assert 'route="/v1/quotes/<default:quote_id>",status="4xx"' in counts or 'quotes/<quote_id>",status="4xx"' in counts
    assert 'saidby_http_requests_total{method="GET",route="unmatched",status="4xx"} 1.0' in counts
    assert "saidby_http_requests_in_progress 1.0" in counts  # the one that asks


@pytest.mark.parametrize(
    ("query", "names"),
    [("", None), ("q=a&limit=1&q=b", ["limit", "q"]), ("Ana+Ivers&&q", ["other", "q"]), ("%71=a", ["other"])],
)
def test_only_parameter_names_are_logged(query: str, names: list[str] | None) -> None:
    assert parameters(query, {"q", "limit"}) == names
