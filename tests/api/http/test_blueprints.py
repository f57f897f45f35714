"""Operations: what a declaration adds to its handler."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask

from api.config import Config
from api.http.auth import AccessControl, register_auth
from api.http.blueprints import Api, Blueprint
from api.http.errors import Problem, register_errors
from api.http.rate_limits import Limiter
from api.http.turns import Turns
from api.operations.services import Services
from api.store import Database

from ..fakes import FakeAttributor


class Thing(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    name = ma.fields.String(required=True)


class ThingQuery(ma.Schema):
    name = ma.fields.String(load_default="none")


@pytest.fixture
def app() -> Flask:
    app = Flask("things")
    app.config.update(API_TITLE="Things", API_VERSION="1", OPENAPI_VERSION="3.0.3")
    blueprint = Blueprint("things", __name__, description="Things.")

    @blueprint.operation("GET", "/named", "listThings", Thing, query=ThingQuery, errors=(400,))
    def named(query: dict[str, Any]) -> dict[str, Any]:
        """List things"""
        return query

    @blueprint.operation("GET", "/things/<name>", "getThing", Thing, path={"name": "Its name."}, errors=(404,))
    def thing(name: str) -> dict[str, str]:
        """Get a thing"""
        return {"name": name, "secret": "x"}

    register_errors(app, Problem.response)
    register_auth(app, AccessControl(Config(), Services(Database("none.db"), FakeAttributor()), Limiter(Path("none"))))
    app.extensions["saidby-turns"] = Turns(1)
    app.extensions["test-api"] = api = Api(app)
    api.register_blueprint(blueprint)
    return app


def test_a_handler_gets_the_query_and_the_path(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/named?name=a").get_json() == {"name": "a"}
    assert client.get("/named").get_json() == {"name": "none"}
    assert client.get("/things/b").get_json() == {"name": "b"}


def test_undeclared_parameters_are_rejected(app: Flask) -> None:
    for path in ("/named?nam=a", "/things/b?name=a"):
        answer = app.test_client().get(path)
        assert (answer.status_code, answer.content_type) == (400, "application/problem+json")


def test_an_operation_is_documented_as_declared(app: Flask) -> None:
    spec = app.extensions["test-api"].spec.to_dict()
    operation = spec["paths"]["/things/{name}"]["get"]
    assert (operation["operationId"], operation["tags"], operation["summary"]) == (
        "getThing",
        ["things"],
        "Get a thing",
    )
    assert operation["responses"]["404"] == {"$ref": "#/components/responses/NotFound"}
    assert spec["paths"]["/things/{name}"]["parameters"][0]["description"] == "Its name."
    assert set(spec["components"]["schemas"]) == {"Thing", "Problem", "ProblemError"}
