"""Linked data: who said it, where it stands, in code points over the stated text."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from api.http.representations.linked_data import graph
from api.store import QuoteFilter
from api.store.quotes import quotes
from attribution.model import text_digest

from ...conftest import BOB, Post

LD = {"Accept": "application/ld+json"}


def nodes(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    content = client.get(path, headers=LD).get_json(force=True)
    assert content["@context"] == "https://schema.org"
    return list(content["@graph"])


def test_a_quotation_names_its_speaker_and_its_article(archive: FlaskClient) -> None:
    quotation, annotation = nodes(archive, "/v1/quotes?speaker=stone")
    assert (quotation["@type"], quotation["text"]) == ("Quotation", "Nothing is agreed,")
    assert quotation["spokenByCharacter"]["@type"] == "Person"
    assert quotation["spokenByCharacter"]["name"] == "Bob Stone"
    assert quotation["creator"] == {"@id": quotation["spokenByCharacter"]["@id"]}
    assert [(item["propertyID"], item["value"]) for item in quotation["additionalProperty"]] == [
        ("type", "direct"), ("factuality", "asserted"),
    ]  # fmt: skip
    article = quotation["isPartOf"]
    assert (article["@type"], article["headline"], article["publisher"]["name"]) == (
        "NewsArticle",
        "Talks",
        "Al Jazeera",
    )
    assert article["sha256"] == text_digest(BOB)
    assert annotation["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (annotation["type"], annotation["body"]) == ("Annotation", quotation["@id"])
    for address in (quotation["@id"], article["@id"], quotation["creator"]["@id"]):
        assert archive.get(address).status_code == 200


@pytest.mark.parametrize(
    ("factuality", "created"), [("asserted", True), (None, True), ("denied", False), ("open", False)]
)
def test_who_denies_a_content_is_not_its_creator(archive: FlaskClient, factuality: str | None, created: bool) -> None:
    database = archive.application.extensions["saidby"].database
    with database.snapshot() as reader:
        quote = quotes.find(reader, QuoteFilter(speaker=("stone",))).items[0]
    quote.record["factuality"] = factuality
    quotation, _ = graph([quote], {quote.article_id: BOB}, "https://saidby.example")["@graph"]
    assert ("creator" in quotation) == created
    assert "spokenByCharacter" in quotation
    assert len(quotation["additionalProperty"]) == (1 if factuality is None else 2)


def test_a_group_names_its_members(archive: FlaskClient) -> None:
    database = archive.application.extensions["saidby"].database
    with database.snapshot() as reader:
        quote = quotes.find(reader, QuoteFilter(speaker=("stone",))).items[0]
    member = {"kind": "person", "description": None, "speaks_for": None, "confidence": None}
    quote.record["speaker"]["members"] = [{"id": "1", "name": "Ana", **member}, {"id": None, "name": "Bo", **member}]
    quotation, _ = graph([quote], {quote.article_id: BOB}, "https://saidby.example")["@graph"]
    (shown,) = quotation["spokenByCharacter"]["member"]
    assert shown == {"@type": "Person", "@id": "https://saidby.example/v1/speakers/1", "name": "Ana"}


def test_selectors_count_code_points_of_the_stated_text(client: FlaskClient, post: Post) -> None:
    text = "🎻🎻 “Ça va,” Ada Byron said."
    article = post(text).get_json()
    _, annotation = nodes(client, f"/v1/quotes/{article['quotations'][0]['id']}")
    (target,) = annotation["target"]
    assert target["source"]["sha256"] == text_digest(text)
    quote, position = target["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert text[position["start"] : position["end"]] == quote["exact"] == "Ça va,"
    assert quote["prefix"] + quote["exact"] + quote["suffix"] == text


def test_nobody_is_named_where_nobody_is_known(archive: FlaskClient) -> None:
    quotation, _ = nodes(archive, "/v1/quotes?q=rains")
    assert not {"spokenByCharacter", "creator"} & set(quotation)


def test_an_article_brings_its_text_and_its_quotations(archive: FlaskClient) -> None:
    listed = archive.get("/v1/articles?source=al+jazeera").get_json()["data"][0]
    article, *others = nodes(archive, f"/v1/articles/{listed['id']}")
    assert (article["@type"], article["articleBody"]) == ("NewsArticle", BOB)
    assert [node.get("@type") or node["type"] for node in others] == ["Quotation", "Annotation"] * 2
