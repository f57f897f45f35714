"""Citations: the programs that read them get the article, the words and the speaker back."""

from __future__ import annotations

from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from flask.testing import FlaskClient

from api.http.representations.citations import citation
from api.store import QuoteFilter

from ...conftest import Post

HOSTILE = "“\\evil{ }} @misc{x, \x01\nER  - \r\nTY  - JOUR\n$5_000 & 50% ~ ^ #1 <i>,” Eve Mallory said."
NOTE = "“\\evil{ }} @misc{x, ER - TY - JOUR $5_000 & 50% ~ ^ #1 <i>,” (Eve Mallory)"


def bibtex(client: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.content_type == "application/x-bibtex; charset=utf-8"
    library = bibtexparser.parse_string(answer.text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return [{"key": entry.key, **{field.key: field.value for field in entry.fields}} for entry in library.entries]


def ris(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.content_type == "application/x-research-info-systems; charset=utf-8"
    return list(rispy.loads(answer.text))


def csl(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.content_type == "application/vnd.citationstyles.csl+json"
    return list(answer.get_json(force=True))


def test_the_three_formats_say_the_same(archive: FlaskClient) -> None:
    quote = archive.get("/v1/quotes?q=see").get_json()["data"][0]
    address = f"http://localhost/quotes/{quote['id']}"
    note = f"“We shall see,” (Ada Byron). {address}"
    for path in ("/v1/quotes?q=see&", f"/v1/quotes/{quote['id']}?"):
        (item,) = csl(archive, f"{path}format=csl")
        assert item == {
            "id": f"saidby-{quote['id']}",
            "type": "article-newspaper",
            "title": "Rain",
            "container-title": "Morning Post",
            "issued": {"date-parts": [[2023, 6, 18]]},
            "URL": "https://a.example/1",
            "note": note,
            "source": "Saidby",
        }
        (entry,) = bibtex(archive, f"{path}format=bibtex")
        assert entry == {
            "key": item["id"],
            "title": "Rain",
            "howpublished": "Morning Post",
            "year": "2023",
            "month": "6",
            "day": "18",
            "url": "https://a.example/1",
            "note": note,
        }
        (record,) = ris(archive, f"{path}format=ris")
        assert record == {
            "type_of_reference": "NEWS",
            "id": item["id"],
            "title": "Rain",
            "secondary_title": "Morning Post",
            "year": "2023",
            "date": "2023/06/18",
            "urls": ["https://a.example/1"],
            "notes": [note],
            "name_of_database": "Saidby",
        }
    assert archive.get(address).status_code == 200


def test_a_query_has_a_citation_for_each_quotation_page_by_page(many: FlaskClient) -> None:
    for read, name in ((bibtex, "bibtex"), (ris, "ris"), (csl, "csl")):
        assert len(read(many, f"/v1/quotes?format={name}")) == 14
        assert len(read(many, f"/v1/quotes?format={name}&limit=5")) == 5
        assert 'rel="next"' in many.get(f"/v1/quotes?format={name}&limit=5").headers["Link"]
        assert read(many, f"/v1/quotes?format={name}&speaker=nobody") == []


def test_every_character_survives_but_breaks_and_controls(client: FlaskClient, post: Post) -> None:
    post(HOSTILE, title="Half {open % \\ & title")
    (item,) = csl(client, "/v1/quotes?format=csl")
    (record,) = ris(client, "/v1/quotes?format=ris")
    assert item["note"].startswith(NOTE)
    assert item["title"] == "Half {open % \\ & title"
    assert (record["title"], record["notes"]) == (item["title"], [item["note"]])
    (entry,) = bibtex(client, "/v1/quotes?format=bibtex")
    lost = str.maketrans({"{": None, "}": None, "^": "ˆ"})  # by the parser's table of LaTeX, which lacks these
    assert (entry["title"], entry["note"]) == (item["title"].translate(lost), item["note"].translate(lost))
    text = client.get("/v1/quotes?format=bibtex").text
    assert text.count("{") == text.count("}")
    assert r"\textbackslash{}evil\textbraceleft{} \textbraceright{}" in text


def test_what_is_not_known_is_left_out(archive: FlaskClient) -> None:
    (item,) = csl(archive, "/v1/quotes?q=undated&format=csl")
    assert "issued" not in item
    assert "container-title" not in item
    assert item["URL"].startswith("http://localhost/quotes/")
    (entry,) = bibtex(archive, "/v1/quotes?q=undated&format=bibtex")
    assert {"year", "howpublished"}.isdisjoint(entry)
    assert "date" not in ris(archive, "/v1/quotes?q=undated&format=ris")[0]


@pytest.mark.parametrize(("q", "said"), [("see", "“We shall see,” (Ada Byron, open)"), ("rains", "“It rains.” (open)")])
def test_what_is_not_asserted_says_so(archive: FlaskClient, q: str, said: str) -> None:
    quote = archive.application.extensions["saidby"].quotes(QuoteFilter(q=q), 1, None).items[0]
    quote.record["factuality"] = "open"
    assert citation(quote, "https://saidby.example").note == f"{said}. https://saidby.example/quotes/{quote.id}"


@pytest.mark.parametrize(("name", "file"), [("bibtex", "saidby.bib"), ("ris", "saidby.ris"), ("csl", "saidby.json")])
def test_a_browser_saves_it_under_a_name(archive: FlaskClient, name: str, file: str) -> None:
    answer = archive.get(f"/v1/quotes?format={name}")
    assert answer.headers["Content-Disposition"] == f'inline; filename="{file}"'
