"""The reconciliation service as its specification has it: what version 0.2 requires of each response, as JSON Schema.

Written from the specification of the W3C Entity Reconciliation Community Group; unknown members are errors here, so
that a misspelt one cannot pass as an extension.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker

from api.config import Config

from ...conftest import application, send
from ...fakes import FakeAttributor

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
TEMPLATE: Schema = ADDRESS | {"allOf": [{"pattern": r"\{\{id\}\}"}]}


def record(required: dict[str, Schema], **optional: Schema) -> Schema:
    """An object with these members and no others."""
    members = required | optional
    return {"type": "object", "required": [*required], "properties": members, "additionalProperties": False}


def listed(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items} | more


TYPE = record({"id": TEXT}, name=TEXT)
ENTITY = {"id": TEXT, "name": TEXT}
SUGGESTER = record({}, service_url=ADDRESS, service_path={"type": "string", "pattern": "^/"})
MANIFEST = record(
    {
        "versions": listed(TEXT, contains={"const": "0.2"}),
        "name": TEXT,
        "identifierSpace": ADDRESS,
        "schemaSpace": ADDRESS,
    },
    documentation=ADDRESS,
    serviceVersion=TEXT,
    defaultTypes=listed(TYPE, uniqueItems=True),
    view=record({"url": TEMPLATE}),
    preview=record({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
    suggest=record({}, entity=SUGGESTER, property=SUGGESTER, type=SUGGESTER),
    batchSize={"type": "integer", "minimum": 1},
)
CANDIDATE = record(
    ENTITY | {"score": {"type": "number"}}, description=TEXT, match={"type": "boolean"}, type=listed(TYPE)
)
RESULTS = {"type": "object", "additionalProperties": record({"result": listed(CANDIDATE)})}
SUGGESTIONS = record({"result": listed(record(ENTITY, description=TEXT, notable=listed({"anyOf": [TYPE, TEXT]})))})


def require(schema: Schema, content: object) -> None:
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(content)


@pytest.fixture
def people(client: FlaskClient) -> FlaskClient:
    for text in ("“We stay,” Ana Ruiz said.", "“We go,” Ana Ruizal said.", "“No,” Bo Ek said."):
        send(client, text)
    return client


def test_the_manifest(client: FlaskClient) -> None:
    require(MANIFEST, client.get("/reconcile").get_json())


@pytest.mark.parametrize(
    "queries",
    [
        {},
        {"q0": {"query": "Ana Ruiz"}, "q1": {"query": "nobody"}, "": {"query": ""}},
        {"q0": {"query": "Ana", "type": "person", "limit": 1}},
        {"q0": {"query": "Bo Ek", "type": ["person", "group"], "type_strict": "should"}},
        {"q0": {"query": "Bo Ek", "properties": [{"pid": "P1", "v": "x"}, {"pid": "P2", "v": {"id": "y"}}]}},
    ],
)
def test_the_results_of_a_batch(people: FlaskClient, queries: dict[str, Any]) -> None:
    answer = people.post("/reconcile", data={"queries": json.dumps(queries)})
    require(RESULTS, answer.get_json())
    assert answer.get_json().keys() == queries.keys()


def test_suggestions_and_previews_are_where_the_manifest_says(people: FlaskClient) -> None:
    manifest = people.get("/reconcile").get_json()
    suggester = manifest["suggest"]["entity"]
    address = urlsplit(suggester["service_url"] + suggester["service_path"]).path
    suggested = people.get(address, query_string={"prefix": "Ana", "cursor": "0"}).get_json()
    require(SUGGESTIONS, suggested)
    assert [entity["name"] for entity in suggested["result"]] == ["Ana Ruiz", "Ana Ruizal"]
    for part in ("preview", "view"):
        address = urlsplit(manifest[part]["url"].replace("{{id}}", suggested["result"][0]["id"])).path
        assert people.get(address).status_code == 200
    preview = people.get(urlsplit(manifest["preview"]["url"].replace("{{id}}", suggested["result"][0]["id"])).path)
    assert preview.mimetype == "text/html"
    assert "Ana Ruiz" in preview.text


def test_pages_of_an_origin_in_the_settings_may_ask(config: Config, attributor: FakeAttributor) -> None:
    """OpenRefine's page runs at another origin and asks for suggestions itself."""
    origin = "http://127.0.0.1:3333"
    with application(replace(config, cors=origin), attributor) as app:
        for path in ("/reconcile", "/reconcile/suggest/entity?prefix=a"):
            answer = app.test_client().get(path, headers={"Origin": origin})
            assert answer.headers["Access-Control-Allow-Origin"] == origin
