"""Quotations: every filter finds what it should and nothing else."""

from __future__ import annotations

import json

import marshmallow as ma
import pytest
from flask.testing import FlaskClient

from api.http.resources.articles.schemas import ArticleSchema
from api.http.resources.quotes.schemas import QuoteDetailSchema
from attribution import to_record

from ...conftest import BOB, Post, problem
from ...fakes import attribute

SEE, RAINS, NOTHING, TRADE, UNDATED = "We shall see,", "It rains.", "Nothing is agreed,", "Trade first,", "Undated,"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [NOTHING, TRADE, SEE, RAINS, UNDATED]),
        ("speaker=byron", [TRADE, SEE]),
        ("speaker=Ada+Byron", [TRADE, SEE]),
        ("speaker=ADA+BYRON", [TRADE, SEE]),
        ("speaker=stone", [NOTHING]),
        ("speaker=nobody", []),
        ("speaker=by", []),
        ("source=Al+Jazeera", [NOTHING, TRADE]),
        ("source=al+jazeera", [NOTHING, TRADE]),
        ("source=Al", []),
        ("published_from=2023-06-19", [NOTHING, TRADE]),
        ("published_from=2023-06-18T23:30:00Z", [NOTHING, TRADE, SEE, RAINS]),
        ("published_from=2023-06-18T23:30:01Z", [NOTHING, TRADE]),
        ("published_from=2023-06-19T00:00:00%2B02:00", [NOTHING, TRADE, SEE, RAINS]),
        ("published_before=2023-06-19", [SEE, RAINS]),
        ("published_before=2023-06-19T00:00:00Z", [SEE, RAINS]),
        ("published_before=2023-06-20", [NOTHING, TRADE, SEE, RAINS]),
        ("published_before=2023-06-19T00:00:01", [NOTHING, TRADE, SEE, RAINS]),
        ("published_from=2023-06-18&published_before=2023-06-19", [SEE, RAINS]),
        ("published_from=2024-01-01", []),
        ("q=agreed", [NOTHING]),
        ("q=AGREED+nothing", [NOTHING]),
        ("q=%22nothing+is%22", [NOTHING]),
        ("q=%22is+nothing%22", []),
        ("q=agreed+OR+trade", []),
        ("type=direct", [NOTHING, TRADE, SEE, RAINS, UNDATED]),
        ("type=indirect", []),
        ("speaker=ada&source=al+jazeera&type=direct&q=trade&published_from=2023-06-01", [TRADE]),
        ("speaker=0000", []),
        ("speaker=stone&speaker=ada", [NOTHING, TRADE, SEE]),
        ("source=al+jazeera&source=morning+post&q=trade", [TRADE]),
        ("attributed=false", [RAINS]),
        ("attributed=true&speaker=stone", [NOTHING]),
        ("min_confidence=0.9&source=morning+post", [SEE]),
        ("kind=person&cue=say&speaker=stone", [NOTHING]),
        ("kind=group", []),
        ("sort=published_at", [RAINS, SEE, TRADE, NOTHING, UNDATED]),
        ("sort=relevance&q=is", [NOTHING]),
        ("updated_since=2023-01-01&speaker=ada", [TRADE, SEE]),
        ("updated_since=2999-01-01", []),
        ("article=0000", []),
    ],
)
def test_the_filters(archive: FlaskClient, query: str, found: list[str]) -> None:
    page = archive.get(f"/v1/quotes?{query}").get_json()
    assert [quote["text"] for quote in page["data"]] == found
    assert page["next_cursor"] is None


def test_a_quotation_is_the_record_with_identifiers_and_its_article(archive: FlaskClient) -> None:
    quote = archive.get("/v1/quotes?speaker=stone&include=article&include=evidence").get_json()["data"][0]
    article = archive.get("/v1/articles?source=al+jazeera").get_json()["data"][0]
    said = next(found for found in attribute(BOB) if found.text == NOTHING)
    record = to_record(said)
    assert quote == record | {
        "id": quote["id"],
        "speaker": record["speaker"] | {"id": quote["speaker"]["id"]},
        "updated_at": quote["updated_at"],
        "article": {
            "id": article["id"],
            "source": "Al Jazeera",
            "url": None,
            "published_at": "2023-06-19T00:00:00Z",
            "title": "Talks",
            "text_sha256": article["text_sha256"],
        },
    }
    assert quote["id"] != said.id
    assert BOB[1:19] == NOTHING
    alone = archive.get(f"/v1/quotes/{quote['id']}").get_json()
    context = alone.pop("context")
    assert alone == quote
    assert context == {"text": BOB, "start": 0, "end": len(BOB)}


def test_a_list_is_short_unless_more_is_asked_for(archive: FlaskClient) -> None:
    (quote,) = archive.get("/v1/quotes?speaker=stone").get_json()["data"]
    assert set(quote["article"]) == {"id", "source", "url", "published_at"}
    assert "evidence" not in quote
    page = archive.get("/v1/quotes?include=total&limit=1").get_json()
    assert (len(page["data"]), page["total"]) == (1, 5)
    assert archive.get("/v1/quotes?include=total&q=agreed").get_json()["total"] == 1


def members(schema: ma.Schema, path: str = "") -> set[str]:
    """The names of a schema's members, those within by their path."""
    found = set()
    for name, field in schema.fields.items():
        found.add(path + name)
        inner = field.inner if isinstance(field, ma.fields.List) else field
        if isinstance(inner, ma.fields.Nested):
            found |= members(inner.schema, f"{path}{name}.")
    return found


def written(value: object, path: str = "") -> set[str]:
    """The same of what was written."""
    if isinstance(value, list):
        return set().union(*(written(item, path) for item in value))
    if not isinstance(value, dict):
        return set()
    return {path + name for name in value}.union(*(written(item, f"{path}{name}.") for name, item in value.items()))


def test_what_is_written_out_is_what_the_schema_says(client: FlaskClient, post: Post) -> None:
    post(text="“We agreed,” Ada Byron said.", source="Radio")
    (quote,) = client.get("/v1/quotes").get_json()["data"]
    absent = ("reported_by.", "speaker.members.", "unread.")
    detail = client.get(f"/v1/quotes/{quote['id']}").get_json()
    assert written(detail) == {
        name for name in members(QuoteDetailSchema()) if not any(part in name for part in absent)
    }
    article = client.get(f"/v1/articles/{quote['article']['id']}").get_json()
    assert written(article) == {name for name in members(ArticleSchema()) if not any(part in name for part in absent)}


def test_a_quotation_reads_the_same_wherever_it_stands(archive: FlaskClient) -> None:
    listed = archive.get("/v1/quotes?include=article&include=evidence").get_json()["data"]
    lines = archive.get("/v1/quotes?include=article&include=evidence", headers={"Accept": "application/x-ndjson"})
    assert [json.loads(line) for line in lines.text.splitlines()] == listed
    for quote in listed:
        single = archive.get(f"/v1/quotes/{quote['id']}").get_json()
        assert {name: value for name, value in single.items() if name != "context"} == quote
        within = {name: value for name, value in quote.items() if name not in ("updated_at", "article")}
        article = archive.get(f"/v1/articles/{quote['article']['id']}").get_json()
        assert within in article["quotations"]
        (revision,) = archive.get(f"/v1/articles/{article['id']}/revisions").get_json()["data"]
        assert within in revision["added"]
        assert {name: article[name] for name in quote["article"]} == quote["article"]


def test_a_quotation_without_speaker_says_why(archive: FlaskClient) -> None:
    quote = archive.get("/v1/quotes?q=rains&include=evidence").get_json()["data"][0]
    assert (quote["speaker"], quote["cue"], quote["mention"]) == (None, None, None)
    assert quote["evidence"]["reason"] == "no_cue"


def test_the_identifiers_of_an_answer_are_filters(archive: FlaskClient) -> None:
    quote = archive.get("/v1/quotes?speaker=ada&limit=1").get_json()["data"][0]
    by_speaker = archive.get(f"/v1/quotes?speaker={quote['speaker']['id']}").get_json()["data"]
    by_article = archive.get(f"/v1/quotes?article={quote['article']['id']}").get_json()["data"]
    assert [found["text"] for found in by_speaker] == [TRADE, SEE]
    assert [found["text"] for found in by_article] == [NOTHING, TRADE]


def test_counts_are_under_the_same_filters(archive: FlaskClient) -> None:
    facets = archive.get("/v1/quotes/facets?interval=day").get_json()
    assert facets["total"] == 5
    assert (facets["speakers"][0]["speaker"]["name"], facets["speakers"][0]["count"]) == ("Ada Byron", 2)
    assert {(item["source"]["name"], item["count"]) for item in facets["sources"]} == {
        ("Al Jazeera", 2),
        ("Morning Post", 2),
    }
    assert facets["types"] == [{"type": "direct", "count": 5}]
    assert facets["factualities"] == [{"factuality": "asserted", "count": 5}]
    assert facets["periods"] == [{"begin": "2023-06-18", "count": 2}, {"begin": "2023-06-19", "count": 2}]
    ada = archive.get("/v1/quotes/facets?speaker=ada&top=1&interval=month").get_json()
    assert (ada["total"], ada["periods"]) == (2, [{"begin": "2023-06-01", "count": 2}])
    weeks = archive.get("/v1/quotes/facets?interval=week&q=nothing").get_json()
    assert (weeks["total"], weeks["periods"]) == (1, [{"begin": "2023-06-19", "count": 1}])


def test_head_is_get_without_body(archive: FlaskClient) -> None:
    response = archive.head("/v1/quotes?limit=1")
    assert (response.status_code, response.data) == (200, b"")
    assert "Link" in response.headers


def test_what_is_not_there(archive: FlaskClient) -> None:
    identifier = attribute(BOB)[0].id
    assert identifier not in {quote["id"] for quote in archive.get("/v1/quotes").get_json()["data"]}
    problem(archive.get(f"/v1/quotes/{identifier}"), 404, "not-found")
