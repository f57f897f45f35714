"""Corrections and merges over HTTP and in the archive: kept for good, and stronger than any engine."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.operations.services import Services
from api.store import ArticleInput
from api.store.articles import articles
from attribution.evaluation import gold

from ..conftest import problem, send
from ..fakes import attribute

AUTHORSHIP = {"by": "Ana Brandt", "why": "I asked."}
ANY = {"If-Match": "*"}


def people(client: FlaskClient) -> dict[str, dict[str, Any]]:
    return {speaker["name"]: speaker for speaker in client.get("/v1/speakers").get_json()["data"]}


def said(client: FlaskClient) -> dict[str, str | None]:
    data = client.get("/v1/quotes").get_json()["data"]
    return {quote["text"].rstrip(","): quote["speaker"] and quote["speaker"]["name"] for quote in data}


def quote_id(client: FlaskClient, text: str) -> str:
    data = client.get("/v1/quotes").get_json()["data"]
    return next(str(quote["id"]) for quote in data if quote["text"].rstrip(",") == text)


def services(app: Flask) -> Services:
    made: Services = app.extensions["saidby"]
    return made


def read_again(app: Flask, text: str) -> None:
    """What a new run of a newer engine does to an article: here one that finds nobody's name."""
    stored, _ = services(app).add_article(ArticleInput(text))
    with services(app).database.writing() as session:
        newer = [replace(q, speaker=None, mention=None) for q in attribute(text)]
        articles.replace_quotations(session, stored.id, newer)


SMITH = "“We agreed,” Smith said."
JOHN = "“It is late,” John Smith said."
TWO = "“One,” Ann Lee said. “Two,” Bob Stone said."


def test_a_speaker_in_full(client: FlaskClient) -> None:
    send(client, JOHN, source="Post", published_at="2023-06-19")
    send(client, JOHN + " ", source="Times", published_at="2023-07-01")
    send(client, SMITH + JOHN)
    found = client.get(f"/v1/speakers/{people(client)['John Smith']['id']}").get_json()
    assert [(a["form"], a["quote_count"], a["article_count"], len(a["article_ids"])) for a in found["aliases"]] == [
        ("John Smith", 3, 3, 3),
        ("Smith", 1, 1, 1),
    ]
    assert (found["first_seen"], found["last_seen"]) == ("2023-06-19T00:00:00Z", "2023-07-01T00:00:00Z")
    assert [(c["source"] and c["source"]["name"], c["quote_count"]) for c in found["by_source"]] == [
        (None, 2), ("Post", 1), ("Times", 1)
    ]  # fmt: skip
    assert [(c["month"], c["quote_count"]) for c in found["by_month"]] == [("2023-06", 1), ("2023-07", 1), (None, 2)]


def test_a_merge_moves_everything_and_leaves_a_way(client: FlaskClient, app: Flask) -> None:
    send(client, SMITH)
    send(client, JOHN)
    (offered,) = client.get("/v1/speakers/suggestions").get_json()["data"]
    assert (offered["speaker"]["name"], offered["known"]["name"]) == ("Smith", "John Smith")
    old, new = offered["speaker"]["id"], offered["known"]["id"]
    for _ in range(2):  # saying it twice is saying it once
        merged = client.post(f"/v1/speakers/{old}/merge", json={"into": new, **AUTHORSHIP})
        assert merged.status_code == 200
        assert (merged.get_json()["quote_count"], merged.get_json()["former_ids"]) == (2, [old])
    moved = client.get(f"/v1/speakers/{old}")
    assert (moved.status_code, moved.headers["Location"]) == (308, f"/v1/speakers/{new}")
    assert list(people(client)) == ["John Smith"]
    assert len(client.get(f"/v1/quotes?speaker={old}").get_json()["data"]) == 2
    assert client.get("/v1/speakers/suggestions").get_json()["data"] == []
    assert [c["action"] for c in client.get("/v1/corrections").get_json()["data"]] == ["merge"]
    services(app).curation.relink()
    assert list(people(client)) == ["John Smith"]
    assert client.get(f"/v1/speakers/{old}").status_code == 308
    send(client, SMITH + " ")
    assert people(client)["John Smith"]["quote_count"] == 3
    send(client, "“No,” Mary Smith said.")
    send(client, SMITH + "  ")  # now it can be either
    assert {name: s["quote_count"] for name, s in people(client).items()} == {
        "John Smith": 3, "Mary Smith": 1, "Smith": 1
    }  # fmt: skip


def test_a_split_stays(client: FlaskClient, app: Flask) -> None:
    first = send(client, "“A,” Antony Blinken said.").get_json()["id"]
    send(client, "“B,” Anthony Blinken said.")
    send(client, "“C,” Antony Blinken said.")
    (blinken,) = people(client).values()
    made = client.post(f"/v1/speakers/{blinken['id']}/split", json={"aliases": ["Anthony Blinken"], **AUTHORSHIP})
    assert (made.status_code, made.get_json()["name"]) == (201, "Anthony Blinken")
    assert client.get(made.headers["Location"]).get_json()["quote_count"] == 1
    other = client.post(
        f"/v1/speakers/{blinken['id']}/split", json={"article_ids": [first], "name": "Antony Blinken Jr", **AUTHORSHIP}
    ).get_json()
    for _ in range(2):
        ids = [s["id"] for s in client.get("/v1/speakers").get_json()["data"]]
        assert len(ids) == 3
        assert other["id"] in ids
        assert client.get("/v1/speakers/suggestions").get_json()["data"] == []
        services(app).curation.relink()
    send(client, "“D,” Anthony Blinken said.")
    assert client.get(made.headers["Location"]).get_json()["quote_count"] == 2


def test_a_corrected_quotation_survives_a_newer_engine(client: FlaskClient, app: Flask, tmp_path: Path) -> None:
    send(client, TWO)
    send(client, "“Else,” Ann Lee said.")
    one, two = quote_id(client, "One"), quote_id(client, "Two")
    ann = people(client)["Ann Lee"]["id"]
    answer = client.patch(
        f"/v1/quotes/{two}", json={"speaker": {"id": ann}, "type": "mixed", **AUTHORSHIP}, headers=ANY
    ).get_json()
    assert answer["before"]["speaker"]["name"] == "Bob Stone"
    assert (answer["after"]["speaker"]["id"], answer["after"]["type"], answer["by"]) == (ann, "mixed", "Ana Brandt")
    assert client.patch(f"/v1/quotes/{one}", json={"is_quotation": False, **AUTHORSHIP}, headers=ANY).status_code == 200
    for again in (lambda: None, lambda: read_again(app, TWO), services(app).curation.relink):
        again()
        assert said(client) == {"Two": "Ann Lee", "Else": "Ann Lee"}
        assert set(people(client)) == {"Ann Lee"}
        problem(client.get(f"/v1/quotes/{one}"), 404, "not-found")
        assert len(client.get(f"/v1/quotes/{one}/corrections").get_json()["data"]) == 1
    quote = client.get(f"/v1/quotes/{two}").get_json()
    assert (quote["type"], quote["evidence"]["rule"], quote["confidence"]) == ("mixed", "correction", 1.0)
    problem(client.patch(f"/v1/quotes/{one}", json={"type": "mixed", **AUTHORSHIP}, headers=ANY), 422, "invalid-body")
    (record,) = services(app).curation.gold()
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(record) + "\n", encoding="utf8")
    (article,) = gold.read(file)
    assert [(entry.type, entry.speaker) for entry in article.entries] == [("mixed", "Ann Lee")]
    assert [TWO[s.start : s.end] for s in article.not_quotations] == ["One,"]
    assert client.patch(f"/v1/quotes/{one}", json={"is_quotation": True, **AUTHORSHIP}, headers=ANY).status_code == 200
    assert said(client) == {"One": None, "Two": "Ann Lee", "Else": "Ann Lee"} or said(client)["One"] == "Ann Lee"
    assert client.patch(f"/v1/quotes/{two}", json={"speaker": None, **AUTHORSHIP}, headers=ANY).status_code == 200
    assert said(client)["Two"] is None
    assert (
        client.patch(
            f"/v1/quotes/{two}", json={"speaker": {"name": "Carl Drake"}, **AUTHORSHIP}, headers=ANY
        ).status_code
        == 200
    )
    assert said(client)["Two"] == "Carl Drake"


def test_corrections_outlive_a_deleted_article(client: FlaskClient) -> None:
    address = send(client, TWO).headers["Location"]
    one, two = quote_id(client, "One"), quote_id(client, "Two")
    for quote, change in ((one, {"is_quotation": False}), (two, {"speaker": {"name": "Carl Drake"}})):
        assert client.patch(f"/v1/quotes/{quote}", json={**change, **AUTHORSHIP}, headers=ANY).status_code == 200
    assert client.delete(address, headers=ANY).status_code == 204
    assert send(client, TWO).headers["Location"] == address
    assert said(client) == {"Two": "Carl Drake"}


def test_a_suggestion_that_was_refused_does_not_come_again(client: FlaskClient, app: Flask) -> None:
    send(client, JOHN)
    send(client, SMITH)
    (pair,) = client.get("/v1/speakers/suggestions").get_json()["data"]
    one, other = pair["speaker"], pair["known"]
    answers = [
        client.post(f"/v1/speakers/{a['id']}/apart", json={"other": b["id"], **AUTHORSHIP}).get_json()
        for a, b in ((one, other), (other, one))
    ]
    assert answers[0] == answers[1] == client.get("/v1/corrections").get_json()["data"][0]
    assert (answers[0]["action"], answers[0]["by"], answers[0]["why"]) == ("apart", "Ana Brandt", "I asked.")
    assert (answers[0]["speaker"]["name"], answers[0]["other"]["name"]) == (one["name"], other["name"])
    for again in (lambda: None, services(app).curation.relink, services(app).curation.relink):
        again()
        send(client, SMITH + " ")
        assert client.get("/v1/speakers/suggestions").get_json()["data"] == []
    assert len(client.get("/v1/corrections").get_json()["data"]) == 1
    assert client.post(f"/v1/speakers/{one['id']}/merge", json={"into": other["id"], **AUTHORSHIP}).status_code == 200


def test_a_correction_needs_what_was_read(client: FlaskClient) -> None:
    send(client, TWO)
    address, body = f"/v1/quotes/{quote_id(client, 'One')}", {"type": "mixed", **AUTHORSHIP}
    tag = client.get(address, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    problem(client.patch(address, json=body), 428, "precondition-required")
    assert client.patch(address, json=body, headers={"If-Match": tag}).status_code == 200
    problem(client.patch(address, json=body, headers={"If-Match": tag}), 412, "precondition-failed")
    tag = client.get(address).headers["ETag"]
    assert (
        client.patch(address, json={"is_quotation": False, **AUTHORSHIP}, headers={"If-Match": tag}).status_code == 200
    )
    problem(
        client.patch(address, json={"is_quotation": True, **AUTHORSHIP}, headers={"If-Match": tag}),
        412,
        "precondition-failed",
    )
    assert client.patch(address, json={"is_quotation": True, **AUTHORSHIP}, headers=ANY).status_code == 200
    assert client.get(address).status_code == 200


def test_a_speaker_elsewhere(client: FlaskClient, app: Flask) -> None:
    send(client, JOHN)
    john, uri = people(client)["John Smith"]["id"], "https://www.wikidata.org/entity/Q1"
    for _ in range(2):
        answer = client.patch(f"/v1/speakers/{john}", json={"same_as": uri, **AUTHORSHIP})
        assert answer.get_json()["same_as"] == uri
    services(app).curation.relink()
    assert people(client)["John Smith"]["same_as"] == uri
    assert len(client.get("/v1/corrections").get_json()["data"]) == 1
    assert client.patch(f"/v1/speakers/{john}", json={"same_as": None, **AUTHORSHIP}).get_json()["same_as"] is None


@pytest.mark.parametrize(
    ("method", "address", "body", "status", "name"),
    [
        ("post", "/v1/speakers/{id}/merge", {"into": "{id}", **AUTHORSHIP}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/merge", {"into": "nobody", **AUTHORSHIP}, 404, "not-found"),
        ("post", "/v1/speakers/nobody/merge", {"into": "{id}", **AUTHORSHIP}, 404, "not-found"),
        ("post", "/v1/speakers/{id}/merge", {"into": "{id}", "why": "so"}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/merge", {"into": "{id}", "by": "A"}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/merge", {"into": ["{id}"], **AUTHORSHIP}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/merge", [], 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/apart", {"other": "{id}", **AUTHORSHIP}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/apart", {"other": "nobody", **AUTHORSHIP}, 404, "not-found"),
        ("post", "/v1/speakers/{id}/apart", {"other": "{id}", "by": "A"}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/split", AUTHORSHIP, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/split", {"aliases": [], **AUTHORSHIP}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/split", {"aliases": ["John Smith"], **AUTHORSHIP}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/split", {"aliases": ["Nobody"], **AUTHORSHIP}, 422, "invalid-body"),
        ("post", "/v1/speakers/{id}/split", {"article_ids": ["x' OR 1=1 --"], **AUTHORSHIP}, 422, "invalid-body"),
        ("patch", "/v1/speakers/{id}", {"same_as": "javascript:alert(1)", **AUTHORSHIP}, 422, "invalid-body"),
        ("patch", "/v1/speakers/{id}", AUTHORSHIP, 422, "invalid-body"),
        ("patch", "/v1/quotes/{quote}", AUTHORSHIP, 422, "invalid-body"),
        ("patch", "/v1/quotes/{quote}", {"type": "shouted", **AUTHORSHIP}, 422, "invalid-body"),
        ("patch", "/v1/quotes/{quote}", {"is_quotation": "no", **AUTHORSHIP}, 422, "invalid-body"),
        ("patch", "/v1/quotes/{quote}", {"is_quotation": False, "type": "mixed", **AUTHORSHIP}, 422, "invalid-body"),
        ("patch", "/v1/quotes/{quote}", {"speaker": {}, **AUTHORSHIP}, 422, "invalid-body"),
        ("patch", "/v1/quotes/{quote}", {"speaker": {"id": "nobody"}, **AUTHORSHIP}, 404, "not-found"),
        ("patch", "/v1/quotes/{quote}", {"speaker": {"id": "{id}", "name": "A B"}, **AUTHORSHIP}, 422, "invalid-body"),
        ("patch", "/v1/quotes/none", {"type": "mixed", **AUTHORSHIP}, 404, "not-found"),
        ("get", "/v1/quotes/none/corrections", None, 404, "not-found"),
        ("get", "/v1/speakers/none", None, 404, "not-found"),
        ("get", "/v1/speakers/suggestions?cursor=x", None, 400, "invalid-cursor"),
        ("get", "/v1/corrections?limit=0", None, 400, "invalid-parameter"),
    ],
)
def test_mistakes(client: FlaskClient, method: str, address: str, body: Any, status: int, name: str) -> None:
    send(client, JOHN)
    places = {"{id}": people(client)["John Smith"]["id"], "{quote}": quote_id(client, "It is late")}

    def filled(value: Any) -> Any:
        if isinstance(value, str):
            return next((value.replace(k, v) for k, v in places.items() if k in value), value)
        if isinstance(value, dict):
            return {key: filled(member) for key, member in value.items()}
        return [filled(member) for member in value] if isinstance(value, list) else value

    sent = {"json": filled(body)} if body is not None else {}
    answer: TestResponse = getattr(client, method)(filled(address), headers=ANY, **sent)
    problem(answer, status, name)
    assert client.get("/v1/corrections").get_json()["data"] == []
    assert list(people(client)) == ["John Smith"]


def test_names_that_nobody_bears_find_those_like_them(client: FlaskClient) -> None:
    for number, name in enumerate(("Antony Blinken", "Volodymyr Zelensky", "Angela Merkel")):
        send(client, f"“{number},” {name} said.")
    for q, found in {
        "blinkin": ["Antony Blinken"], "zelenskyy": ["Volodymyr Zelensky"], "zelen": ["Volodymyr Zelensky"],
        "anthony bliken": ["Antony Blinken"], "merkl": ["Angela Merkel"], "xyzzy": [], "%": [], " ": None,
    }.items():  # fmt: skip
        answer = client.get("/v1/speakers", query_string={"q": q})
        assert answer.status_code == (200 if found is not None else 400)
        if found is not None:
            assert [speaker["name"] for speaker in answer.get_json()["data"]] == found, q
