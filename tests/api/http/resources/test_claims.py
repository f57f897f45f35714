"""Reviews of quotations, and the claims of Google's API for them."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from ...conftest import problem, send

REVIEW = {
    "url": "https://checks.example/wall", "publisher": "Checks", "rating": "Mostly false", "title": "Will it hold?",
    "language": "en-GB", "reviewed_at": "2024-03-03",
}  # fmt: skip
GOOGLE = {"key": "AIza", "alt": "json", "prettyPrint": "false", "$.xgafv": "2"}  # what its clients add to each call


@pytest.fixture
def quote_id(client: FlaskClient) -> str:
    send(client, "“The harbour wall will hold,” Ana Ruiz said. “No,” Bo Ek said.", published_at="2024-03-01")
    found: str = client.get("/v1/quotes?q=harbour").get_json()["data"][0]["id"]
    return found


def search(client: FlaskClient, **query: str) -> dict[str, Any]:
    answer = client.get("/v1alpha1/claims:search", query_string=GOOGLE | query)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.get_json()
    return content


def test_a_review_is_added_and_replaced(client: FlaskClient, quote_id: str) -> None:
    first = client.post(f"/v1/quotes/{quote_id}/reviews", json=REVIEW)
    second = client.post(f"/v1/quotes/{quote_id}/reviews", json=REVIEW | {"rating": "False"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.get_json()["id"] == second.get_json()["id"]
    listed = client.get(f"/v1/quotes/{quote_id}/reviews").get_json()["data"]
    assert [(r["rating"], r["site"], r["language"]) for r in listed] == [("False", "checks.example", "en-gb")]


def test_a_claim_has_the_form_of_the_api(client: FlaskClient, quote_id: str) -> None:
    client.post(f"/v1/quotes/{quote_id}/reviews", json=REVIEW)
    assert search(client, query="harbour wall", languageCode="en") == {
        "claims": [
            {
                "text": "The harbour wall will hold,",
                "claimant": "Ana Ruiz",
                "claimDate": "2024-03-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Checks", "site": "checks.example"},
                        "url": "https://checks.example/wall",
                        "title": "Will it hold?",
                        "reviewDate": "2024-03-03T00:00:00Z",
                        "textualRating": "Mostly false",
                        "languageCode": "en-gb",
                    }
                ],
            }
        ]
    }


@pytest.mark.parametrize(
    "query",
    [{"query": "ferry"}, {"reviewPublisherSiteFilter": "other.example"}, {"query": "harbour", "maxAgeDays": "1"},
     {"query": "harbour", "languageCode": "fr"}, {"query": "harbour", "offset": "1"}],
)  # fmt: skip
def test_nothing_found_is_an_empty_answer(client: FlaskClient, quote_id: str, query: dict[str, str]) -> None:
    client.post(f"/v1/quotes/{quote_id}/reviews", json=REVIEW)
    assert search(client, **query) == {}


def test_the_query_is_optional_with_a_site_and_pages_follow(client: FlaskClient, quote_id: str) -> None:
    client.post(f"/v1/quotes/{quote_id}/reviews", json=REVIEW)
    other = client.get("/v1/quotes?q=no").get_json()["data"][0]["id"]
    client.post(f"/v1/quotes/{other}/reviews", json=REVIEW)
    first = search(client, reviewPublisherSiteFilter="www.checks.example", pageSize="1")
    assert first["nextPageToken"] == "1"
    rest = search(client, reviewPublisherSiteFilter="checks.example", pageSize="1", pageToken=first["nextPageToken"])
    assert "nextPageToken" not in rest
    assert {claim["text"] for page in (first, rest) for claim in page["claims"]} == {
        "The harbour wall will hold,", "No,"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["pageSize", "pageToken", "maxAgeDays", "languageCode", "query", "nothing"])
def test_bad_parameters_are_refused(client: FlaskClient, name: str) -> None:
    problem(client.get("/v1alpha1/claims:search", query_string={name: "-"}), 400, "invalid-parameter")


@pytest.mark.parametrize(
    ("member", "value"),
    [("url", "javascript:alert(1)"), ("url", "checks.example"), ("url", "https://"), ("publisher", " "),
     ("rating", None), ("language", "e"), ("reviewed_at", "soon"), ("verdict", "true")],
)  # fmt: skip
def test_bad_reviews_are_refused(client: FlaskClient, quote_id: str, member: str, value: Any) -> None:
    answer = client.post(f"/v1/quotes/{quote_id}/reviews", json=REVIEW | {member: value})
    assert problem(answer, 422, "invalid-body")["errors"][0]["pointer"] == f"#/{member}"


def test_reviews_of_nothing(client: FlaskClient) -> None:
    problem(client.post("/v1/quotes/none/reviews", json=REVIEW), 404, "not-found")
    problem(client.get("/v1/quotes/none/reviews"), 404, "not-found")
