"""The MCP server, tried with the SDK's own client."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

pytest.importorskip("mcp")

import anyio
from mcp import Client, StdioServerParameters

from api import cli
from api.assistants.server import server
from api.operations.services import Services
from api.store import ArticleInput

WALL = "“The harbour wall will hold for 100 years, if we mend it,” Ana Ruiz said.\n\n“It is old,” Ana Ruiz said."
TOOLS = ["search_quotes", "verify_quote", "check_draft", "explain_quote"]


@pytest.fixture
def services(app: Flask) -> Services:
    made: Services = app.extensions["saidby"]
    made.add_article(ArticleInput(WALL, source="Post"))
    return made


def asked(target: Any, ask: Callable[[Client], Awaitable[Any]]) -> Any:
    """What comes of a question to a server, in a session of its own."""

    async def run() -> Any:
        async with Client(target) as client:
            return await ask(client)

    return anyio.run(run)


def called(services: Services, tool: str, **arguments: Any) -> dict[str, Any]:
    result = asked(server(services), lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result.content
    found: dict[str, Any] = result.structured_content
    return found


def refused(services: Services, tool: str, **arguments: Any) -> str:
    result = asked(server(services), lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    message: str = result.content[0].text
    return message


def test_the_tools_are_listed_with_their_descriptions(services: Services) -> None:
    listed = asked(server(services), lambda client: client.list_tools()).tools
    assert [tool.name for tool in listed] == TOOLS
    for tool in listed:
        assert tool.description
        assert all("description" in value or "anyOf" in value for value in tool.input_schema["properties"].values())


def test_search(services: Services) -> None:
    found = called(services, "search_quotes", query="harbour", speaker="ruiz")
    assert (found["total"], len(found["quotes"])) == (1, 1)
    assert called(services, "search_quotes", speaker="nobody")["total"] == 0


def test_verify(services: Services) -> None:
    found = called(services, "verify_quote", quote="The harbour wall will hold for 10 years", speaker="Ana Ruiz")
    assert found["finding"] == "altered"
    assert found["matches"][0]["differences"][1]["kinds"] == ["number"]


def test_check(services: Services) -> None:
    draft = "“It is very old,” Ana Ruiz said."
    source = {"name": "notes", "text": "“It is very old,” Ana Ruiz said."}
    assert called(services, "check_draft", text=draft)["verdict"] != "ok"
    assert called(services, "check_draft", text=draft, sources=[source], archive=False)["verdict"] == "ok"


def test_explain(services: Services) -> None:
    quote = called(services, "search_quotes", query="harbour")["quotes"][0]
    found = called(services, "explain_quote", quote_id=quote["id"])
    assert found["evidence"]["rule"] == "fake"
    assert "It is old" in found["context"]["text"]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("verify_quote", {"quote": "…"}, "quote: Must contain a word"),
        ("verify_quote", {"quote": "x", "published_from": "yesterday"}, "published_from: Must be a date"),
        ("verify_quote", {}, "quote"),
        ("search_quotes", {"query": "***"}, "q: Must contain a letter"),
        ("search_quotes", {"limit": 1000}, "limit"),
        ("check_draft", {"text": " "}, "draft: Must not be blank"),
        ("check_draft", {"text": "x", "sources": [{"name": "a"}]}, "text"),
        ("check_draft", {"text": "x", "sources": [{"name": "a.srt", "text": "b"}]}, "a.srt: not a transcript"),
        ("explain_quote", {"quote_id": "none"}, "none"),
    ],
)
def test_a_mistake_is_explained(services: Services, tool: str, arguments: dict[str, Any], message: str) -> None:
    assert message in refused(services, tool, **arguments)


def test_the_command_speaks_over_standard_input_and_output(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import api.cli; api.cli.main()", "mcp"]
    environment = {**os.environ, "SAIDBY_DATABASE": str(tmp_path / "archive.db")}
    parameters = StdioServerParameters(command=command[0], args=command[1:], env=environment)
    found = asked(parameters, lambda client: client.call_tool("verify_quote", {"quote": "Never said"}))
    assert found.structured_content["finding"] == "not_found"


@pytest.mark.parametrize("address", ["8765", "localhost:", "localhost:0", "localhost:99999", ":1"])
def test_an_address_that_is_none(address: str) -> None:
    result = CliRunner().invoke(cli.saidby, ["mcp", "--http", address])
    assert result.exit_code == 2
    assert "HOST:PORT" in result.stderr
