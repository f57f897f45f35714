"""The extent of a quotation corrected by a person, over HTTP: what follows from it, and that it lasts."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ..conftest import problem, send
from .test_curation import ANY, AUTHORSHIP, quote_id, read_again, services

TEXT = "“One wall fell,” Ann Lee said. The “second” stands, she said. “Two,” Bob Stone said."


def spans(*parts: str, text: str = TEXT) -> list[dict[str, int]]:
    return [{"start": text.index(part), "end": text.index(part) + len(part)} for part in parts]


def correct(client: FlaskClient, quote: str, **change: Any) -> dict[str, Any]:
    answer = client.patch(f"/v1/quotes/{quote}", json={**change, **AUTHORSHIP}, headers=ANY)
    assert answer.status_code == 200, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def test_everything_follows_from_a_corrected_extent(client: FlaskClient) -> None:
    send(client, TEXT, source="Post")
    one = quote_id(client, "One wall fell")
    before = client.get(f"/v1/quotes/{one}").get_json()
    since = client.get("/v1/changes").get_json()["next_since"]
    made = correct(client, one, spans=spans("wall fell", "“second” stands"))
    assert (made["before"]["text"], made["before"]["spans"]) == ("One wall fell,", spans("One wall fell,"))
    wanted = ("wall fell “second” stands", spans("wall fell", "“second” stands"))
    assert (made["after"]["text"], made["after"]["spans"]) == wanted
    after = client.get(f"/v1/quotes/{one}").get_json()
    assert (after["text"], after["spans"]) == (made["after"]["text"], made["after"]["spans"])
    assert after["quoted"] == after["spans"]  # direct: verbatim from end to end
    assert after["context"]["text"].startswith("“One wall fell")
    assert after["updated_at"] > before["updated_at"]
    assert after["speaker"] == before["speaker"]
    assert [q["id"] for q in client.get("/v1/quotes?q=stands").get_json()["data"]] == [one]
    assert client.get("/v1/quotes?q=one").get_json()["data"] == []
    changed = client.get(f"/v1/changes?since={since}").get_json()["data"]
    assert [(change["before"]["text"], change["after"]["text"]) for change in changed] == [
        ("One wall fell,", after["text"])
    ]
    said = client.post("/v1/verifications", json={"quote": "wall fell “second” stands"}).get_json()
    assert (said["finding"], said["matches"][0]["quote"]["id"]) == ("verbatim", one)
    linked = client.get(f"/v1/quotes/{one}?format=jsonld").get_data(as_text=True)
    assert "stands" in linked
    assert client.get("/v1/utterances").status_code == 200


def test_the_verbatim_parts_are_those_in_marks(client: FlaskClient) -> None:
    send(client, TEXT)
    one = quote_id(client, "One wall fell")
    correct(client, one, type="mixed", spans=spans("The “second” stands"))
    assert client.get(f"/v1/quotes/{one}").get_json()["quoted"] == spans("second")
    correct(client, one, type="indirect", spans=spans("stands"))
    assert client.get(f"/v1/quotes/{one}").get_json()["quoted"] == []


def test_an_extent_is_taken_back(client: FlaskClient) -> None:
    send(client, TEXT)
    one = quote_id(client, "One wall fell")
    before = client.get(f"/v1/quotes/{one}").get_json()
    made = correct(client, one, spans=spans("wall"))
    correct(client, one, spans=made["before"]["spans"])
    after = client.get(f"/v1/quotes/{one}").get_json()
    assert {**after, "updated_at": None} == {**before, "updated_at": None}
    history = client.get(f"/v1/quotes/{one}/corrections").get_json()["data"]
    assert [entry["after"]["text"] for entry in history] == ["wall", "One wall fell,"]


def test_a_corrected_extent_survives_a_newer_engine_and_a_changed_text(client: FlaskClient, app: Flask) -> None:
    send(client, TEXT, source="Post", url="https://a.example/1")
    one, two = quote_id(client, "One wall fell"), quote_id(client, "Two")
    correct(client, one, spans=spans("One wall fell", "stands"))
    correct(client, one, speaker={"name": "Carl Drake"})
    correct(client, two, spans=spans("Bob"))
    read = lambda: read_again(app, TEXT)  # noqa: E731
    for again in (lambda: None, lambda: send(client, TEXT), services(app).curation.relink, read):
        again()
        found = client.get(f"/v1/quotes/{one}").get_json()
        assert (found["text"], found["speaker"]["name"]) == ("One wall fell stands", "Carl Drake")
    added = "A heading.\n\n" + TEXT.replace("Bob", "Rob")
    send(client, added, source="Post", url="https://a.example/1")
    texts = [quote["text"] for quote in client.get("/v1/quotes?source=Post").get_json()["data"]]
    assert "One wall fell stands" in texts  # found again further on
    assert "Two," in texts  # the words of its corrected extent are no longer there


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("“Cafe\u0301 life,” Ann Lee said.", "Cafe"),
        ("“Go 👩\u200d🚒 now,” Ann Lee said.", "Go 👩"),
        ("“Hi 👍🏽 you,” Ann Lee said.", "Hi 👍"),
    ],
)
def test_no_character_is_cut(client: FlaskClient, text: str, part: str) -> None:
    send(client, text)
    quote = client.get("/v1/quotes").get_json()["data"][0]["id"]
    answer = client.patch(f"/v1/quotes/{quote}", json={"spans": spans(part, text=text), **AUTHORSHIP}, headers=ANY)
    problem(answer, 422, "invalid-body")
    assert "within a character" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    "wrong",
    [
        [], None, {}, [{"start": 1}], [{"start": "1", "end": 3}], [{"start": 1.5, "end": 3}], [{"start": -1, "end": 3}],
        [{"start": 1, "end": 3, "more": 1}], [{"start": 3, "end": 3}], [{"start": 3, "end": 1}],
        [{"start": 1, "end": 9999}], [{"start": 1, "end": 10**12}], [{"start": 4, "end": 8}], [{"start": 1, "end": 5}],
        [{"start": 5, "end": 9}, {"start": 1, "end": 4}], [{"start": 1, "end": 3}, {"start": 3, "end": 4}],
        [{"start": 1, "end": 3}] * 101,
    ],
)  # fmt: skip
def test_what_is_no_extent_is_refused(client: FlaskClient, wrong: Any) -> None:
    send(client, TEXT)
    one = quote_id(client, "One wall fell")
    before = client.get(f"/v1/quotes/{one}").get_json()
    answer = client.patch(f"/v1/quotes/{one}", json={"spans": wrong, **AUTHORSHIP}, headers=ANY)
    problem(answer, 422, "invalid-body")
    both = {"spans": spans("wall"), "is_quotation": False}
    problem(client.patch(f"/v1/quotes/{one}", json={**both, **AUTHORSHIP}, headers=ANY), 422, "invalid-body")
    assert client.get(f"/v1/quotes/{one}").get_json() == before
