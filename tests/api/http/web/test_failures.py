"""Errors are pages for clients that prefer HTML, and problems in JSON for all others."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.http.errors import PROBLEM_TYPES
from api.http.web.failures import WORDS, prefers_page
from api.serving.refusal import TOO_MANY, Refused, write_refusal
from api.store import StoreBusy

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def ask(client: FlaskClient, path: str, accept: str, method: str = "GET") -> TestResponse:
    return client.open(path, method=method, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        (BROWSER, True),
        ("text/html", True),
        (None, False),
        ("*/*", False),
        ("application/json", False),
        ("application/json, text/html", False),
        ("text/html;q=0.5, application/problem+json", False),
        ("application/atom+xml", False),
    ],
)
def test_a_page_is_for_who_prefers_it(accept: str | None, page: bool) -> None:
    assert prefers_page(accept) is page


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/articles/none", 404),
        ("GET", "/v1/quotes/none", 404),
        ("GET", "/static/none.css", 404),
        ("POST", "/audit/none", 404),
        ("DELETE", "/status", 405),
        ("GET", "/audit?min_confidence=much", 400),
    ],
)
def test_browsers_get_pages_and_others_problems(archive: FlaskClient, method: str, path: str, status: int) -> None:
    page, problem = ask(archive, path, BROWSER, method), ask(archive, path, "*/*", method)
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert (problem.status_code, problem.mimetype) == (status, "application/problem+json")
    assert 'aria-label="Pages"' in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers.get("Allow") == problem.headers.get("Allow")


def test_what_is_not_to_be_had_as_a_page_is_told_on_one(archive: FlaskClient) -> None:
    page = ask(archive, "/v1/quotes", "text/html")
    assert (page.status_code, page.mimetype) == (406, "text/html")
    assert "application/json" in page.text


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [(ZeroDivisionError(), 500, "Something went wrong"), (StoreBusy("The archive is busy."), 503, "not available")],
)
def test_a_failing_service_says_so_on_a_page(app: Flask, error: Exception, status: int, heading: str) -> None:
    def fail() -> None:
        raise error

    app.add_url_rule("/fails", view_func=fail)  # type: ignore[type-var]
    page = ask(app.test_client(), "/fails", BROWSER)
    assert page.status_code == status
    assert heading in page.text
    assert page.headers["X-Request-Id"] in page.text
    assert ask(app.test_client(), "/fails", "*/*").get_json()["status"] == status


class Asked:
    """What gunicorn hands over of a request."""

    method = "GET"

    def __init__(self, accept: str) -> None:
        self.headers = [("ACCEPT", accept)]


class Sent:
    """What was written to the client."""

    data = b""

    def sendall(self, data: bytes) -> None:
        self.data += data


@pytest.mark.parametrize(
    ("accept", "kind"), [(BROWSER, "text/html; charset=utf-8"), ("*/*", "application/problem+json")]
)
def test_a_full_server_refuses_with_a_page(monkeypatch: pytest.MonkeyPatch, accept: str, kind: str) -> None:
    monkeypatch.setattr("api.serving.refusal.count_refusal", lambda *arguments: None)
    sent = Sent()
    write_refusal(sent, Refused(TOO_MANY), Asked(accept))
    head, _, body = sent.data.decode("utf8").partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 503 ")
    assert f"Content-Type: {kind}\r\n" in head
    assert f"Content-Length: {len(body.encode())}" in head
    assert TOO_MANY.detail in body
    assert ("The archive is not available right now" in body) == (accept == BROWSER)


def test_words_are_kept_for_problems_that_there_are() -> None:
    assert set(WORDS) <= set(PROBLEM_TYPES)
