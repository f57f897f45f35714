"""The page to try the engine, without a browser: texts, examples, errors, and nothing stored."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from api.http.web.try_it import EXAMPLES, example
from attribution import attribute_text

from ...conftest import ADA, BOB

HTML = {"Accept": "text/html,*/*;q=0.8"}


def test_a_text_is_shown_with_its_quotations_and_not_stored(client: FlaskClient) -> None:
    page = client.post("/try", data={"text": f"{ADA}\r\n\r\n{BOB}"}, headers=HTML).text
    assert re.findall(r'<li id="quotation-\d" class="([\w-]+)">', page) == [
        "speaker-0", "unattributed", "speaker-1", "speaker-0",
    ]  # fmt: skip
    assert re.findall(r'<mark class="([\w-]+)">', page) == ["speaker-0", "unattributed", "speaker-1", "speaker-0"]
    assert "No word reports these words as speech." in page
    assert client.get("/v1/quotes").get_json()["data"] == []
    assert client.get("/v1/articles").get_json()["data"] == []


@pytest.mark.parametrize("text", ["", " \n ", "<html><body><p>Hi</p></body></html>", "a\x00b"])
def test_an_invalid_text_is_explained_above_the_form(client: FlaskClient, text: str) -> None:
    answer = client.post("/try", data={"text": text}, headers=HTML)
    assert answer.status_code in (400, 413, 422)
    assert "alert" in answer.text or 'class="narrow failure"' in answer.text


def test_markup_is_text(client: FlaskClient) -> None:
    page = client.post("/try", data={"text": "“<b onclick=x>Hey</b>,” Ada Byron said."}, headers=HTML).text
    assert "<b onclick" not in page


def test_a_text_without_quotations_says_so(client: FlaskClient) -> None:
    assert "No quotations found" in client.post("/try", data={"text": "It rained."}, headers=HTML).text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_attributed(client: FlaskClient, name: str) -> None:
    page = client.post("/try", data={"example": name, "text": "typed before"}, headers=HTML).text
    assert example(name)[:60] in page
    found = attribute_text(example(name))
    assert len(found) >= 6
    assert sum(quotation.speaker is not None for quotation in found) >= 5


def test_the_form_is_empty_at_first(client: FlaskClient) -> None:
    assert re.search(r'<textarea id="text"[^>]*></textarea>', client.get("/try", headers=HTML).text)
