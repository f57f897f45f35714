"""Which representation a client gets, and what it is refused."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ..conftest import problem


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("text/html,*/*;q=0.1", "application/json"),
        ("application/json", "application/json"),
        ("application/*", "application/json"),
        ("application/ld+json", "application/ld+json"),
        ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("text/*", "text/csv; charset=utf-8; header=present"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/json;q=0.5, text/csv;q=0.9", "text/csv; charset=utf-8; header=present"),
    ],
)
def test_the_client_gets_what_it_likes_best(archive: FlaskClient, accept: str | None, content_type: str) -> None:
    answer = archive.get("/v1/quotes", headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.content_type) == (200, content_type)
    assert {"Accept", "Accept-Encoding"} <= set(answer.vary)


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/v1/quotes", "text/html"),
        ("/v1/quotes", "application/json;q=0"),
        ("/v1/speakers", "text/csv"),
        ("/v1/quotes/facets", "application/ld+json"),
    ],
)
def test_what_is_not_there_is_406_and_says_what_is(archive: FlaskClient, path: str, accept: str) -> None:
    assert "application/json" in problem(archive.get(path, headers={"Accept": accept}), 406, "not-acceptable")["detail"]
