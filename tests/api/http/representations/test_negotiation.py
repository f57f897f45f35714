"""Which representation a client gets, and what it is refused."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from api.http.accept import PARAMETERS
from api.http.representations.negotiation import TABLE
from api.http.representations.table import CONTENT_TYPE

from ...conftest import problem

JSON = "application/json"
LINKED_DATA = "application/ld+json"
LINES = "application/x-ndjson"


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("", JSON),
        (" , ,", JSON),
        ("*/*;q=0.1", JSON),
        ("text/html,*/*;q=0.1", JSON),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", JSON),
        (JSON, JSON),
        ("Application/JSON", JSON),
        ("application/*", JSON),
        ("application/json; charset=utf-8", JSON),
        ("application/json;charset=UTF-8", JSON),
        ('application/json ; charset="utf-8" ; q=0.5', JSON),
        ("application/json;version=1;q=1.000", JSON),
        ("application/json;", JSON),
        ("application/json;q=0.5;level=1", JSON),
        ('text/html;title="a,b;\\"c", application/json', JSON),
        ("nonsense, application/json", JSON),
        ("application/json;q=2, text/csv;q=0.1", CONTENT_TYPE),
        (LINKED_DATA, LINKED_DATA),
        ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', LINKED_DATA),
        ("application/ld+json;charset=utf-8", LINKED_DATA),
        ("text/csv", CONTENT_TYPE),
        ("text/*", CONTENT_TYPE),
        ("text/csv; charset=utf-8", CONTENT_TYPE),
        ("text/csv; charset=utf-8; header=present", CONTENT_TYPE),
        ("text/csv;header=absent, text/csv;q=0.1", CONTENT_TYPE),
        (LINES, LINES),
        ("application/x-ndjson; charset=utf-8", LINES),
        ("application/json;q=0.5, text/csv;q=0.9", CONTENT_TYPE),
        ("text/csv, application/json", JSON),
        ("*/*, text/csv", CONTENT_TYPE),
        ("application/json;q=0, */*;q=0.5", LINKED_DATA),
        ("application/*;q=0.2, application/x-ndjson;q=0.3, text/*;q=0.1", LINES),
        ("text/csv;q=0.9, text/csv;charset=utf-8;q=0.1, application/json;q=0.5", JSON),
    ],
)
def test_the_client_gets_what_it_likes_best(archive: FlaskClient, accept: str | None, content_type: str) -> None:
    answer = archive.get("/v1/quotes", headers={} if accept is None else {"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, content_type)
    assert {"Accept", "Accept-Encoding"} <= set(answer.vary)


def test_several_headers_are_one_list(archive: FlaskClient) -> None:
    headers = [("Accept", "text/html"), ("Accept", "text/csv;q=0.5"), ("Accept", "application/json;q=0.1")]
    assert archive.get("/v1/quotes", headers=headers).content_type == CONTENT_TYPE


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/v1/quotes", "text/plain"),
        ("/v1/quotes", "application/json;q=0"),
        ("/v1/quotes", "*/*;q=0.000"),
        ("/v1/quotes", "*/json"),
        ("/v1/quotes", "json"),
        ("/v1/quotes", "application/json;q=high"),
        ("/v1/quotes", "application/json x"),
        ("/v1/quotes", 'text/plain;title="application/json'),
        ("/v1/quotes", "text/csv;header=absent"),
        ("/v1/quotes", "text/csv;charset=iso-8859-1"),
        ("/v1/speakers", "text/csv"),
        ("/v1/quotes/facets", "application/ld+json"),
    ],
)
def test_what_is_not_there_is_406_and_says_what_is(archive: FlaskClient, path: str, accept: str) -> None:
    assert "application/json" in problem(archive.get(path, headers={"Accept": accept}), 406, "not-acceptable")["detail"]


def test_a_table_is_what_its_parameters_say() -> None:
    stated = "".join(f"; {name}={value}" for name, value in PARAMETERS[TABLE].items())
    assert TABLE + stated == CONTENT_TYPE
