"""``saidby ingest`` and ``saidby seed``: nothing is lost or stored twice, and every failure is reported."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api import cli
from api.ingest.article_files import SUFFIXES
from api.store import ArticleFilter, Database, QuoteFilter
from api.store.articles import articles
from api.store.quotes import quotes
from attribution import Quotation

from ..waiting import eventually
from . import fakes

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the engine by a fake; the list contains the texts it has processed."""
    read: list[str] = []

    def attribute_text(text: str) -> list[Quotation]:
        read.append(text)
        if "DEFECT" in text:
            raise RuntimeError("a defect")
        return fakes.attribute(text)

    fakes.replace_cli_engine(monkeypatch, attribute_text)
    return read


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of an archive that does not exist yet."""
    path = tmp_path / "var" / "archive.db"
    monkeypatch.setenv("SAIDBY_DATABASE", str(path))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles in three formats."""
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text("“One,” Ivers said.", encoding="utf8")
    (made / "a.json").write_text('{"source": "Post", "published_at": "2025-03-04"}', encoding="utf8")
    (made / "b.json").write_text('{"text": "“Two,” Orr said.", "title": "B"}', encoding="utf8")
    (made / "c.jsonl").write_text('{"text": "“Three,” Lund said.", "source": "Wire"}\n', encoding="utf8")
    return made


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.saidby, [str(argument) for argument in arguments])


def stored(archive: Path) -> list[tuple[str | None, str | None, str]]:
    """Source, title and text of the stored quotations, in order."""
    with Database(archive).reading() as session:
        found = quotes.find(session, QuoteFilter()).items
        by_id = {a.id: a for a in articles.find(session, ArticleFilter()).items}
    rows = [(by_id[quote.article.id], quote.text) for quote in found]
    return sorted([(a.source.name if a.source else None, a.title, text) for a, text in rows], key=str)


def test_every_format_is_read_and_counted(folder: Path, archive: Path) -> None:
    result = run("ingest", folder, "--source", "Courier")
    assert result.exit_code == 0, result.output
    assert "3 articles added, 0 already stored, 0 failed" in result.stderr
    assert stored(archive) == [("Courier", "B", "Two,"), ("Post", None, "One,"), ("Wire", None, "Three,")]


def test_a_second_run_reads_nothing_again(folder: Path, archive: Path, engine: list[str]) -> None:
    run("ingest", folder)
    engine.clear()
    result = run("ingest", folder)
    assert "0 articles added, 3 already stored, 0 failed" in result.stderr
    assert engine == []


def test_failing_articles_are_reported_and_the_others_stored(folder: Path, archive: Path) -> None:
    (folder / "d.txt").write_bytes(b"\x81\x01")
    (folder / "e.txt").write_text("DEFECT", encoding="utf8")
    (folder / "f.txt").write_text(" ", encoding="utf8")
    (folder / "g.json").write_text("{}", encoding="utf8")
    (folder / "h.json").write_text(json.dumps({"text": "A \ud800"}), encoding="utf8")
    result = run("ingest", folder, folder / "none.txt")
    assert result.exit_code == 1
    assert "3 articles added, 0 already stored, 4 failed, 1 stored without quotations, 1 skipped" in result.stderr
    for name in ("d.txt", "e.txt", "f.txt", "h.json", "none.txt"):
        assert f"Error: {folder / name}: " in result.stderr
    assert f"{folder / 'g.json'}: skipped" in result.stderr
    assert len(stored(archive)) == 3


@pytest.mark.parametrize("name", ["nofolder", "empty", ""])
def test_a_run_without_a_file_creates_no_archive(tmp_path: Path, archive: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run("ingest", tmp_path / name if name else "")
    assert result.exit_code == 1
    assert "0 articles added, 0 already stored, 1 failed" in result.stderr
    assert not archive.parent.exists()


@pytest.mark.parametrize("option", ["4 March", "2025-02-30"])
def test_an_invalid_date_is_wrong_usage(folder: Path, option: str) -> None:
    result = run("ingest", folder, "--published-at", option)
    assert result.exit_code == 2
    assert "Invalid value for '--published-at': " in result.stderr
    assert "Usage: " in result.stderr


@pytest.mark.parametrize("source", ["", " ", "a" * 201, "a\0b", "a\udce9"])
def test_an_invalid_source_is_wrong_usage(folder: Path, source: str) -> None:
    result = run("ingest", folder, "--source", source)
    assert result.exit_code == 2
    assert "Invalid value for '--source': " in result.stderr


def test_the_date_on_the_command_line_is_the_default(folder: Path, archive: Path) -> None:
    run("ingest", folder, "--published-at", "2025-05-01")
    with Database(archive).reading() as session:
        dates = [a.published_at for a in articles.find(session, ArticleFilter()).items]
    assert [date.isoformat()[:10] for date in dates if date] == ["2025-05-01", "2025-05-01", "2025-03-04"]


def test_unknown_members_are_reported_with_their_line(folder: Path, archive: Path) -> None:
    lines = [
        {"text": "“Four,” Ivers said.", "publisher": "Post"},
        {"text": "“Five,” Ivers said.", "source": 5},
        {"text": "“Six,” Ivers said.", "source": "Post"},
    ]
    file = folder / "d.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf8")
    result = run("ingest", file)
    assert result.exit_code == 1
    assert "1 article added, 0 already stored, 2 failed" in result.stderr
    members = "There is no such member; known are: byline, mended, published_at, source, text, title, url."
    assert f"Error: {file} line 1: publisher: {members}\n" in result.stderr
    assert f"Error: {file} line 2: source: Not a valid string.\n" in result.stderr
    assert stored(archive) == [("Post", None, "Six,")]


def test_a_path_without_articles_is_an_error_in_one_line(folder: Path, tmp_path: Path, archive: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, why in (
        (tmp_path / "nofolder", "there is no such file or folder"),
        (tmp_path / "empty", f"nothing to read: it contains no article files ({', '.join(SUFFIXES)})"),
    ):
        result = run("ingest", path)
        assert result.exit_code == 1
        assert result.stderr == f"Error: {path}: {why}\n0 articles added, 0 already stored, 1 failed\n"
    result = run("ingest", tmp_path / "nofolder", folder)
    assert result.exit_code == 1
    assert "3 articles added, 0 already stored, 1 failed" in result.stderr


def test_html_is_rejected(folder: Path, archive: Path) -> None:
    (folder / "page.txt").write_text("<p>“We stay,” said <b>Ana Ivers</b>.</p>", encoding="utf8")
    result = run("ingest", folder / "page.txt")
    assert result.exit_code == 1
    assert "page.txt: the text is HTML or XML" in result.stderr
    assert stored(archive) == []


def test_a_file_that_is_no_database_is_reported_in_one_line(folder: Path, archive: Path) -> None:
    archive.parent.mkdir()
    archive.write_bytes(b"not a database, whatever its name says\n" * 100)
    result = run("ingest", folder)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["Error: archive.db is not an SQLite database"]


def test_an_invalid_setting_is_reported_in_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDBY_WORKERS", "many")
    result = run("ingest", folder)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: SAIDBY_WORKERS")


STOPPED = """
import api.cli, api.cli.engine
api.cli.engine.FUNCTION = "tests.api.test_cli_ingest:slow"
api.cli.main()
"""


def slow(text: str) -> list[Quotation]:
    """An engine that never ends with one of the texts, and says so by a file."""
    if "Two" in text:
        Path(os.environ["BEGUN"]).touch()
        time.sleep(60)
    return fakes.attribute(text)


def test_an_interrupted_run_can_be_resumed(folder: Path, archive: Path, engine: list[str]) -> None:
    begun = archive.with_name("begun")
    command = [sys.executable, "-c", STOPPED, "ingest", str(folder)]
    environment = {**os.environ, "BEGUN": str(begun)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert eventually(begun.exists)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert "1 article added" in rest
    assert "Traceback" not in rest
    assert "2 articles added, 1 already stored, 0 failed" in run("ingest", folder).stderr
    assert len(engine) == 2


def test_seeding_creates_the_database_and_changes_nothing_the_second_time(archive: Path) -> None:
    first = run("seed")
    assert first.exit_code == 0, first.output
    with sqlite3.connect(archive) as connection:
        (made,) = connection.execute("SELECT count(*) FROM article").fetchone()
    assert made == len(list((ROOT / "seeds").glob("*.txt")))
    second = run("seed")
    assert second.exit_code == 0
    assert f"0 articles added, {made} already stored, 0 failed" in second.stderr


def test_a_report_says_what_became_of_each_record(folder: Path, tmp_path: Path) -> None:
    (folder / "d.txt").write_bytes("“Four,” said Béla.".encode("cp1252"))
    (folder / "e.srt").write_text("no transcript", encoding="utf8")
    report = tmp_path / "report.jsonl"
    result = run("ingest", folder, "--report", report)
    assert "4 articles added, 0 already stored, 1 failed\nMended: decoded from Windows-1252 in 1\n" in result.stderr
    lines = [json.loads(line) for line in report.read_text(encoding="utf8").splitlines()]
    assert [(Path(line["record"]).name, line["status"]) for line in lines] == [
        ("a.txt", "added"),
        ("b.json", "added"),
        ("c.jsonl line 1", "added"),
        ("d.txt", "added"),
        ("e.srt", "failed"),
    ]
    assert all(("article" in line) == (line["status"] == "added") for line in lines)
    assert (lines[3]["mended"], "reason" in lines[3]) == (["decoded from Windows-1252"], False)
    assert lines[4]["reason"].startswith("not a transcript in the format SRT")
