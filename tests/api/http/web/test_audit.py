"""The audit page without a browser: counts with their shares, and the quotations behind each."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

HTML = {"Accept": "text/html,*/*;q=0.8"}
ROW = re.compile(r'<th scope="row"><a href="([^"]+)"><bdi>([^<]+)</bdi></a></th><td class="figure"><data[^>]*>(\d+)')


@pytest.mark.parametrize("query", ["", "speaker=Ada+Byron", "source=Al+Jazeera", "q=it", "attributed=false"])
def test_each_count_is_the_number_of_quotations_behind_it(archive: FlaskClient, query: str) -> None:
    page = archive.get(f"/audit?{query}", headers=HTML).text
    rows = ROW.findall(page)
    assert rows
    for target, label, count in rows:
        path = "/v1/quotes" + unescape(target).removeprefix("/")
        total = archive.get(f"{path}&include=total").get_json()["total"]
        assert total == int(count), (label, target)


def test_the_audit_of_an_article(archive: FlaskClient) -> None:
    article = archive.get("/v1/quotes?q=agreed").get_json()["data"][0]["article"]["id"]
    page = archive.get(f"/audit?article={article}", headers=HTML).text
    found = {label: int(count) for _, label, count in ROW.findall(page)}
    assert (found["Ada Byron"], found["Bob Stone"], found["Persons"]) == (1, 1, 2)
    assert "There are none: every article that quotes at least twice quotes several speakers." in page


def test_an_article_that_rests_on_one_speaker(client: FlaskClient) -> None:
    text = "“One,” Ada Byron said. “Two,” Ada Byron said."
    client.post("/v1/articles", json={"text": text, "title": "<b>Alone</b>", "source": "Post"})
    page = client.get("/audit", headers=HTML).text
    assert "1</data> article quotes only one speaker, and does so at least twice." in page
    assert "&lt;b&gt;Alone&lt;/b&gt;" in page


def test_nothing_and_errors(archive: FlaskClient) -> None:
    page = archive.get("/audit?q=zeppelin", headers=HTML)
    assert page.status_code == 200
    assert "<table>" not in page.text
    assert archive.get("/audit?nonsense=1", headers=HTML).status_code == 400
    assert archive.get("/audit?q=&source=", headers=HTML).location == "/audit"


def test_attributes_from_a_form_are_counted_and_not_stored(archive: FlaskClient) -> None:
    table = "speaker,party\r\nAda Byron,<b>Red</b>\r\nBob Stone,Blue\r\nNobody Known,Green"
    page = archive.post("/audit", data={"attributes": table}, headers=HTML).text
    found = {unescape(label): (unescape(target), int(count)) for target, label, count in ROW.findall(page)}
    assert found["<b>Red</b>"][1] == 2
    target, count = found["Blue"]
    assert archive.get("/v1/quotes" + target.removeprefix("/") + "&include=total").get_json()["total"] == count == 1
    assert "Red" not in archive.get("/audit", headers=HTML).text


def test_attributes_that_cannot_be_read_are_explained(archive: FlaskClient) -> None:
    answer = archive.post("/audit?q=it", data={"attributes": "speaker,party\nAda Byron"}, headers=HTML)
    assert answer.status_code == 422
    assert "line 2 has 1 columns, and the heading 2" in answer.text
    assert "Ada Byron</textarea>" in answer.text
