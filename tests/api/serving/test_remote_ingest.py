"""``saidby ingest --to``: from files on one machine into the archive of a service on another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli import remote, remote_ingest, saidby

from .running import Running, free_port


def ingest(folder: Path, url: str) -> Result:
    return CliRunner().invoke(saidby, ["ingest", str(folder), "--source", "Herald", "--to", url])


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_ingest, "POLL_INTERVAL", 0.1)
    monkeypatch.setattr(remote, "PATIENCE", 0.5)


def test_articles_are_sent_in_batches_and_failures_name_their_files(
    tmp_path: Path, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_ingest, "MOST_ARTICLES", 3)
    folder = tmp_path / "articles"
    folder.mkdir()
    lines = [json.dumps({"text": f"“It is {number},” Ada Byron said."}) for number in range(10)]
    lines[4] = '{"text": "One.", "url": "https://a.example/' + "x" * 2100 + '"}'
    (folder / "many.jsonl").write_text("\n".join(lines) + "\nno json\n", encoding="utf8")
    (folder / "one.txt").write_text("“It rains,” Bob Stone said.", encoding="utf8")
    result = ingest(folder, server.address)
    assert result.exit_code == 1, result.output
    assert f"Error: {folder}/many.jsonl line 5: url: " in result.output
    assert f"Error: {folder}/many.jsonl line 11: not JSON" in result.output
    assert "10 articles stored, 2 failed" in result.output
    assert len(server.send("/v1/articles?limit=200&source=herald")[1]["data"]) == 10
    again = ingest(folder, server.address)
    assert "10 articles stored, 2 failed" in again.output
    assert len(server.send("/v1/articles?limit=200")[1]["data"]) == 10


@pytest.mark.parametrize("url", ["ftp://a.example", "nowhere", "http://", "http://a.example/?q=1"])
def test_an_address_that_is_none_is_wrong_usage(tmp_path: Path, url: str) -> None:
    result = ingest(tmp_path, url)
    assert result.exit_code == 2
    assert "is not the address of a service" in result.output


def test_a_service_that_does_not_respond(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("“It rains,” Bob Stone said.", encoding="utf8")
    result = ingest(tmp_path, f"http://127.0.0.1:{free_port()}")
    assert result.exit_code == 1
    assert "does not respond: " in result.output


def test_what_a_service_refuses(tmp_path: Path, server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDBY_KEY", "wrong")
    (tmp_path / "one.txt").write_text("“It rains,” Bob Stone said.", encoding="utf8")
    result = ingest(tmp_path, server.address)
    assert result.exit_code == 1
    assert "API key" in result.output
