"""Malformed requests: each gets its problem, and nothing is stored."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from api.http.errors import Problem
from api.http.requests import read_query

from ..conftest import ADA, problem

JSON = "application/json"

BODIES = [
    # body, content type, status, sort, what `errors` name or the detail says
    (b'{"text": "A."}', "text/plain", 415, "unsupported-media-type", ""),
    (b'{"text": "A."}', "", 415, "unsupported-media-type", ""),
    (b"text=A.", "application/x-www-form-urlencoded", 415, "unsupported-media-type", ""),
    (b'{"text": "A."}', "application/json; charset=latin-1", 415, "unsupported-media-type", ""),
    (b"", JSON, 400, "malformed-request", "empty"),
    (b"  ", JSON, 400, "malformed-request", "empty"),
    (b"{", JSON, 400, "malformed-request", "not JSON"),
    (b'{"text": "A."} x', JSON, 400, "malformed-request", "not JSON"),
    (b"{'text': 'A.'}", JSON, 400, "malformed-request", "not JSON"),
    (b'{"text": "\xff"}', JSON, 400, "malformed-request", "not UTF-8"),
    (b'{"text": "\xed\xa0\x80"}', JSON, 400, "malformed-request", "not UTF-8"),
    ('{"text": "A."}'.encode("utf-16"), JSON, 400, "malformed-request", "not UTF-8"),
    (b'{"text": "A.", "text": "B."}', JSON, 400, "malformed-request", "twice"),
    (b'{"text": NaN}', JSON, 400, "malformed-request", "NaN"),
    (b'{"text": -Infinity}', JSON, 400, "malformed-request", "Infinity"),
    (b"[" * 50_000, JSON, 400, "malformed-request", "deeply"),
    (b'{"text": ' + b"1" * 5_000 + b"}", JSON, 400, "malformed-request", "not JSON"),
    (b"[]", JSON, 422, "invalid-body", "#"),
    (b'"text"', JSON, 422, "invalid-body", "#"),
    (b"null", JSON, 422, "invalid-body", "#"),
    (b"7", JSON, 422, "invalid-body", "#"),
    (b"{}", JSON, 422, "invalid-body", "#/text"),
    (b'{"text": null}', JSON, 422, "invalid-body", "#/text"),
    (b'{"text": 7}', JSON, 422, "invalid-body", "#/text"),
    (b'{"text": ["A."]}', JSON, 422, "invalid-body", "#/text"),
    (b'{"text": ""}', JSON, 422, "invalid-body", "#/text"),
    (b'{"text": " \\n"}', JSON, 422, "invalid-body", "#/text"),
    (b'{"text": "A\\u0000"}', JSON, 422, "invalid-body", "#/text"),
    (b'{"text": "A\\ud800"}', JSON, 422, "invalid-body", "#/text"),
    (b'{"text": "A.", "a/b~\\ud800": 1}', JSON, 422, "invalid-body", "#/a~1b~0?"),
    (b'{"text": "A.", "txet": 1}', JSON, 422, "invalid-body", "#/txet"),
    (b'{"text": "' + b"A" * 100_000 + b'"}', JSON, 413, "too-large", ""),
]
ARTICLE_BODIES = [
    ('"title": "A\\u0000"', "#/title"),
    ('"title": "A\\udfff"', "#/title"),
    ('"title": ""', "#/title"),
    ('"source": "A\\udfff"', "#/source"),
    ('"source": ["A"]', "#/source"),
    ('"source": "  "', "#/source"),
    ('"url": "javascript:alert(1)"', "#/url"),
    ('"url": "ftp://a.example/"', "#/url"),
    ('"url": "a.example"', "#/url"),
    ('"url": "https://a.example/\\ud800"', "#/url"),
    ('"url": "https://a.example/\\"><script>"', "#/url"),
    ('"url": "https://user:secret@a.example/"', "#/url"),
    ('"title": "A\\u001b[2J"', "#/title"),
    ('"source": "A\\u202eB"', "#/source"),
    ('"published_at": "yesterday"', "#/published_at"),
    ('"published_at": "2023-02-30"', "#/published_at"),
    ('"published_at": 1687132800', "#/published_at"),
    ('"published_at": ""', "#/published_at"),
]


@pytest.mark.parametrize("path", ["/v1/attributions", "/v1/articles"])
@pytest.mark.parametrize(("body", "content_type", "status", "name", "about"), BODIES)
def test_an_invalid_body(
    client: FlaskClient, path: str, body: bytes, content_type: str, status: int, name: str, about: str
) -> None:
    content = problem(client.post(path, data=body, content_type=content_type), status, name)
    if status == 422:
        assert [error["pointer"] for error in content["errors"]] == [about]
    else:
        assert about in content["detail"]
    assert client.get("/v1/articles").get_json()["data"] == []


@pytest.mark.parametrize(("member", "pointer"), ARTICLE_BODIES)
def test_an_invalid_member(client: FlaskClient, member: str, pointer: str) -> None:
    body = f'{{"text": "A.", {member}}}'
    content = problem(client.post("/v1/articles", data=body, content_type=JSON), 422, "invalid-body")
    assert [error["pointer"] for error in content["errors"]] == [pointer]
    assert client.get("/v1/articles").get_json()["data"] == []


@pytest.mark.parametrize("content_type", [JSON, "application/json; charset=utf-8", "application/json;charset=UTF-8"])
def test_accepted_bodies(client: FlaskClient, content_type: str) -> None:
    body = '{"text": "\\ud83c\\udfbb “Ça va,” Ada Byron said."}'.encode()
    response = client.post("/v1/attributions", data=body, content_type=content_type)
    assert response.status_code == 200
    assert response.get_json()["quotations"][0]["spans"] == [{"start": 3, "end": 9}]


QUERIES = [
    ("/v1/quotes?speakr=blinken", "speakr"),
    ("/v1/quotes?Speaker=blinken", "Speaker"),
    ("/v1/quotes?page=2", "page"),
    ("/v1/quotes?=x", ""),
    ("/v1/quotes?q=a&q=b", "q"),
    ("/v1/quotes?speaker=a&speaker=+", "speaker"),
    ("/v1/quotes?" + "speaker=a&" * 21, "speaker"),
    ("/v1/quotes?type=direct&type=spoken", "type"),
    ("/v1/quotes?kind=martian", "kind"),
    ("/v1/quotes?attributed=yes", "attributed"),
    ("/v1/quotes?attributed=1", "attributed"),
    ("/v1/quotes?min_confidence=1.1", "min_confidence"),
    ("/v1/quotes?min_confidence=nan", "min_confidence"),
    ("/v1/quotes?min_confidence=half", "min_confidence"),
    ("/v1/quotes?include=all", "include"),
    ("/v1/quotes?sort=speaker", "sort"),
    ("/v1/quotes?sort=relevance", "sort"),
    ("/v1/quotes?updated_since=now", "updated_since"),
    ("/v1/quotes/facets?limit=5", "limit"),
    ("/v1/quotes/facets?top=0", "top"),
    ("/v1/quotes/facets?interval=year", "interval"),
    ("/v1/deletions?since=x", "since"),
    ("/v1/quotes?limit=5&limit=5", "limit"),
    ("/v1/quotes?speaker=", "speaker"),
    ("/v1/quotes?speaker", "speaker"),
    ("/v1/quotes?speaker=%20", "speaker"),
    ("/v1/quotes?speaker=%FF", "speaker"),
    ("/v1/quotes?speaker=a%00b", "speaker"),
    ("/v1/quotes?speaker=" + "a" * 1001, "speaker"),
    ("/v1/quotes?q=%22%22", "q"),
    ("/v1/quotes?q=" + "a+" * 40, "q"),
    ("/v1/quotes?type=spoken", "type"),
    ("/v1/quotes?type=DIRECT", "type"),
    ("/v1/quotes?limit=0", "limit"),
    ("/v1/quotes?limit=201", "limit"),
    ("/v1/quotes?limit=-1", "limit"),
    ("/v1/quotes?limit=1.0", "limit"),
    ("/v1/quotes?limit=ten", "limit"),
    ("/v1/quotes?limit=%D9%A1", "limit"),
    ("/v1/quotes?limit=", "limit"),
    ("/v1/quotes?published_from=19.6.2023", "published_from"),
    ("/v1/quotes?published_from=2023-6-19", "published_from"),
    ("/v1/quotes?published_from=2023-06-31", "published_from"),
    ("/v1/quotes?published_from=2023-06-19T00:00:00+02:00", "published_from"),
    ("/v1/quotes?published_before=tomorrow", "published_before"),
    ("/v1/quotes?published_from=2023-06-20&published_before=2023-06-20", "published_before"),
    ("/v1/quotes/x?limit=5", "limit"),
    ("/v1/articles?speaker=a", "speaker"),
    ("/v1/articles?source=", "source"),
    ("/v1/articles/x?a=b", "a"),
    ("/v1/speakers?source=a", "source"),
    ("/v1/sources?q=a", "q"),
    ("/v1/health?deep=1", "deep"),
]


@pytest.mark.parametrize(("path", "parameter"), QUERIES)
def test_an_invalid_parameter_is_named(archive: FlaskClient, path: str, parameter: str) -> None:
    content = problem(archive.get(path), 400, "invalid-parameter")
    assert [error["parameter"] for error in content["errors"]] == [parameter]


def test_a_parameter_that_is_repeated_too_often(client: FlaskClient) -> None:
    content = problem(client.get("/v1/quotes?" + "speaker=a&" * 21), 400, "invalid-parameter")
    assert content["detail"] == "speaker: Must be given at most 20 times."


def test_an_unknown_parameter_is_rejected_with_a_list_of_known_ones(client: FlaskClient) -> None:
    detail = problem(client.get("/v1/quotes?speakr=x"), 400, "invalid-parameter")["detail"]
    assert "known are: article, attributed, cue, cursor, factuality, format, include, kind, limit, min_" in detail


def test_posts_have_no_parameters(client: FlaskClient) -> None:
    problem(client.post("/v1/articles?dry_run=1", json={"text": ADA}), 400, "invalid-parameter")
    assert client.get("/v1/articles").get_json()["data"] == []


def test_a_query_is_decoded_as_utf8() -> None:
    assert read_query(b"q=%C3%A9+x&&limit=5") == {"q": "é x", "limit": "5"}
    assert read_query("q=é".encode()) == {"q": "é"}
    assert read_query(b"") == {}
    with pytest.raises(Problem):
        read_query("q=é".encode("latin-1"))


def test_a_small_request_cannot_cause_a_large_response(client: FlaskClient) -> None:
    query = "&".join(f"a{number}=1" for number in range(1000))
    for path in ("/v1/quotes", "/v1/health"):
        content = problem(client.get(f"{path}?{query}"), 400, "invalid-parameter")
        assert len(content["errors"]) == 20
        assert content["detail"].endswith(" There are 980 more.")
    members = {f"a{number}": 1 for number in range(5000)} | {"text": "A."}
    answer = client.post("/v1/articles", json=members)
    assert len(problem(answer, 422, "invalid-body")["errors"]) == 20
    assert len(answer.data) < 20_000
