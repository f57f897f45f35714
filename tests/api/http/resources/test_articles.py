"""Articles: stored once, to the letter, with their quotations."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from attribution import text_digest

from ...conftest import ADA, Post, problem


def test_an_article_is_stored_with_its_quotations(client: FlaskClient, post: Post) -> None:
    response = post(
        ADA, source="Post", title="Rain", url="https://a.example/1", published_at="2023-06-19T01:00:00+02:00"
    )
    assert response.status_code == 201
    article = response.get_json()
    assert response.headers["Location"] == f"/v1/articles/{article['id']}"
    assert client.get(response.headers["Location"]).get_json() == article
    assert list(article) == [
        "id", "source", "url", "published_at", "title", "text_sha256", "byline", "created_at", "updated_at", "revision",
        "quote_count", "unread", "mended", "text", "quotations",
    ]  # fmt: skip
    assert (article["text"], article["text_sha256"]) == (ADA, text_digest(ADA))
    assert (article["source"], article["title"], article["url"]) == ("Post", "Rain", "https://a.example/1")
    assert article["published_at"] == "2023-06-18T23:00:00Z"
    assert article["quote_count"] == 2
    for quotation in article["quotations"]:
        assert " ".join(ADA[span["start"] : span["end"]] for span in quotation["spans"]) == quotation["text"]
    assert client.get(f"/v1/quotes/{article['quotations'][0]['id']}").get_json()["article"]["id"] == article["id"]


def test_the_same_article_again_is_the_same_article(client: FlaskClient, post: Post) -> None:
    first = post(ADA, source="Post")
    second = post(ADA, source="Post", title="Rain")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.headers["Location"] == second.headers["Location"]
    assert second.get_json()["title"] == "Rain"
    assert second.get_json()["quotations"] == first.get_json()["quotations"]
    assert len(client.get("/v1/articles").get_json()["data"]) == 1
    assert len(client.get("/v1/quotes").get_json()["data"]) == 2


def test_a_byline_is_kept_overwritten_and_removed(client: FlaskClient, post: Post) -> None:
    def byline() -> object:
        (listed,) = client.get("/v1/articles").get_json()["data"]
        assert client.get(address).get_json()["byline"] == listed["byline"]
        return listed["byline"]

    address = post(ADA, source="Post", byline=" Bo\tOrr ").headers["Location"]
    assert byline() == "Bo Orr"
    before = client.get("/v1/quotes").get_json()["data"]
    assert post(ADA, source="Post").get_json()["byline"] == "Bo Orr"
    assert post(ADA, source="Post", byline="Bo Orr and Ida Quill").status_code == 200
    assert byline() == "Bo Orr and Ida Quill"
    tag = client.get(address).headers["ETag"]
    assert client.patch(address, json={"byline": None}, headers={"If-Match": tag}).status_code == 200
    assert byline() is None
    assert client.get("/v1/quotes").get_json()["data"] == before  # which are shown without it


def test_the_same_text_of_two_sources_is_two_articles(client: FlaskClient, post: Post) -> None:
    assert [post(ADA, source=source).status_code for source in ("Post", "Times")] == [201, 201]
    quotes = client.get("/v1/quotes").get_json()["data"]
    assert len({quote["id"] for quote in quotes}) == 4


def test_everything_but_the_text_may_be_left_out_or_null(post: Post) -> None:
    response = post(ADA, source=None, title=None, url=None, published_at=None, byline=None)
    assert response.status_code == 201
    assert post(ADA).status_code == 200
    article = response.get_json()
    assert [article[key] for key in ("source", "title", "url", "published_at", "byline")] == [None] * 5


@pytest.mark.parametrize("text", ["No quotation.", "🎻 “Ça,”\r\n\t Ada said. ", "\ufeffText", "e\u0301“x”"])
def test_the_text_is_kept_to_the_letter(client: FlaskClient, post: Post, text: str) -> None:
    address = post(text).headers["Location"]
    assert client.get(address).get_json()["text"] == text


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Talks", "Rain", "No date, no source"]),
        ("source=morning+post", ["Rain"]),
        ("url=https://a.example/1", ["Rain"]),
        ("url=https://a.example/", []),
        ("published_from=2023-06-19", ["Talks"]),
        ("published_before=2023-06-19", ["Rain"]),
    ],
)
def test_the_filters(archive: FlaskClient, query: str, titles: list[str]) -> None:
    data = archive.get(f"/v1/articles?{query}").get_json()["data"]
    assert [article["title"] for article in data] == titles
    assert not any("text" in article for article in data)


def test_what_is_not_there(client: FlaskClient) -> None:
    problem(client.get("/v1/articles/0000"), 404, "not-found")
