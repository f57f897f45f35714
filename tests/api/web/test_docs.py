"""The page of the contract: complete, and fetched from this server alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from api.errors import PROBLEM_TYPES
from api.openapi import document
from api.web.docs import prose
from api.web.examples import example, target


class Page(HTMLParser):
    """The identifiers of a page and what it leads to."""

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


def test_every_link_leads_somewhere_on_this_server(client: FlaskClient, page: Page) -> None:
    for address in set(page.addresses) - {"data:,"}:
        assert address[0] in "/#", address
        if address.startswith("#"):
            assert address[1:] in page.identifiers, address
        else:
            assert client.get(address).status_code == 200, address


def test_nothing_is_fetched_from_elsewhere(client: FlaskClient) -> None:
    assert "default-src 'none'" in client.get("/docs").headers["Content-Security-Policy"]
    for name in ("docs.css", "docs.js"):
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\(", client.get(f"/docs/static/{name}").text)


def test_prose_is_escaped() -> None:
    assert prose("a `b` <c>\n\nd") == "a <code>b</code> &lt;c&gt;</p><p>d"


def test_examples_are_put_together() -> None:
    components = {"A": {"type": "object", "properties": {"b": {"$ref": "#/c/B"}}}, "B": {"enum": ["x", "y"]}}
    assert example({"type": "array", "items": {"$ref": "#/c/A"}}, components) == [{"b": "x"}]
    assert example({"allOf": [{"$ref": "#/c/B"}], "nullable": True, "example": None}, components) is None
    assert example({"type": "integer"}, components) == 1
    assert target({"type": "string"}) is None


def test_the_example_of_a_quotation_does_not_contradict_itself(client: FlaskClient) -> None:
    components = document(client.application)["components"]["schemas"]
    for name in ("Quotation", "ArticleQuotation", "Quote"):
        shown = example(components[name], components)
        assert shown["speaker"]["name"] == "Xi Jinping"
        assert shown["reported_by"] is None
        assert shown["evidence"]["reason"] is None
