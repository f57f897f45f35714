"""``saidby serve`` and ``saidby openapi``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from api import cli
from api.config import Config
from api.http import openapi
from api.operations.services import Services
from api.serving import server
from api.store import ArticleInput, Database, upgrade

from . import fakes

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Config]:
    """The settings that the server was called with."""
    configs: list[Config] = []

    def serve(config: Config, announce: server.Announce) -> None:
        configs.append(config)
        announce(config.bind)

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "archive.db"))
    return configs


def test_serve_takes_its_options_over_the_environment(served: list[Config], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDBY_BIND", "127.0.0.1:9000")
    monkeypatch.setenv("SAIDBY_WORKERS", "3")
    result = CliRunner().invoke(cli.saidby, ["serve", "--workers", "4"])
    assert result.exit_code == 0, result.output
    assert [(c.bind, c.workers) for c in served] == [("127.0.0.1:9000", 4)]


def test_serve_shows_an_example_request_with_results(served: list[Config], tmp_path: Path) -> None:
    database = Database(tmp_path / "archive.db")
    upgrade(database)
    text = "“One,” Ana Ivers said. “Two,” Ana Ivers said. “Three,” Bo O'Hara said."
    Services(database, fakes.FakeAttributor()).add_article(ArticleInput(text))
    result = CliRunner().invoke(cli.saidby, ["serve", "--bind", "0.0.0.0:8001"])
    assert "curl 'http://127.0.0.1:8001/v1/quotes?speaker=Ana+Ivers&limit=3'" in result.stderr


def test_serve_shows_an_example_request_without_an_archive(served: list[Config]) -> None:
    result = CliRunner().invoke(cli.saidby, ["serve", "--bind", "[::1]:8001"])
    assert "curl 'http://[::1]:8001/v1/quotes?limit=3'" in result.stderr


def test_a_server_that_cannot_start_is_reported_in_one_line(
    monkeypatch: pytest.MonkeyPatch, served: list[Config]
) -> None:
    def refuse(config: Config, announce: server.Announce) -> None:
        raise server.ServerError("cannot listen on 127.0.0.1:8000: address already in use")

    monkeypatch.setattr(server, "serve", refuse)
    result = CliRunner().invoke(cli.saidby, ["serve"])
    assert result.exit_code == 1
    assert result.stderr == "Error: cannot listen on 127.0.0.1:8000: address already in use\n"  # and no address


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1", "127.0.0.1:99999", "localhost:port"])
def test_serve_rejects_an_invalid_address(served: list[Config], bind: str) -> None:
    result = CliRunner().invoke(cli.saidby, ["serve", "--bind", bind])
    assert result.exit_code == 1
    assert "HOST:PORT" in result.stderr
    assert served == []


def test_the_committed_contract_matches_the_code() -> None:
    result = CliRunner().invoke(cli.saidby, ["openapi", "--check", "--output", str(ROOT / "openapi.yaml")])
    assert result.exit_code == 0, result.output


def test_the_contract_is_printed_or_written(tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    assert CliRunner().invoke(cli.saidby, ["openapi"]).stdout == openapi.render()
    assert CliRunner().invoke(cli.saidby, ["openapi", "-o", str(file)]).exit_code == 0
    assert file.read_text(encoding="utf8") == openapi.render()


def test_drift_is_shown_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(openapi.render().replace("title: Saidby", "title: Saidbye"), encoding="utf8")
    result = CliRunner().invoke(cli.saidby, ["openapi", "--check", "-o", str(file)])
    assert result.exit_code == 1
    assert "-  title: Saidbye" in result.stdout
    assert "+  title: Saidby" in result.stdout
    assert "Saidbye" in file.read_text(encoding="utf8")


def test_a_missing_contract_is_drift(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.saidby, ["openapi", "--check", "-o", str(tmp_path / "none.yaml")])
    assert result.exit_code == 1
