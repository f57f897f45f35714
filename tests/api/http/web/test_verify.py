"""The verification page without a browser: the finding, the difference, errors, and the bookmarklet."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HTML = {"Accept": "text/html,*/*;q=0.8"}


def get(client: FlaskClient, path: str) -> TestResponse:
    return client.get(path, headers=HTML)


def test_an_empty_form_asks_nothing(archive: FlaskClient) -> None:
    answer = get(archive, "/verify")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert 'id="finding"' not in answer.text
    assert get(archive, "/verify?quote=&speaker=").location == "/verify"
    assert 'value="Ada Byron"' in get(archive, "/verify?speaker=Ada+Byron").text


@pytest.mark.parametrize(
    ("query", "finding"),
    [
        ("quote=nothing+is+agreed&speaker=Bob+Stone", "Said in these words"),
        ("quote=nothing+is+decided&speaker=Bob+Stone", "Said in other words"),
        ("quote=nothing+is+agreed&speaker=Ada+Byron", "Said by somebody else"),
        ("quote=the+moon+is+made+of+cheese", "Not found in this archive"),
        ("quote=nothing+is+agreed&published_before=2001-01-01", "Not found in this archive"),
    ],
)
def test_the_finding_is_that_of_the_api(archive: FlaskClient, query: str, finding: str) -> None:
    heading = re.search(r'<h2 id="finding"[^>]*>([^<]*)', get(archive, f"/verify?{query}").text)
    assert heading is not None
    assert heading[1] == finding


def test_a_changed_word_is_marked_for_eyes_and_ears(archive: FlaskClient) -> None:
    page = get(archive, "/verify?quote=nothing+is+decided&speaker=Bob+Stone").text
    assert re.search(r"<del[^>]*><span class=\"unseen-label\">printed: </span>agreed</del>", page)
    assert re.search(r"<ins[^>]*><span class=\"unseen-label\">instead: </span>decided</ins>", page)
    quote = archive.get("/v1/quotes?q=agreed").get_json()["data"][0]["id"]
    assert f'href="/quotes/{quote}"' in page


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("quote=[]", "quote: Must contain a word outside of brackets."),
        ("quote=x&published_from=yesterday", "published_from: Must be a date"),
        ("quote=x&published_from=2024-01-02&published_before=2024-01-01", "published_before: "),
    ],
)
def test_an_invalid_question_is_explained_above_the_form(archive: FlaskClient, query: str, error: str) -> None:
    answer = get(archive, f"/verify?{query}")
    assert answer.status_code == 400
    assert error in answer.text
    assert f">{query.partition('=')[2].partition('&')[0]}</textarea>" in answer.text


def test_an_unknown_parameter_is_an_error(archive: FlaskClient) -> None:
    assert get(archive, "/verify?quote=x&speakr=y").status_code == 400


def test_markup_in_the_address_is_text(archive: FlaskClient) -> None:
    page = get(archive, "/verify?quote=%3Cscript%3Ealert(1)%3C/script%3E&speaker=%22onload=%22").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page


def test_the_bookmarklet_leads_here(archive: FlaskClient) -> None:
    page = archive.get("/verify", headers=HTML, base_url="http://localhost:8080").text
    assert "javascript:void(location=&#39;http://localhost:8080/verify?quote=&#39;+encodeURIComponent(" in page


def test_what_was_searched_is_told_by_labelled_values(archive: FlaskClient) -> None:
    page = get(archive, "/verify?quote=nothing+is+agreed&speaker=Bob+Stone").text
    found = dict(re.findall(r"<div><dt>([^<]*)</dt><dd>(?:<[^>]*>)?([^<]*)", page.partition("pairs searched")[2]))
    api = archive.post("/v1/verifications", json={"quote": "nothing is agreed", "speaker": "Bob Stone"}).get_json()
    searched = api["searched"]
    assert found["Quotations searched"] == str(searched["quotations"])
    assert found["By this speaker"] == str(searched["of_speaker"])
    assert found["Articles searched"] == str(searched["articles"])
    assert "By this speaker" not in get(archive, "/verify?quote=nothing+is+agreed").text
