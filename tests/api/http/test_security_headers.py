"""The security headers of every response."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from api.config import Config

from ..conftest import application
from ..fakes import FakeAttributor

PATHS = [
    "/",
    "/v1/quotes",
    "/v1/quotes/nobody",
    "/v1/quotes?a=b",
    "/nothing",
    "//v1/quotes",
    "/openapi.yaml",
    "/metrics",
]


def policy(answer: object) -> dict[str, str]:
    header: str = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in header.split(";"))}


@pytest.mark.parametrize("path", [*PATHS, "/docs", "/static/docs.js"])
def test_no_response_is_sniffed_framed_or_shared(archive: FlaskClient, path: str) -> None:
    headers = archive.get(path).headers
    assert headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert headers.getlist("X-Frame-Options") == ["DENY"]
    assert headers.getlist("Referrer-Policy") == ["no-referrer"]
    assert headers.getlist("Cross-Origin-Resource-Policy") == ["same-origin"]
    assert len(headers.getlist("Content-Security-Policy")) == 1
    assert policy(archive.get(path))["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("path", PATHS)
def test_data_responses_load_nothing(archive: FlaskClient, path: str) -> None:
    assert policy(archive.get(path)) == {"default-src": "'none'", "frame-ancestors": "'none'"}


def test_the_page_runs_only_its_own_script_and_submits_no_form(archive: FlaskClient) -> None:
    answer = archive.get("/docs")
    given = policy(answer)
    assert {given[name] for name in ("default-src", "form-action", "base-uri", "object-src")} == {"'none'"}
    assert {given[name] for name in ("script-src", "style-src", "connect-src")} == {"'self'"}
    assert given["require-trusted-types-for"] == "'script'"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_responses_readable_by_other_origins_are_shared(config: Config, attributor: FakeAttributor) -> None:
    with application(replace(config, cors="https://a.example"), attributor) as app:
        client = app.test_client()
        allowed = client.get("/v1/quotes", headers={"Origin": "https://a.example"})
        assert allowed.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert client.get("/v1/quotes").headers["Cross-Origin-Resource-Policy"] == "same-origin"
