"""The Reconciliation Service API over speakers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from ...conftest import problem, send


@pytest.fixture
def people(client: FlaskClient) -> FlaskClient:
    for text in ("“We stay,” Ana Ruiz said.", "“We go,” Ana Ruizal said.", "“No,” Bo Ek said. “Yes,” Bo Ek said."):
        send(client, text)
    return client


def reconciled(client: FlaskClient, **queries: Any) -> dict[str, Any]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    assert client.get("/reconcile", query_string={"queries": json.dumps(queries)}).get_json() == answer.get_json()
    content: dict[str, Any] = answer.get_json()
    return content


def names(results: dict[str, Any], query: str) -> list[tuple[str, bool]]:
    return [(result["name"], result["match"]) for result in results[query]["result"]]


def test_the_manifest_names_the_service_and_its_parts(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").get_json()
    assert "0.2" in manifest["versions"]
    assert {"name", "identifierSpace", "schemaSpace", "batchSize"} <= manifest.keys()
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    assert manifest["suggest"]["entity"]["service_path"] == "/reconcile/suggest/entity"


@pytest.mark.parametrize("name", ["Bo Ek", "Ek, Bo", "BO EK", "Mr Bo Ek"])
def test_a_name_in_any_order_is_found(people: FlaskClient, name: str) -> None:
    result = reconciled(people, q={"query": name})["q"]["result"][0]
    assert result["name"] == "Bo Ek"
    assert set(result) == {"id", "name", "description", "score", "match", "type"}
    assert result["type"] == [{"id": "person", "name": "person"}]
    assert 0 < result["score"] <= 100


def test_only_what_is_beyond_doubt_is_a_match(people: FlaskClient) -> None:
    found = reconciled(people, a={"query": "Bo Ek"}, b={"query": "Ana"}, c={"query": "Ana Ruis"}, d={"query": "***"})
    assert names(found, "a") == [("Bo Ek", True)]
    assert names(found, "b") == [("Ana Ruiz", False), ("Ana Ruizal", False)]
    assert names(found, "c")[0] == ("Ana Ruiz", False)
    assert names(found, "d") == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"query": "Ana", "limit": 1}, 1),
        ({"query": "Ana", "type": "person"}, 2),
        ({"query": "Ana", "type": ["organization", "person"]}, 2),
        ({"query": "Ana", "type": "organization"}, 0),
        ({"query": "Ana", "type": "place"}, 0),
        ({"query": "Ana", "type_strict": "any", "properties": [{"pid": "p", "v": 1}]}, 2),
        ({"properties": [{"pid": "p", "v": 1}]}, 0),
    ],
)
def test_queries_are_narrowed(people: FlaskClient, query: dict[str, Any], count: int) -> None:
    assert len(reconciled(people, q=query)["q"]["result"]) == count


@pytest.mark.parametrize(
    "queries",
    ["x", "[]", "5", '{"q": 5}', '{"q": {"query": 5}}', '{"q": {"name": "b"}}', '{"q": {"query": "b", "limit": 0}}',
     json.dumps({str(n): {"query": "b"} for n in range(51)})],
)  # fmt: skip
def test_bad_queries_are_refused(client: FlaskClient, queries: str) -> None:
    answer = client.post("/reconcile", data={"queries": queries})
    assert problem(answer, 422, "invalid-body")["errors"][0]["pointer"] == "#/queries"
    problem(client.get("/reconcile", query_string={"queries": queries}), 400, "invalid-parameter")


def test_the_body_is_a_form(client: FlaskClient) -> None:
    problem(client.post("/reconcile", json={"queries": {}}), 415, "unsupported-media-type")
    problem(client.post("/reconcile", data={}), 415, "unsupported-media-type")
    answer = client.post("/reconcile", data="other=1", content_type="application/x-www-form-urlencoded")
    assert {error["pointer"] for error in problem(answer, 422, "invalid-body")["errors"]} == {"#/queries", "#/other"}


def test_names_are_completed(people: FlaskClient) -> None:
    found = people.get("/reconcile/suggest/entity?prefix=an").get_json()["result"]
    assert [entity["name"] for entity in found] == ["Ana Ruiz", "Ana Ruizal"]
    assert found[0]["notable"] == ["person"]
    assert people.get("/reconcile/suggest/entity?prefix=an&cursor=1").get_json()["result"] == found[1:]
    problem(people.get("/reconcile/suggest/entity"), 400, "invalid-parameter")
