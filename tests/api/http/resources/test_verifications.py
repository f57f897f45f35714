"""Verifications over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from ...conftest import problem, send

WALL = "“The harbour wall will hold for 100 years, if we mend it,” Ana Ruiz said.\n\n“It is old,” Ana Ruiz said."
LINK = "https://a.example/wall#:~:text=The%20harbour%20wall%20will%20hold%20for%20100%20years"


@pytest.fixture
def wall(client: FlaskClient) -> FlaskClient:
    send(client, WALL, source="Post", url="https://a.example/wall", published_at="2024-03-01", title="Wall")
    send(client, "“Nobody mended the ferry,” Bo Ek said.", source="Herald")
    return client


def ask(client: FlaskClient, quote: str, **members: Any) -> dict[str, Any]:
    answer = client.post("/v1/verifications", json={"quote": quote, **members})
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.get_json()
    return content


def test_a_truncated_quotation(wall: FlaskClient) -> None:
    found = ask(wall, "The harbour wall will hold for 100 years", speaker="ruiz")
    best = found["matches"][0]
    assert (found["finding"], found["findings"]) == ("truncated", ["truncated"])
    assert best["cut"] == {"before": "", "after": ", if we mend it,"}
    assert best["turns"] == ["condition"]
    assert best["by_speaker"] is True
    assert best["link"] == LINK
    assert best["spans"] == [{"start": 1, "end": 41}]
    assert best["selectors"][0][1] == {"type": "TextPositionSelector", "start": 1, "end": 41}
    assert best["quote"]["article"]["title"] == "Wall"
    assert found["searched"] == {
        "articles": 2, "quotations": 3, "oldest": "2024-03-01T00:00:00Z", "newest": "2024-03-01T00:00:00Z",
        "of_speaker": 2,
    }  # fmt: skip
    assert found["reports"] == {"sources": 1, "articles": 1}


def test_a_changed_number(wall: FlaskClient) -> None:
    best = ask(wall, "The harbour wall will hold for 10 years, if we mend it")["matches"][0]
    changed = [part for part in best["differences"] if part["change"] != "kept"]
    assert changed == [{"change": "replaced", "asked": "10", "printed": "100", "kinds": ["number"]}]
    assert best["by_speaker"] is None


def test_nothing_is_found(wall: FlaskClient) -> None:
    found = ask(wall, "I have never seen the sea", speaker="Nobody At All", source="Herald")
    assert (found["finding"], found["matches"]) == ("not_found", [])
    assert (found["searched"]["articles"], found["searched"]["of_speaker"]) == (1, 0)
    assert found["question"]["speaker"] == "Nobody At All"


def test_the_search_is_narrowed(wall: FlaskClient) -> None:
    quote = "The harbour wall will hold for 100 years, if we mend it"
    assert ask(wall, quote, source="Herald")["finding"] == "not_found"
    assert ask(wall, quote, published_before="2024-03-01")["finding"] == "not_found"
    assert ask(wall, quote, published_from="2024-03-01")["finding"] == "verbatim"


def test_several_at_once_keep_their_order(wall: FlaskClient) -> None:
    questions = [
        {"quote": "Nobody mended the ferry"},
        {"quote": "Never heard"},
        {"quote": "It is old", "speaker": "Ek"},
    ]
    answer = wall.post("/v1/verifications/batch", json={"verifications": questions})
    assert [found["finding"] for found in answer.get_json()["data"]] == ["verbatim", "not_found", "other_speaker"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/quote"),
        ({"quote": " "}, "#/quote"),
        ({"quote": "…"}, "#/quote"),
        ({"quote": "[he]"}, "#/quote"),
        ({"quote": "x" * 5001}, "#/quote"),
        ({"quote": "a\x00b"}, "#/quote"),
        ({"quote": 5}, "#/quote"),
        ({"quote": "x", "speaker": " "}, "#/speaker"),
        ({"quote": "x", "who": "y"}, "#/who"),
        ({"quote": "x", "published_from": "2024-02-02", "published_before": "2024-01-01"}, "#/published_before"),
    ],
)
def test_bad_questions_are_refused(client: FlaskClient, body: dict[str, Any], pointer: str) -> None:
    answer = client.post("/v1/verifications", json=body)
    assert problem(answer, 422, "invalid-body")["errors"][0]["pointer"] == pointer
    batch = client.post("/v1/verifications/batch", json={"verifications": [{"quote": "fine"}, body]})
    assert problem(batch, 422, "invalid-body")["errors"][0]["pointer"] == pointer.replace("#", "#/verifications/1")


@pytest.mark.parametrize("number", [0, 101])
def test_a_batch_has_limits(client: FlaskClient, number: int) -> None:
    answer = client.post("/v1/verifications/batch", json={"verifications": [{"quote": "x"}] * number})
    problem(answer, 422, "invalid-body")


def test_a_question_of_the_greatest_length(wall: FlaskClient) -> None:
    assert ask(wall, "a " * 2500)["finding"] == "not_found"


def test_a_lone_surrogate_is_refused(client: FlaskClient) -> None:
    answer = client.post("/v1/verifications", data=rb'{"quote": "a\ud800b"}', content_type="application/json")
    assert "surrogate" in problem(answer, 422, "invalid-body")["detail"]
