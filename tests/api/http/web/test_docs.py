"""The documentation page is complete, and needs only this server."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from api.http.errors import PROBLEM_TYPES
from api.http.openapi import document
from api.http.web.docs import prose
from api.http.web.examples import example, target


class Page(HTMLParser):
    """Collects the ids and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.identifiers: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id":
                self.identifiers.append(value or "")
            if name in ("href", "src"):
                self.addresses.append(value or "")


@pytest.fixture
def page(client: FlaskClient) -> Page:
    return Page(client.get("/docs").text)


def test_it_shows_every_operation_schema_and_problem(client: FlaskClient, page: Page) -> None:
    spec = document(client.application)
    operations = {o["operationId"] for item in spec["paths"].values() for o in item.values() if isinstance(o, dict)}
    schemas = {f"schema-{name}" for name in spec["components"]["schemas"]}
    problems = {f"problem-{name}" for name in PROBLEM_TYPES}
    assert operations | schemas | problems <= set(page.identifiers)
    assert len(page.identifiers) == len(set(page.identifiers))


def test_every_link_works_and_stays_on_this_server(client: FlaskClient, page: Page) -> None:
    for address in set(page.addresses):
        assert address[0] in "/#", address
        if address.startswith("#"):
            assert address[1:] in page.identifiers, address
        else:
            assert client.get(address).status_code == 200, address


def test_no_external_resources(client: FlaskClient) -> None:
    assert "default-src 'none'" in client.get("/docs").headers["Content-Security-Policy"]
    for name in ("docs.css", "docs.js"):
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\(", client.get(f"/static/{name}").text)


def test_prose_is_escaped() -> None:
    assert prose("a `b` <c>\n\nd") == "a <code>b</code> &lt;c&gt;</p><p>d"


def test_examples_are_composed() -> None:
    components = {"A": {"type": "object", "properties": {"b": {"$ref": "#/c/B"}}}, "B": {"enum": ["x", "y"]}}
    assert example({"type": "array", "items": {"$ref": "#/c/A"}}, components) == [{"b": "x"}]
    assert example({"allOf": [{"$ref": "#/c/B"}], "nullable": True, "example": None}, components) is None
    assert example({"type": "integer"}, components) == 1
    assert target({"type": "string"}) is None


def test_the_example_of_a_quotation_is_consistent(client: FlaskClient) -> None:
    components = document(client.application)["components"]["schemas"]
    for name in ("Quotation", "ArticleQuotation", "Quote"):
        shown = example(components[name], components)
        assert shown["speaker"]["name"] == "Xi Jinping"
        assert shown["reported_by"] is None
        assert shown["evidence"]["reason"] is None


class Forms(HTMLParser):
    """Collects the inputs of a page: those of each form by operation, and those outside forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inputs: dict[str | None, list[dict[str, str | None]]] = {None: []}
        self.form: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "form":
            self.form = f"{given['data-method']} {given['data-path']}"
            self.inputs[self.form] = []
        if tag == "input":
            self.inputs[self.form].append(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


def test_the_key_is_entered_once_and_belongs_to_no_form(client: FlaskClient) -> None:
    forms = Forms(client.get("/docs").text)
    (key,) = forms.inputs[None]
    assert (key["id"], key["type"], key["autocomplete"]) == ("api-key", "password", "off")
    assert "name" not in key
    script = client.get("/static/docs.js").text
    assert 'headers.set("X-API-Key", key.value.trim())' in script
    assert not re.search(r"Storage|cookie|innerHTML|eval", script)


def test_every_header_of_an_operation_has_a_field(client: FlaskClient) -> None:
    forms = Forms(client.get("/docs").text)
    spec = document(client.application)
    for path, item in spec["paths"].items():
        for method in ("get", "post", "patch", "delete"):
            if method not in item:
                continue
            inputs = {i["name"]: i for i in forms.inputs[f"{method.upper()} {path}"]}
            told = [p for p in item[method].get("parameters", []) if p["in"] == "header"]
            wanted = {p["name"] for p in told} | ({"If-None-Match"} if method == "get" else set())
            assert {name for name, given in inputs.items() if given["data-in"] == "header"} == wanted
            assert all("required" in inputs[p["name"]] for p in told if p["required"])
    assert any(i["name"] == "If-Match" for i in forms.inputs["DELETE /v1/articles/{article_id}"])
