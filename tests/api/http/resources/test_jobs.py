"""Queued articles: accepted one by one or in batches, followed and stopped."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.http.body_lines import MAX_LINE
from api.operations.queue_worker import QueueWorker

from ...conftest import ADA, BOB, problem

NDJSON = "application/x-ndjson"
NAMES = {400: "malformed-request", 413: "too-large", 415: "unsupported-media-type"}


def lines(*articles: Any) -> bytes:
    return b"".join(json.dumps(article).encode() + b"\n" for article in articles)


def batch(client: FlaskClient, body: bytes, **headers: str) -> TestResponse:
    return client.post("/v1/articles/batch", data=body, content_type=NDJSON, headers=headers)


def work(app: Flask) -> None:
    services = app.extensions["saidby"]
    QueueWorker(services.database, services.attributor, 2).run(until_empty=True)


def test_a_batch_is_accepted_and_then_attributed(app: Flask, client: FlaskClient) -> None:
    response = batch(client, lines({"text": ADA, "source": "Post"}, {"text": BOB}))
    assert response.status_code == 202
    job = response.get_json()
    assert response.headers["Location"] == f"/v1/jobs/{job['id']}"
    assert {name: job[name] for name in ("status", "waiting", "done", "failed", "stopped", "failures")} == {
        "status": "running", "waiting": 2, "done": 0, "failed": 0, "stopped": 0, "failures": [],
    }  # fmt: skip
    assert client.get("/v1/articles").get_json()["data"] == []
    work(app)
    ended = client.get(response.headers["Location"]).get_json()
    assert (ended["status"], ended["done"]) == ("ended", 2)
    assert len(client.get("/v1/quotes").get_json()["data"]) == 4
    found = client.get(f"/v1/jobs/{job['id']}/submissions").get_json()["data"]
    assert {item["article_id"] for item in found} == {
        article["id"] for article in client.get("/v1/articles").get_json()["data"]
    }
    assert [item["created"] for item in found] == [True, True]


def test_bad_lines_are_failures_with_their_reasons_and_the_others_are_accepted(client: FlaskClient) -> None:
    body = b"\n".join(
        [
            lines({"text": ADA}).strip(),
            b"",
            b"{",
            b"[]",
            b'{"text": "\xff"}',
            b'{"text": " "}',
            b'{"text": "x", "n": 1}',
        ]
    )
    job = batch(client, body).get_json()
    assert (job["waiting"], job["failed"]) == (1, 5)
    reasons = {failure["record"]: failure["reason"] for failure in job["failures"]}
    assert reasons[2].startswith("The line is not JSON: ")
    assert reasons[3] == "The line is not a JSON object."
    assert reasons[4] == "The line is not UTF-8: byte 10 is invalid."
    assert reasons[5] == "text: Must not be blank."
    assert reasons[6].startswith("n: There is no such member")
    failed = client.get(f"/v1/jobs/{job['id']}/submissions?status=failed&limit=2")
    assert [item["record"] for item in failed.get_json()["data"]] == [2, 3]
    assert 'rel="next"' in failed.headers["Link"]


def test_a_line_that_is_too_long_is_a_failure(client: FlaskClient) -> None:
    body = b'{"text": "' + b"a" * MAX_LINE + b'"}\n' + lines({"text": ADA})
    job = batch(client, gzip.compress(body), **{"Content-Encoding": "gzip"}).get_json()
    assert (job["waiting"], job["failed"]) == (1, 1)
    assert "longer than" in job["failures"][0]["reason"]


def test_an_article_is_queued_if_the_client_prefers_it(app: Flask, client: FlaskClient) -> None:
    response = client.post("/v1/articles", json={"text": ADA}, headers={"Prefer": "wait=5, Respond-Async"})
    assert response.status_code == 202
    assert response.headers["Preference-Applied"] == "respond-async"
    work(app)
    assert client.get(response.headers["Location"]).get_json()["done"] == 1
    assert client.post("/v1/articles", json={"text": ADA}, headers={"Prefer": "wait=5"}).status_code == 200


def test_a_stopped_job_reads_nothing_more(app: Flask, client: FlaskClient) -> None:
    address = batch(client, lines({"text": ADA}, {"text": BOB})).headers["Location"]
    stopped = client.delete(address)
    assert (stopped.status_code, stopped.get_json()["status"], stopped.get_json()["stopped"]) == (200, "ended", 2)
    work(app)
    assert client.get("/v1/articles").get_json()["data"] == []
    assert client.delete(address).get_json() == stopped.get_json()


def test_jobs_are_listed_newest_first(client: FlaskClient) -> None:
    made = [batch(client, lines({"text": ADA})).get_json()["id"] for _ in range(3)]
    first = client.get("/v1/jobs?limit=2").get_json()
    second = client.get(f"/v1/jobs?limit=2&cursor={first['next_cursor']}").get_json()
    assert [job["id"] for job in first["data"] + second["data"]] == made[::-1]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", {}, 400),
        (b"\n \n", {}, 400),
        (b"no gzip", {"Content-Encoding": "gzip"}, 400),
        (gzip.compress(b'{"text": "x"}\n')[:-4], {"Content-Encoding": "gzip"}, 400),
        (b'{"text": "x"}\n', {"Content-Encoding": "br"}, 415),
        (b'{"text": "x"}\n', {"Content-Type": "application/json"}, 415),
        (gzip.compress(b"\n" * 300_000), {"Content-Encoding": "gzip"}, 413),
        (b"\n" * 300_000, {}, 413),
    ],
)
def test_a_bad_body_is_an_error_and_nothing_is_accepted(
    app: Flask, client: FlaskClient, body: bytes, headers: dict[str, str], status: int
) -> None:
    app.config["MAX_BATCH"] = 200_000
    response = client.post("/v1/articles/batch", data=body, headers={"Content-Type": NDJSON, **headers})
    problem(response, status, NAMES[status])
    assert client.get("/v1/jobs").get_json()["data"] == []


def test_a_batch_may_be_larger_than_other_requests(app: Flask, client: FlaskClient) -> None:
    count = app.config["MAX_CONTENT_LENGTH"] // 100
    job = batch(client, lines(*({"text": f"{ADA} {number:080}"} for number in range(count)))).get_json()
    assert job["waiting"] == count


@pytest.mark.parametrize("path", ["/v1/jobs/none", "/v1/jobs/none/submissions"])
def test_an_unknown_job(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 404, "not-found")
