"""The page that checks a draft, without a browser: verdicts, sources, what is kept of a refused form, and the file."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.config import Config
from api.store import Scope, keys

from ...conftest import application
from ...fakes import FakeAttributor

DRAFT = "“Nothing is agreed,” Bob Stone said.\r\n\r\n“All is agreed,” Bob Stone said."
NOTES = "BOB STONE: Nothing is agreed.\r\n\r\nADA BYRON: Trade first."
HTML = {"Accept": "text/html,*/*;q=0.8"}


def send(client: FlaskClient, **fields: str) -> TestResponse:
    return client.post("/check", data=fields, headers=HTML)


def test_each_quotation_has_a_verdict_and_its_place_in_the_draft(client: FlaskClient) -> None:
    page = send(client, draft=DRAFT, **{"source-1": NOTES, "name-1": "notes.txt", "kind-1": "transcript"}).text
    assert re.findall(r'<li id="quotation-(\d)" class="(\w+)">', page) == [("1", "ok"), ("2", "stop")]
    assert re.findall(r'<mark class="mark (\w+)">', page) == ["ok", "stop"]
    assert re.search(r'<a class="number ok" href="#quotation-1" id="mark-1">.*?1</a>“<mark', page)
    assert "notes.txt" in page
    assert "U+000D" not in page


def test_the_archive_is_searched_if_asked(archive: FlaskClient) -> None:
    with_it, without = (send(archive, draft=DRAFT, **more).text for more in ({"archive": "on"}, {}))
    assert re.findall(r'<li id="quotation-\d" class="(\w+)">', with_it) == ["ok", "stop"]
    assert 'href="/quotes/' in with_it
    assert re.findall(r'<li id="quotation-\d" class="(\w+)">', without) == ["stop", "stop"]
    assert 'href="/quotes/' not in without


def test_the_file_is_the_answer_of_the_api(archive: FlaskClient) -> None:
    answer = send(archive, draft=DRAFT, archive="on", **{"as": "json"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="check.json"'
    body = {"draft": DRAFT.replace("\r\n", "\n"), "archive": True}
    assert answer.get_json() == archive.post("/v1/checks", json=body).get_json()


def test_a_form_grows_by_a_source_and_keeps_what_was_typed(client: FlaskClient) -> None:
    page = send(client, draft="Half a draft", more="1", **{"source-1": "typed", "name-1": "a.txt"}).text
    assert 'id="source-2"' in page
    assert ">Half a draft</textarea>" in page
    assert ">typed</textarea>" in page
    full = send(client, draft="x", more="1", **{f"source-{n}": "" for n in range(1, 21)}).text
    assert 'id="source-20"' in full
    assert 'name="more"' not in full


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"draft": ""}, "draft: Must not be blank."),
        ({"archive": "on"}, "draft: Must not be blank."),
        ({"draft": "x" * 200_001}, "draft: Longer than maximum length 200000."),
        ({"draft": "Said.", "source-1": "no times", "kind-1": "vtt"}, "Source 1: "),
        ({"draft": "Said.", "source-1": "x", "kind-1": "gossip"}, "kind"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(
    client: FlaskClient, fields: dict[str, str], error: str
) -> None:
    client.application.config["MAX_CONTENT_LENGTH"] = 1_000_000
    answer = send(client, **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert error in answer.text
    assert f">{fields.get('source-1', '')}</textarea>" in answer.text


def test_other_pages_cannot_send_the_form(client: FlaskClient) -> None:
    sent = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}]
    for headers in sent:
        assert client.post("/check", data={"draft": DRAFT}, headers=HTML | headers).status_code == 403
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}  # what a browser sends for a page without referrer
    assert client.post("/check", data={"draft": DRAFT}, headers=HTML | own).status_code == 200


def test_a_body_of_another_kind_is_refused(client: FlaskClient) -> None:
    assert client.post("/check", json={"draft": DRAFT}, headers=HTML).status_code == 415
    assert client.post("/check", data=b"draft=%FF", content_type="application/x-www-form-urlencoded").status_code == 400


def test_a_closed_archive_needs_a_key(config: Config, attributor: FakeAttributor) -> None:
    with application(replace(config, reading="closed"), attributor) as app:
        services = app.extensions["saidby"]
        with services.database.writing() as session:
            key = keys.create(session, "reader", [Scope.READ])[1]
        client = app.test_client()
        assert client.post("/check", data={"draft": DRAFT}, headers=HTML).status_code == 401
        assert client.post("/check", data={"draft": DRAFT}, headers=HTML | {"X-API-Key": key}).status_code == 200
