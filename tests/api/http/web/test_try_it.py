"""The page to try the engine, without a browser: texts, examples, errors, and nothing stored."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from api.config import Config
from api.http.web.try_it import EXAMPLES, example
from attribution import Quotation, QuotationType, attribute_text

from ...conftest import ADA, BOB, application
from ...fakes import FunctionAttributor, attribute

HTML = {"Accept": "text/html,*/*;q=0.8"}


def test_a_text_is_shown_with_its_quotations_and_not_stored(client: FlaskClient) -> None:
    page = client.post("/try", data={"text": f"{ADA}\r\n\r\n{BOB}"}, headers=HTML).text
    assert re.findall(r'<li id="quotation-\d" class="([\w-]+)">', page) == [
        "speaker-0", "speaker-unknown", "speaker-1", "speaker-0",
    ]  # fmt: skip
    marks = re.findall(r'<mark class="mark ([\w-]+) (\w+)">', page)
    assert [style for style, _ in marks] == ["speaker-0", "speaker-unknown", "speaker-1", "speaker-0"]
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


def test_types_are_marked_otherwise_and_who_speaks_is_named_before_the_quotation_mark(config: Config) -> None:
    def indirect(text: str) -> list[Quotation]:
        first, *others = attribute(text)
        return [first, *(replace(quotation, type=QuotationType.INDIRECT) for quotation in others)]

    with application(config, FunctionAttributor(indirect)) as app:
        page = app.test_client().post("/try", data={"text": BOB}, headers=HTML).text
    assert re.findall(r'<mark class="mark ([\w-]+ \w+)">', page) == ["speaker-0 direct", "speaker-1 indirect"]
    assert re.search(r'id="mark-1"><span><bdi>Bob Stone</bdi> </span>.*?1</a>“<mark', page)
    assert re.search(r'id="mark-2"><span><bdi>Ada Byron</bdi> </span>.*?2</a>“<mark', page)


def test_a_speaker_who_goes_on_is_not_named_again(client: FlaskClient) -> None:
    page = client.post("/try", data={"text": "“Yes,” Bob Stone said. “No,” Bob Stone said."}, headers=HTML).text
    assert re.search(r'id="mark-2"><span class="unseen-label"><bdi>Bob Stone</bdi> </span>', page)
