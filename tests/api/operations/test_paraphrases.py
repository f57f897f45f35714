"""Quotations of the same meaning, by a real model, while the archive changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from flask import Flask

from api import create_app
from api.cli import saidby
from api.config import Config
from api.operations.paraphrases import Paraphrases
from api.operations.services import Services
from api.operations.verification import verify
from api.semantic.availability import ModelUnavailable
from api.store import ArticleFilter, ArticleInput
from api.store.changes import trimming
from api.verification.matching import Finding, Method
from api.verification.question import Question

from ..conftest import application, send
from ..fakes import FakeAttributor
from ..semantic.models import model_folder

BRIDGE = "“The bridge was never inspected after the flood,” Ana Ruiz said."
FISH = "“Our fishermen cannot earn a living any more,” Bo Ek said."
ASKED = "Nobody examined the crossing once the waters had receded"


def test_the_service_and_the_command_line_say_how_a_match_was_found(
    tmp_path: Path, config: Config, attributor: FakeAttributor, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    model_folder(folder)
    with application(replace(config, model=folder), attributor) as app:
        client = app.test_client()
        send(client, BRIDGE)
        kept = client.post("/v1/verifications", json={"quote": ASKED, "keep": True}).json
        page = client.get(f"/v1/verifications/{kept['id']}", headers={"Accept": "text/html"}).text
    (match,) = kept["matches"]
    assert "The bridge was never inspected after the flood" in page
    assert "close in meaning, by a model" in page
    assert (match["finding"], match["method"], match["differences"]) == ("paraphrased", "embedding", [])
    monkeypatch.setenv("SAIDBY_DATABASE", config.database)
    monkeypatch.setenv("SAIDBY_MODEL", str(folder))
    assert "0 quotations embedded" in CliRunner().invoke(saidby, ["embed"]).output
    verified = CliRunner().invoke(saidby, ["verify", ASKED])
    assert verified.exit_code == 1
    assert "close in meaning by a model (similarity 0.6" in verified.output


@pytest.mark.parametrize("command", ["embed", "verify", "serve"])
def test_a_folder_without_a_model_is_an_error(
    command: str, tmp_path: Path, config: Config, attributor: FakeAttributor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnxruntime")
    with pytest.raises(ModelUnavailable, match="must be a folder with"):
        create_app(replace(config, model=tmp_path), attributor)
    monkeypatch.setenv("SAIDBY_DATABASE", config.database)
    monkeypatch.setenv("SAIDBY_MODEL", str(tmp_path))
    failed = CliRunner().invoke(saidby, [command, *(["words"] if command == "verify" else [])])
    assert failed.exit_code == 1
    assert "SAIDBY_MODEL must be a folder with" in failed.output


def test_without_a_model_there_is_nothing_to_embed(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDBY_DATABASE", config.database)
    monkeypatch.delenv("SAIDBY_MODEL", raising=False)
    assert "SAIDBY_MODEL is not set" in CliRunner().invoke(saidby, ["embed"]).output


class Archive(NamedTuple):
    services: Services
    paraphrases: Paraphrases


@pytest.fixture
def archive(app: Flask, tmp_path: Path) -> Archive:
    folder = tmp_path / "model"
    folder.mkdir()
    services: Services = app.extensions["saidby"]
    made = Archive(services, Paraphrases(services.database, model_folder(folder)))
    services.add_article(ArticleInput(BRIDGE, source="Post"))
    services.add_article(ArticleInput(FISH, source="Herald"))
    return made


def finding(archive: Archive, quote: str, speaker: str | None = None, source: str | None = None) -> Finding:
    return verify(archive.services.database, Question(quote, speaker, source), archive.paraphrases).verdict.finding


def test_what_shares_no_words_is_at_most_a_paraphrase(archive: Archive) -> None:
    assert verify(archive.services.database, Question(ASKED)).verdict.finding is Finding.NOT_FOUND
    verification = verify(archive.services.database, Question(ASKED, "Ana Ruiz"), archive.paraphrases)
    (match,) = verification.verdict.matches
    assert (verification.verdict.finding, match.method) == (Finding.PARAPHRASED, Method.EMBEDDING)
    assert 0.6 <= match.score < 1
    assert match.statement.text == "The bridge was never inspected after the flood,"


def test_the_filter_and_the_speaker_count(archive: Archive) -> None:
    assert finding(archive, ASKED, "Bo Ek") is Finding.NOT_FOUND
    assert finding(archive, ASKED, source="Herald") is Finding.NOT_FOUND
    assert finding(archive, ASKED, source="Post") is Finding.PARAPHRASED
    assert finding(archive, "…") is Finding.NOT_FOUND


def test_the_vectors_follow_the_archive(archive: Archive) -> None:
    asked = "Those who work the sea are unable to make ends meet"
    assert archive.paraphrases.update() == 2
    assert archive.paraphrases.update() == 0
    stored, _ = archive.services.add_article(ArticleInput(BRIDGE.replace("bridge", "tower"), source="Late"))
    assert archive.paraphrases.update() == 1
    for found in (
        stored.id,
        *(a.id for a in archive.services.articles(ArticleFilter(source="Herald"), 5, None).items),
    ):
        archive.services.delete_article(found, lambda article: None)
    assert finding(archive, asked) is Finding.NOT_FOUND
    assert finding(archive, ASKED, "Ana Ruiz") is Finding.PARAPHRASED


def test_after_the_feed_was_trimmed_all_is_embedded_again(archive: Archive) -> None:
    assert archive.paraphrases.update() == 2
    for n in range(3):
        archive.services.add_article(ArticleInput(BRIDGE.replace("flood", f"flood of 190{n}")))
    trimming.trim(archive.services.database, 1)
    assert archive.paraphrases.update() == 5


def test_vectors_that_cannot_be_written_are_done_without(archive: Archive) -> None:
    archive.services.database.sibling(".vectors").touch()  # no folder
    assert finding(archive, ASKED) is Finding.NOT_FOUND
