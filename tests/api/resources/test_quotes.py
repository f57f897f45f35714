"""Quotations: every filter finds what it should and nothing else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ..conftest import BOB, problem
from ..fakes import attribute

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
        ("speaker_id=0000", []),
        ("article_id=0000", []),
    ],
)
def test_the_filters(archive: FlaskClient, query: str, found: list[str]) -> None:
    page = archive.get(f"/v1/quotes?{query}").get_json()
    assert [quote["text"] for quote in page["data"]] == found
    assert page["next_cursor"] is None


def test_a_quotation_is_the_record_with_identifiers_and_its_article(archive: FlaskClient) -> None:
    quote = archive.get("/v1/quotes?speaker=stone").get_json()["data"][0]
    article = archive.get("/v1/articles?source=al+jazeera").get_json()["data"][0]
    assert quote == {
        "id": quote["id"],
        "type": "direct",
        "text": NOTHING,
        "spans": [{"start": 1, "end": 19}],
        "quoted": [{"start": 1, "end": 19}],
        "cue": {"text": "said", "lemma": "say", "start": 31, "end": 35},
        "mention": {"text": "Bob Stone", "start": 21, "end": 30},
        "speaker": {"id": quote["speaker"]["id"], "name": "Bob Stone", "kind": "person"},
        "reported_by": None,
        "confidence": 0.9,
        "evidence": {"rule": "fake", "chain": ["Bob Stone"], "reason": None},
        "article": {
            "id": article["id"],
            "source": "Al Jazeera",
            "url": None,
            "title": "Talks",
            "published_at": "2023-06-19T00:00:00Z",
            "text_sha256": article["text_sha256"],
        },
    }
    assert BOB[1:19] == NOTHING
    assert archive.get(f"/v1/quotes/{quote['id']}").get_json() == quote


def test_a_quotation_without_speaker_says_why(archive: FlaskClient) -> None:
    quote = archive.get("/v1/quotes?q=rains").get_json()["data"][0]
    assert (quote["speaker"], quote["cue"], quote["mention"]) == (None, None, None)
    assert quote["evidence"]["reason"] == "no_cue"


def test_the_identifiers_of_an_answer_are_filters(archive: FlaskClient) -> None:
    quote = archive.get("/v1/quotes?speaker=ada&limit=1").get_json()["data"][0]
    by_speaker = archive.get(f"/v1/quotes?speaker_id={quote['speaker']['id']}").get_json()["data"]
    by_article = archive.get(f"/v1/quotes?article_id={quote['article']['id']}").get_json()["data"]
    assert [found["text"] for found in by_speaker] == [TRADE, SEE]
    assert [found["text"] for found in by_article] == [NOTHING, TRADE]


def test_head_is_get_without_body(archive: FlaskClient) -> None:
    response = archive.head("/v1/quotes?limit=1")
    assert (response.status_code, response.data) == (200, b"")
    assert "Link" in response.headers


def test_what_is_not_there(archive: FlaskClient) -> None:
    identifier = attribute(BOB)[0].id
    assert identifier not in {quote["id"] for quote in archive.get("/v1/quotes").get_json()["data"]}
    problem(archive.get(f"/v1/quotes/{identifier}"), 404, "not-found")
