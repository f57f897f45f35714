"""``saidby ingest`` stores the output of a run as it would store its input, and the engine reads nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from api import cli
from api.bulk.output_folder import MANIFEST
from api.store import Database, QuoteFilter
from api.store.articles import articles
from api.store.inputs import ArticleFilter
from api.store.quotes import quotes
from attribution import Quotation

from .. import fakes
from .corpora import corpus, run, shard_folders

pytestmark = pytest.mark.usefixtures("small_shards")


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the engine of the command by a fake; the list contains the texts that it has read."""
    from api.version import engine_version

    found: list[str] = []

    def attribute_text(text: str) -> list[Quotation]:
        found.append(text)
        return fakes.attribute(text)

    monkeypatch.setattr(fakes.FakeAttributor, "version", lambda _: engine_version())
    fakes.replace_cli_engine(monkeypatch, attribute_text)
    return found


def ingest(monkeypatch: pytest.MonkeyPatch, archive: Path, *arguments: str | Path) -> Result:
    monkeypatch.setenv("SAIDBY_DATABASE", str(archive))
    return CliRunner().invoke(cli.saidby, ["ingest", *map(str, arguments)])


def stored(archive: Path) -> list[tuple[object, ...]]:
    with Database(archive).reading() as session:
        found = quotes.find(session, QuoteFilter(), limit=100).items
    return sorted((q.id, q.text, q.article.id, str(q.speaker), str(q.evidence)) for q in found)


def test_the_output_is_stored_as_the_input_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    file, output = corpus(tmp_path, 25), tmp_path / "out"
    run([file], output)
    result = ingest(monkeypatch, tmp_path / "a.db", output)
    assert result.exit_code == 0, result.output
    assert "25 articles added" in result.output
    assert read == []
    with Database(tmp_path / "a.db").reading() as session:
        assert {article.byline for article in articles.find(session, ArticleFilter()).items} == {"Bo Orr"}
    ingest(monkeypatch, tmp_path / "b.db", file)
    assert len(read) == 25
    assert len(stored(tmp_path / "a.db")) == 25
    assert stored(tmp_path / "a.db") == stored(tmp_path / "b.db")
    assert "0 articles added, 25 already stored, 0 failed" in ingest(monkeypatch, tmp_path / "a.db", output).output
    assert "0 articles added, 25 already stored, 0 failed" in ingest(monkeypatch, tmp_path / "a.db", file).output
    assert len(read) == 25


def test_articles_that_the_engine_could_not_read_stay_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text('{"text": "RAISE it"}\n{"text": "“One,” Ivers said."}\n', encoding="utf8")
    run([file], tmp_path / "out")
    result = ingest(monkeypatch, tmp_path / "a.db", tmp_path / "out")
    assert result.exit_code == 1
    assert "1 article added, 0 already stored, 0 failed, 1 stored without quotations" in result.output


def test_the_source_of_the_command_is_that_of_articles_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text('{"text": "“One,” Ivers said."}\n', encoding="utf8")
    run([file], tmp_path / "out")
    ingest(monkeypatch, tmp_path / "a.db", tmp_path / "out", "--source", "Courier")
    with Database(tmp_path / "a.db").reading() as session:
        (found,) = quotes.find(session, QuoteFilter(source=("Courier",))).items
    assert found.text == "One,"


def test_the_output_of_another_engine_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out"
    run([corpus(tmp_path, 2)], output)
    content = json.loads((output / MANIFEST).read_text())
    (output / MANIFEST).write_text(json.dumps({**content, "engine": "0.0.1+old"}))
    result = ingest(monkeypatch, tmp_path / "a.db", output)
    assert result.exit_code == 1
    assert "was made by the engine 0.0.1+old, and this one is" in result.output
    assert not (tmp_path / "a.db").exists()


def test_a_changed_or_damaged_output_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out"
    run([corpus(tmp_path, 25)], output)
    first, second, _ = shard_folders(output)
    table = parquet.read_table(first / "articles.parquet")
    texts = ["changed", *table.column("text").to_pylist()[1:]]
    changed = table.set_column(table.schema.get_field_index("text"), table.schema.field("text"), pa.array(texts))
    parquet.write_table(changed, first / "articles.parquet")
    (second / "quotations.parquet").write_bytes(b"PAR1 damaged")
    result = ingest(monkeypatch, tmp_path / "a.db", output)
    assert result.exit_code == 1
    assert "line 1: the output was changed" in result.output
    assert f"{second}: damaged" in result.output
    assert "14 articles added, 0 already stored, 2 failed" in result.output


def test_output_in_a_folder_of_articles_is_not_read_as_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    corpus(tmp_path, 2)
    run([tmp_path / "corpus.jsonl"], tmp_path / "out")
    result = ingest(monkeypatch, tmp_path / "a.db", tmp_path)
    assert f"{tmp_path / 'out'}: output of saidby bulk; name this folder itself to load it" in result.output
    assert len(read) == 2
    with_output = ingest(monkeypatch, tmp_path / "a.db", tmp_path / "out", "--to", "http://127.0.0.1:9")
    assert with_output.exit_code == 2
    assert "which is loaded here and not sent" in with_output.output
