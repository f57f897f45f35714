"""Utterances and variants over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from ...conftest import problem, send

NOT = "We will not sell the northern ferry to the 12 owners in the capital"
SOLD = "We will sell the northern ferry to the 21 owners in the capital"


@pytest.fixture
def reported(client: FlaskClient) -> FlaskClient:
    send(client, f"“{NOT},” Ana Ruiz said.", source="Post", published_at="2024-03-01")
    send(client, f"“{SOLD},” Ana Ruiz said. “It rains in Leith again today,” Bo Ek said.", source="Herald",
         published_at="2024-03-02")  # fmt: skip
    send(client, "“The harbour wall will hold for 100 years,” Bo Ek said.", published_at="2024-03-03")
    return client


def listed(client: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/v1/utterances{query}")
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.get_json()["data"]
    return data


def test_the_list(reported: FlaskClient) -> None:
    found = listed(reported, "?min_wordings=2")[0]
    assert len(found.pop("id")) == 20
    assert len(found["speaker"].pop("id")) == 20
    assert [source.pop("name") for source in found.pop("sources")] == ["Herald", "Post"]
    assert found == {
        "speaker": {"name": "Ana Ruiz", "kind": "person"}, "text": f"{NOT},", "first_seen": "2024-03-01T00:00:00Z",
        "quote_count": 2, "wording_count": 2, "loses_negation": True, "loses_number": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "speakers"),
    [
        ("", ["Bo Ek", "Bo Ek", "Ana Ruiz"]),
        ("?speaker=ruiz", ["Ana Ruiz"]),
        ("?source=post&source=herald", ["Bo Ek", "Ana Ruiz"]),
        ("?published_from=2024-03-03", ["Bo Ek"]),
        ("?published_before=2024-03-02&min_wordings=2", ["Ana Ruiz"]),
        ("?min_wordings=3", []),
    ],
)
def test_filters(reported: FlaskClient, query: str, speakers: list[str]) -> None:
    assert [found["speaker"]["name"] for found in listed(reported, query)] == speakers


def test_pages_follow_each_other(reported: FlaskClient) -> None:
    first = reported.get("/v1/utterances?limit=2")
    assert 'rel="next"' in first.headers["Link"]
    cursor = first.get_json()["next_cursor"]
    rest = reported.get(f"/v1/utterances?limit=2&cursor={cursor}")
    assert "Link" not in rest.headers
    assert first.get_json()["data"] + rest.get_json()["data"] == listed(reported)


def test_the_variants_of_a_quotation(reported: FlaskClient) -> None:
    (sold,) = reported.get("/v1/quotes?q=21").get_json()["data"]
    found = reported.get(f"/v1/quotes/{sold['id']}/variants").get_json()["utterance"]
    assert found == reported.get(f"/v1/utterances/{found['id']}").get_json()
    fullest, other = found["wordings"]
    assert (fullest["text"], fullest["score"], fullest["loses_negation"]) == (f"{NOT},", 1, False)
    assert [quote["article"]["source"] for quote in other["quotes"]] == ["Herald"]
    assert [part for part in other["differences"] if part["change"] != "kept"] == [
        {"change": "deleted", "asked": "", "printed": "not", "kinds": ["negation"]},
        {"change": "replaced", "asked": "21", "printed": "12", "kinds": ["number"]},
    ]
    assert (other["loses_negation"], other["loses_number"], other["quote_count"]) == (True, True, 1)


def test_what_nobody_said_has_no_utterance(client: FlaskClient) -> None:
    send(client, "“Nobody in particular owns the northern ferry.”")
    (quote,) = client.get("/v1/quotes").get_json()["data"]
    assert client.get(f"/v1/quotes/{quote['id']}/variants").get_json() == {"utterance": None}


@pytest.mark.parametrize("path", ["/v1/utterances/0", "/v1/quotes/0/variants"])
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 404, "not-found")


@pytest.mark.parametrize("query", ["min_wordings=0", "min_wordings=x", "sort=id", "cursor=x", "speaker=%20"])
def test_a_faulty_query(client: FlaskClient, query: str) -> None:
    assert client.get(f"/v1/utterances?{query}").status_code == 400
