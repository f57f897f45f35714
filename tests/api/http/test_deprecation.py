"""Deprecations are announced in the contract and in the headers of responses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask

from api.config import Config
from api.http.auth import AccessControl, register_auth
from api.http.blueprints import Api, Blueprint
from api.http.deprecation import Deprecation, register_deprecation
from api.http.errors import Problem, register_errors
from api.http.rate_limits import Limiter
from api.http.turns import Turns
from api.operations.services import Services
from api.store import Database

from ..fakes import FakeAttributor

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
OLD = Deprecation(SINCE, datetime(2026, 7, 2, tzinfo=UTC), "https://saidby.example/changelog#old")
WORD = Deprecation(SINCE + timedelta(days=1), datetime(2027, 1, 1, tzinfo=UTC), "https://saidby.example/changelog#word")


class Thing(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    name = ma.fields.String(required=True)


class ThingQuery(ma.Schema):
    name = ma.fields.String(load_default="none")
    word = ma.fields.String()


@pytest.fixture
def app() -> Flask:
    app = Flask("things")
    app.config.update(API_TITLE="Things", API_VERSION="1", OPENAPI_VERSION="3.0.3")
    blueprint = Blueprint("things", __name__, description="Things.")

    @blueprint.operation("GET", "/old", "getOld", Thing, deprecated=OLD)
    def old() -> dict[str, str]:
        """Get the old"""
        return {"name": "old"}

    @blueprint.operation("GET", "/things", "listThings", Thing, query=ThingQuery, deprecated={"word": WORD})
    def things(query: dict[str, Any]) -> dict[str, Any]:
        """List things"""
        return query

    register_errors(app, Problem.response)
    register_auth(app, AccessControl(Config(), Services(Database("none.db"), FakeAttributor()), Limiter(Path("none"))))
    register_deprecation(app)
    app.extensions |= {"saidby-turns": Turns(1), "test-api": Api(app)}
    app.extensions["test-api"].register_blueprint(blueprint)
    return app


def test_a_deprecated_operation_is_announced_in_every_response(app: Flask) -> None:
    for path, status in (("/old", 200), ("/old?wrong=1", 400)):
        answer = app.test_client().get(path)
        assert answer.status_code == status
        assert answer.headers["Deprecation"] == "@1767225600"
        assert answer.headers["Sunset"] == "Thu, 02 Jul 2026 00:00:00 GMT"
        assert answer.headers["Link"] == '<https://saidby.example/changelog#old>; rel="deprecation"; type="text/html"'


def test_a_deprecated_parameter_is_announced_when_used(app: Flask) -> None:
    client = app.test_client()
    assert not {"Deprecation", "Sunset", "Link"} & set(client.get("/things?name=a").headers.keys())
    assert client.get("/things?name=a&word=b").headers["Deprecation"] == "@1767312000"


def test_the_contract_marks_deprecations(app: Flask) -> None:
    paths = app.extensions["test-api"].spec.to_dict()["paths"]
    assert paths["/old"]["get"]["deprecated"] is True
    assert set(paths["/old"]["get"]["responses"]["200"]["headers"]) == {"Deprecation", "Sunset"}
    parameters = {one["name"]: one for one in paths["/things"]["get"]["parameters"]}
    assert parameters["word"]["deprecated"] is True
    assert "deprecated" not in parameters["name"]
    assert "deprecated" not in paths["/things"]["get"]


def test_a_notice_of_half_a_year_is_enforced() -> None:
    with pytest.raises(ValueError, match="182 days"):
        Deprecation(SINCE, SINCE + timedelta(days=30), "https://saidby.example")
    with pytest.raises(ValueError, match="zone"):
        Deprecation(datetime(2026, 1, 1), SINCE, "https://saidby.example")
