"""Checks of drafts over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from ...conftest import problem, send

NOTES = "“The wall will hold for 100 years, if we mend it,” Ana Ruiz said.\n\n“Nobody mended the ferry,” Bo Ek said."
DRAFT = "“The wall will hold for 10 years, if we mend it,” Ana Ruiz said.\n\n“Nobody mended the ferry,” Bo Ek said."


def checked(client: FlaskClient, **members: Any) -> dict[str, Any]:
    answer = client.post("/v1/checks", json=members)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.get_json()
    return content


def test_a_draft_against_its_notes(client: FlaskClient) -> None:
    found = checked(client, draft=DRAFT, sources=[{"name": "notes", "text": NOTES}])
    first, second = found["quotations"]
    assert found["verdict"] == "stop"
    assert (first["verdict"], first["finding"], second["verdict"]) == ("stop", "altered", "ok")
    span = first["quotation"]["spans"][0]
    assert DRAFT[span["start"] : span["end"]] == "The wall will hold for 10 years, if we mend it,"
    best = first["matches"][0]
    assert (best["source"], best["speaker"], best["quote"], best["time"]) == ("notes", "Ana Ruiz", None, None)
    place = best["spans"][0]
    assert NOTES[place["start"] : place["end"]] == "The wall will hold for 100 years, if we mend it"
    assert found["sources"][0]["quotations"] == 2


def test_a_passage_in_marks_that_nobody_says_is_looked_at(client: FlaskClient) -> None:
    draft = "She kept it ‘in a tin under the sink’ for years."
    found = checked(client, draft=draft, sources=[{"name": "notes", "text": NOTES}], archive=False)
    assert (found["verdict"], [item["asked"] for item in found["quotations"]]) == ("look", ["in a tin under the sink"])
    notes = [{"name": "notes", "text": "It was in a tin under the sink.", "kind": "notes"}]
    assert checked(client, draft=draft, sources=notes, archive=False)["verdict"] == "ok"


def test_nothing_is_stored(client: FlaskClient) -> None:
    checked(client, draft=DRAFT, sources=[{"name": "notes", "text": NOTES}])
    assert client.get("/v1/quotes").get_json()["data"] == []


def test_the_archive_bears_out_what_the_sources_do_not(client: FlaskClient) -> None:
    send(client, NOTES, source="Post", url="https://a.example/1")
    draft = "“Nobody mended the ferry,” Bo Ek said."
    found = checked(client, draft=draft)
    best = found["quotations"][0]["matches"][0]
    assert (found["verdict"], best["source"], best["quote"]["article"]["source"]) == ("ok", None, "Post")
    assert best["link"].startswith("https://a.example/1#:~:text=Nobody")
    assert checked(client, draft=draft, archive=False)["verdict"] == "stop"


def test_a_transcript_says_when(client: FlaskClient) -> None:
    vtt = "WEBVTT\n\n00:14:03.000 --> 00:14:09.000\n“Nobody mended the ferry,” Bo Ek said.\n"
    found = checked(client, draft=DRAFT, sources=[{"name": "meeting.vtt", "text": vtt}], archive=False)
    assert found["sources"][0]["kind"] == "vtt"
    assert found["quotations"][1]["matches"][0]["time"] == "00:14:03"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/draft"),
        ({"draft": " "}, "#/draft"),
        ({"draft": "x" * 200_001}, "#/draft"),
        ({"draft": DRAFT, "sources": [{"name": "a"}]}, "#/sources/0/text"),
        ({"draft": DRAFT, "sources": [{"name": "a", "text": "b", "kind": "rumour"}]}, "#/sources/0/kind"),
        ({"draft": DRAFT, "sources": [{"name": "a", "text": "b"}] * 21}, "#/sources"),
        ({"draft": DRAFT, "archive": "maybe"}, "#/archive"),
    ],
)
def test_bad_members_are_refused(client: FlaskClient, body: dict[str, Any], pointer: str) -> None:
    if len(body.get("draft", "")) > 100_000:
        assert client.post("/v1/checks", json=body).status_code == 413  # the service's own limit comes first
        return
    assert problem(client.post("/v1/checks", json=body), 422, "invalid-body")["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"draft": "<p>“We stay,” said <b>Ana Ivers</b>.</p>"}, "#/draft"),
        ({"draft": DRAFT, "sources": [{"name": "a", "text": "b"}, {"name": "t.vtt", "text": "c"}]}, "#/sources/1/text"),
        ({"draft": DRAFT, "sources": [{"name": "a", "text": "b", "kind": "srt"}]}, "#/sources/0/text"),
    ],
)
def test_texts_that_cannot_be_read_are_named(client: FlaskClient, body: dict[str, Any], pointer: str) -> None:
    assert problem(client.post("/v1/checks", json=body), 422, "invalid-text")["errors"][0]["pointer"] == pointer
