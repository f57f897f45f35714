"""Delivery: ETags, caching, compression and CORS."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from api.config import Config

from ..conftest import ADA, Post, application, problem
from ..fakes import FakeAttributor

PATHS = ["/v1/quotes", "/v1/quotes/facets", "/v1/articles", "/v1/speakers", "/v1/sources", "/openapi.json", "/docs"]


@pytest.mark.parametrize("path", PATHS)
def test_a_current_copy_is_not_sent_again(archive: FlaskClient, path: str) -> None:
    first = archive.get(path)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = archive.get(path, headers={"If-None-Match": given})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        assert {"Accept", "Accept-Encoding"} <= set(again.vary)
    assert archive.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert archive.head(path).headers["ETag"] == tag


def test_each_representation_has_its_own_etag(archive: FlaskClient) -> None:
    tags = {archive.get("/v1/quotes", headers={"Accept": a}).headers["ETag"] for a in ("text/csv", "*/*")}
    tags.add(archive.get("/v1/quotes", headers={"Accept-Encoding": "gzip"}).headers["ETag"])
    assert len(tags) == 3


def test_a_change_changes_the_etag(client: FlaskClient, post: Post) -> None:
    post(ADA)
    before = client.get("/v1/quotes").headers["ETag"]
    post("“More,” Ada Byron said.")
    after = client.get("/v1/quotes", headers={"If-None-Match": before})
    assert (after.status_code, len(after.get_json()["data"])) == (200, 3)


def test_responses_are_compressed_if_accepted(archive: FlaskClient) -> None:
    plain = archive.get("/v1/quotes")
    packed = archive.get("/v1/quotes", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data)
    assert "Content-Encoding" not in archive.get("/v1/quotes", headers={"Accept-Encoding": "gzip;q=0"}).headers
    again = archive.get("/v1/quotes", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_changes_require_if_match(client: FlaskClient, post: Post) -> None:
    address = post(ADA, url="https://a.example/1").headers["Location"]
    tag = client.get(address, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    for send in (client.delete, client.patch):
        body = {"json": {"title": "Rain"}} if send == client.patch else {}
        problem(send(address, **body), 428, "precondition-required")
        problem(send(address, headers={"If-Match": '"other"'}, **body), 412, "precondition-failed")
        problem(send(address, headers={"If-Match": f"W/{tag}"}, **body), 412, "precondition-failed")
    changed = client.patch(address, json={"title": "Rain"}, headers={"If-Match": tag})
    assert (changed.status_code, changed.get_json()["title"]) == (200, "Rain")
    assert changed.headers["ETag"] == client.get(address).headers["ETag"] != tag
    problem(client.delete(address, headers={"If-Match": tag}), 412, "precondition-failed")
    gone = client.delete(address, headers={"If-Match": changed.headers["ETag"]})
    assert (gone.status_code, gone.data) == (204, b"")
    problem(client.get(address), 404, "not-found")
    problem(client.delete(address, headers={"If-Match": "*"}), 404, "not-found")


def test_overwriting_an_article_may_use_if_match(client: FlaskClient, post: Post) -> None:
    first = post(ADA, url="https://a.example/1")
    article = {"text": "“Otherwise,” Ada Byron said.", "url": "https://a.example/1"}
    problem(client.post("/v1/articles", json=article, headers={"If-Match": '"x"'}), 412, "precondition-failed")
    new = {"text": "“New,” Ada Byron said."}
    problem(client.post("/v1/articles", json=new, headers={"If-Match": "*"}), 412, "precondition-failed")
    again = client.post("/v1/articles", json=article, headers={"If-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_json()["revision"]) == (200, 2)


@pytest.mark.parametrize(
    ("origins", "allowed"), [("*", "*"), ("https://a.example, https://b.example", "https://b.example")]
)
def test_configured_origins_may_read(config: Config, attributor: FakeAttributor, origins: str, allowed: str) -> None:
    origin = {"Origin": "https://b.example"}
    with application(replace(config, cors=origins), attributor) as app:
        client = app.test_client()
        answer = client.get("/v1/quotes", headers=origin)
        assert answer.headers["Access-Control-Allow-Origin"] == allowed
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        asked = client.options("/v1/quotes", headers={**origin, "Access-Control-Request-Method": "GET"})
        assert (asked.data, "Content-Type" in asked.headers) == (b"", False)
        assert "GET" in asked.headers["Access-Control-Allow-Methods"]
        assert "X-API-Key" in asked.headers["Access-Control-Allow-Headers"]
        assert client.get("/v1/quotes/x", headers=origin).headers["Access-Control-Allow-Origin"] == allowed
        written = client.post("/v1/articles", json={"text": ADA}, headers=origin)
        assert "Access-Control-Allow-Origin" not in written.headers
        if allowed == "*":  # also where a cache will answer the page
            assert client.get("/v1/quotes").headers["Access-Control-Allow-Origin"] == "*"
        if allowed != "*":
            assert "Origin" in answer.vary
            other = client.get("/v1/quotes", headers={"Origin": "https://c.example"})
            assert "Access-Control-Allow-Origin" not in other.headers


def test_other_origins_may_not_read_by_default(archive: FlaskClient) -> None:
    answer = archive.get("/v1/quotes", headers={"Origin": "https://b.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_file_is_compressed_with_the_length_of_what_is_sent(client: FlaskClient) -> None:
    plain = client.get("/static/docs.css")
    packed = client.get("/static/docs.css", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content_length == len(packed.data) < len(plain.data) == plain.content_length
    assert gzip.decompress(packed.data) == plain.data
    again = client.get("/static/docs.css", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_a_font_is_compressed_already(client: FlaskClient) -> None:
    font = client.get("/static/fonts/source-sans-3-latin.woff2", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in font.headers
    assert font.data.startswith(b"wOF2")
