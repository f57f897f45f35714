"""The contract is committed as generated, complete, and followed by the responses of the service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from api.http.blueprints import ERROR_RESPONSES, SERVER_ERRORS
from api.http.errors import PROBLEM_TYPES
from api.http.openapi import NOTHING, document, render
from api.http.web.examples import example
from api.version import VERSION
from attribution import Factuality, QuotationType, Reason, SpeakerKind

from ..conftest import ADA

COMMITTED = Path(__file__).resolve().parents[3] / "openapi.yaml"
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture
def spec(app: Flask) -> dict[str, Any]:
    return document(app)


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                assert method in METHODS
                yield method, path, operation


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, list):
        for item in tree:
            yield from nodes(item)
    if isinstance(tree, dict):
        yield tree
        for item in tree.values():
            yield from nodes(item)


def as_json_schema(tree: Any) -> Any:
    """Convert OpenAPI 3.0 schemas to JSON Schema, including nullable values."""
    if isinstance(tree, list):
        return [as_json_schema(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    schema = {key: as_json_schema(value) for key, value in tree.items() if key != "nullable"}
    return {"anyOf": [schema, {"type": "null"}]} if tree.get("nullable") is True else schema


def validator(spec: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(as_json_schema({"components": {"schemas": spec["components"]["schemas"]}, **schema}))


def test_the_committed_contract_matches_the_code() -> None:
    assert COMMITTED.read_text(encoding="utf8") == render(), "run: make openapi"


def test_the_contract_is_valid_openapi(spec: dict[str, Any]) -> None:
    validate(spec)
    assert spec["openapi"] == "3.0.3"
    assert spec["info"]["version"] == VERSION


def test_it_is_served_in_both_formats(client: FlaskClient, spec: dict[str, Any]) -> None:
    assert client.get("/openapi.json").get_json() == spec
    answer = client.get("/openapi.yaml")
    assert answer.content_type.startswith("application/yaml")
    assert yaml.safe_load(answer.data) == spec


def test_it_is_served_as_openapi_3_1(client: FlaskClient, spec: dict[str, Any]) -> None:
    newer = client.get("/openapi-3.1.json").get_json()
    validate(newer)
    assert newer["openapi"] == "3.1.0"
    assert set(newer["paths"]) == set(spec["paths"])
    assert not any("nullable" in node or "example" in node for node in nodes(newer["components"]["schemas"]))
    quote = newer["components"]["schemas"]["Quote"]["properties"]
    assert {"type": "null"} in quote["speaker"]["oneOf"]
    assert newer["components"]["schemas"]["QuotePage"]["properties"]["next_cursor"]["type"] == ["string", "null"]


def test_every_operation_has_one_name_and_one_tag(spec: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(spec)]
    assert len(names) == len(set(names))
    verbs = "list|get|create|update|delete|attribute|verify|check|search|reconcile|merge|split|revert|keep|stop"
    assert all(re.fullmatch(rf"({verbs})[A-Z][A-Za-z]+", name) for name in names)
    tags = {tag["name"] for tag in spec["tags"]}
    for _, path, operation in operations(spec):
        assert len(operation["tags"]) == 1
        assert set(operation["tags"]) <= tags
        assert operation["summary"], path
        assert operation["description"], path


def test_every_route_of_the_api_is_in_it(app: Flask, spec: dict[str, Any]) -> None:
    routes = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(("/v1", "/reconcile")) and rule.endpoint != "preview.preview"  # a page
    }
    assert routes == {(method, path) for method, path, _ in operations(spec)}


def test_parameters_are_described(spec: dict[str, Any]) -> None:
    for item in spec["paths"].values():
        for holder in (item, *(value for key, value in item.items() if key != "parameters")):
            for parameter in holder.get("parameters", []):
                assert parameter["description"]
                assert "default" not in parameter["schema"] or parameter["schema"]["default"] is not None


BINARY = {"type": "string", "format": "binary"}  # a format that is read as it is


def test_schemas_are_named_and_nothing_is_inline(spec: dict[str, Any]) -> None:
    for _, path, operation in operations(spec):
        for holder in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media in holder.get("content", {}).values():
                assert media["schema"] == BINARY or set(media["schema"]) == {"$ref"}, path
    for _, path, operation in operations(spec):
        for parameter in operation.get("parameters", []):
            assert parameter["schema"].get("type") != "object", path
            assert not {"enum", "anyOf"} & {key for node in nodes(parameter["schema"]) for key in node}, path
    for name, schema in spec["components"]["schemas"].items():
        assert schema["description"], name
        for node in nodes(list(schema.get("properties", {}).values())):
            if node == NOTHING:
                continue
            assert node.get("type") != "object", f"an object without a name in {name}"
            assert "enum" not in node, f"an enumeration without a name in {name}"
            assert "anyOf" not in node, f"a choice in {name}"


def test_the_enumerations_are_those_of_the_engine(spec: dict[str, Any]) -> None:
    for enum in (Factuality, QuotationType, SpeakerKind, Reason):
        assert spec["components"]["schemas"][enum.__name__]["enum"] == [member.value for member in enum]


def test_only_request_bodies_are_closed(spec: dict[str, Any]) -> None:
    closed = {name for name, schema in spec["components"]["schemas"].items() if "additionalProperties" in schema}
    assert closed >= {"NewArticle", "NewAttribution", "ArticleChanges"}
    bodies = {
        media["schema"]["$ref"].rpartition("/")[2]
        for _, _, operation in operations(spec)
        for media in operation.get("requestBody", {}).get("content", {}).values()
        if media["schema"] != BINARY
    }
    assert closed - {"LinkedNode"} == bodies


def test_errors_are_problems(spec: dict[str, Any]) -> None:
    for _, path, operation in operations(spec):
        failures = {status: response for status, response in operation["responses"].items() if int(status) >= 400}
        expected = {"400", "401", "403", "405", "406", "429", "500", "503", *map(str, SERVER_ERRORS)}
        if operation["security"] == []:  # what takes no key has no limit either
            expected -= {"401", "403", "429"}
            assert not {"401", "403", "429"} & set(failures), path
        assert expected <= set(failures), path
        if "requestBody" in operation:
            assert {"413", "415", "422"} <= set(failures), path
        if "{" in path:
            assert "404" in failures, path
        for status, response in failures.items():
            assert response == {"$ref": f"#/components/responses/{ERROR_RESPONSES[int(status)][0]}"}
    for name, response in spec["components"]["responses"].items():
        if name == "NotModified":
            assert "content" not in response
            continue
        assert response["content"] == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    described = {kind.status for kind in PROBLEM_TYPES.values()}
    assert set(ERROR_RESPONSES) - {304, 414, 431} <= described


def test_the_examples_are_valid(spec: dict[str, Any]) -> None:
    components = spec["components"]["schemas"]
    for schema in components.values():
        if "properties" in schema:
            validator(spec, schema).validate(example(schema, components))
    for _, _, operation in operations(spec):
        for parameter in operation.get("parameters", []):
            if "example" in parameter["schema"]:
                validator(spec, parameter["schema"]).validate(parameter["schema"]["example"])


@pytest.mark.parametrize("name", ["NewAttribution", "NewArticle"])
def test_the_examples_are_accepted(client: FlaskClient, spec: dict[str, Any], name: str) -> None:
    components = spec["components"]["schemas"]
    path = {"NewAttribution": "/v1/attributions", "NewArticle": "/v1/articles"}[name]
    assert client.post(path, json=example(components[name], components)).status_code in (200, 201)


def test_the_examples_of_parameters_are_accepted(archive: FlaskClient, spec: dict[str, Any]) -> None:
    for method, path, operation in operations(spec):
        for parameter in operation.get("parameters", []):
            if method == "get" and "example" in parameter["schema"] and "{" not in path:
                given = parameter["schema"]["example"]
                text = {True: "true", False: "false"}.get(given, given) if isinstance(given, bool) else given
                answer = archive.get(path, query_string={parameter["name"]: text})
                assert answer.status_code == 200, (path, parameter["name"])


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/v1/quotes", "/v1/quotes"),
        ("/v1/quotes?limit=1", "/v1/quotes"),
        ("/v1/quotes/{quote}", "/v1/quotes/{quote_id}"),
        ("/v1/articles", "/v1/articles"),
        ("/v1/articles/{article}", "/v1/articles/{article_id}"),
        ("/v1/speakers", "/v1/speakers"),
        ("/v1/sources", "/v1/sources"),
        ("/v1/health", "/v1/health"),
        ("/v1/quotes?include=total&include=article&include=evidence", "/v1/quotes"),
        ("/v1/quotes/facets", "/v1/quotes/facets"),
        ("/v1/deletions", "/v1/deletions"),
        ("/v1/articles/{article}/revisions", "/v1/articles/{article_id}/revisions"),
        ("/v1/articles/{article}/revisions/1", "/v1/articles/{article_id}/revisions/{revision}"),
        ("/v1/articles/{article}/revisions/2", "/v1/articles/{article_id}/revisions/{revision}"),
        ("/v1/quotes?nonsense=1", "/v1/quotes"),
        ("/v1/quotes?cursor=nonsense", "/v1/quotes"),
        ("/v1/quotes/nonsense", "/v1/quotes/{quote_id}"),
    ],
)
def test_responses_follow_the_contract(archive: FlaskClient, path: str, template: str) -> None:
    spec = document(archive.application)
    quote = archive.get("/v1/quotes?limit=1").get_json()["data"][0]
    answer = archive.get(path.format(quote=quote["id"], article=quote["article"]["id"]))
    check(spec, answer, spec["paths"][template]["get"])


def test_responses_to_posts_follow_the_contract(client: FlaskClient, spec: dict[str, Any]) -> None:
    for path in ("/v1/attributions", "/v1/articles"):
        operation = spec["paths"][path]["post"]
        for body in ({"text": ADA}, {"text": ADA}, {"text": ""}, {"txt": ADA}, []):
            check(spec, client.post(path, json=body), operation)
        check(spec, client.post(path, data=b"{", content_type="application/json"), operation)
        check(spec, client.post(path, data=b"{}"), operation)
        check(spec, client.post(path, json={"text": "x" * 200_000}), operation)


def check(spec: dict[str, Any], answer: Any, operation: dict[str, Any]) -> None:
    """Check that status, type and body of a response are as declared, without undeclared members."""
    response = operation["responses"][str(answer.status_code)]
    if "$ref" in response:
        response = spec["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"][answer.mimetype]["schema"]
    validator(spec, schema).validate(answer.get_json(force=True))
    members = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"]
    assert set(answer.get_json(force=True)) <= set(members)
