"""The pages of articles, speakers, utterances and the service, without a browser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ...conftest import send
from .test_search import get


@pytest.fixture
def quote_id(client: FlaskClient) -> str:
    article = send(client, "“We shall see,” Ada Byron said. “<b>,” she thought.", url="https://a.example/1").get_json()
    identifier: str = article["quotations"][0]["id"]
    return identifier


def test_an_article_marks_its_quotations(client: FlaskClient, quote_id: str) -> None:
    article = client.get(f"/v1/quotes/{quote_id}").get_json()["article"]["id"]
    page = get(client, f"/articles/{article}").text
    assert f'id="quote-{quote_id}">We shall see,</a>' in page
    assert "&lt;b&gt;,</a>" in page
    assert "Article without a title" in page


def test_evidence_names_cue_mention_and_factors(client: FlaskClient, quote_id: str) -> None:
    page = get(client, f"/quotes/{quote_id}/evidence").text
    for part in ("Ada Byron", 'class="is-cue">said', "Clarity of the reporting word", "+1.5", "<dd>fake</dd>"):
        assert part in page


def test_revisions_show_what_changed(client: FlaskClient, quote_id: str) -> None:
    article = client.get(f"/v1/quotes/{quote_id}").get_json()["article"]["id"]
    assert "This article has no earlier text" in get(client, f"/articles/{article}/revisions").text
    send(client, "“We shall see it,” Ada Byron said.", url="https://a.example/1")
    page = get(client, f"/articles/{article}/revisions").text
    assert "<del>see,”</del>" in page
    assert get(client, f"/articles/{article}/revisions?revision=9").status_code == 404


def test_a_speaker_has_a_page_and_a_merged_one_leads_to_it(client: FlaskClient, quote_id: str) -> None:
    send(client, "“Well,” Bo Ek said.")
    ada, bo = (s["id"] for s in client.get("/v1/speakers").get_json()["data"])
    assert ">Ada Byron</bdi></h1>" in get(client, f"/speakers/{ada}").text
    client.post(f"/v1/speakers/{bo}/merge", json={"into": ada, "by": "Ed", "why": "Test."})
    moved = get(client, f"/speakers/{bo}")
    assert (moved.status_code, moved.location) == (308, f"/speakers/{ada}")


def test_a_speaker_links_to_who_that_is_elsewhere(client: FlaskClient, quote_id: str) -> None:
    speaker = client.get("/v1/speakers").get_json()["data"][0]["id"]
    changes = {"same_as": "https://id.example/ada", "by": "Ed", "why": "Test."}
    assert client.patch(f"/v1/speakers/{speaker}", json=changes, headers={"If-Match": "*"}).status_code == 200
    link = '<a href="https://id.example/ada" rel="noopener noreferrer">https://id.example/ada</a>'
    assert link in get(client, f"/speakers/{speaker}").text


def test_suggestions_are_listed_by_speaker(client: FlaskClient) -> None:
    assert client.get("/v1/speakers/suggestions?speaker=nobody").get_json()["data"] == []


def test_the_status_is_for_operators(client: FlaskClient, quote_id: str) -> None:
    page = get(client, "/status")
    assert page.status_code == 200
    assert "There is no pool of engine processes" in page.text
    elsewhere = client.get("/status", headers={"Accept": "text/html", "X-Forwarded-For": "203.0.113.9"})
    assert elsewhere.status_code == 401


@pytest.mark.parametrize("path", ["/articles/x", "/speakers/x", "/quotes/x/evidence", "/utterances/x"])
def test_what_is_not_there_is_a_page(client: FlaskClient, path: str) -> None:
    page = get(client, path)
    assert page.status_code == 404
    assert "There is nothing here" in page.text
    assert client.get(path).mimetype == "application/problem+json"
