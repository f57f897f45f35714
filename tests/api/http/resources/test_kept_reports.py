"""Verifications and checks that are kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from ...conftest import problem, send

WALL = "“The harbour wall will hold for 100 years,” Ana Ruiz said."


@pytest.fixture
def kept(client: FlaskClient) -> dict[str, Any]:
    """A verification that was kept."""
    send(client, WALL, source="Post", url="https://a.example/wall", published_at="2024-03-01", title="<Wall>")
    body = {"quote": "The harbour wall will hold for 10 years", "speaker": "Ana Ruiz", "keep": True}
    answer: dict[str, Any] = client.post("/v1/verifications", json=body).get_json()
    return answer


def test_a_kept_verification_is_given_again_as_it_was(client: FlaskClient, kept: dict[str, Any]) -> None:
    assert kept["id"]
    article = kept["matches"][0]["quote"]["article"]["id"]
    assert client.delete(f"/v1/articles/{article}", headers={"If-Match": "*"}).status_code == 204
    assert client.get(f"/v1/verifications/{kept['id']}").get_json() == kept


def test_as_linked_data(client: FlaskClient, kept: dict[str, Any]) -> None:
    answer = client.get(f"/v1/verifications/{kept['id']}", headers={"Accept": "application/ld+json"})
    action, quotation, annotation = answer.get_json()["@graph"]
    assert (action["@type"], action["result"]["value"]) == ("CheckAction", "altered")
    assert action["object"]["creator"]["name"] == "Ana Ruiz"
    assert quotation["isPartOf"]["publisher"]["name"] == "Post"
    assert annotation["target"][0]["selector"][1]["type"] == "TextPositionSelector"


def test_as_a_page_to_print(client: FlaskClient, kept: dict[str, Any]) -> None:
    page = client.get(f"/v1/verifications/{kept['id']}", headers={"Accept": "text/html"})
    assert page.mimetype == "text/html"
    assert re.search(r"<del[^>]*>.*100</del> <ins[^>]*>.*10</ins>", page.text)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert client.get("/static/findings.css").status_code == 200


def test_nothing_is_kept_unless_asked(client: FlaskClient) -> None:
    assert client.post("/v1/verifications", json={"quote": "Never"}).get_json()["id"] is None
    assert client.post("/v1/checks", json={"draft": WALL}).get_json()["id"] is None


def test_each_question_of_a_batch_is_kept_by_itself(client: FlaskClient) -> None:
    questions = [{"quote": "One", "keep": True}, {"quote": "Two"}]
    first, second = client.post("/v1/verifications/batch", json={"verifications": questions}).get_json()["data"]
    assert second["id"] is None
    assert client.get(f"/v1/verifications/{first['id']}").get_json() == first


def test_a_check_is_kept(client: FlaskClient, kept: dict[str, Any]) -> None:
    answer = client.post("/v1/checks", json={"draft": WALL, "keep": True}).get_json()
    assert client.get(f"/v1/checks/{answer['id']}").get_json() == answer
    problem(client.get(f"/v1/checks/{kept['id']}"), 404, "not-found")
    problem(client.get("/v1/verifications/none"), 404, "not-found")
