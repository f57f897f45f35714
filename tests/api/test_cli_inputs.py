"""What ``saidby attribute`` accepts as an article, and how it reports everything else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from api import cli
from api.cli import engine
from attribution.article.text import MAX_CHARACTERS
from attribution.model import text_digest

from .fakes import FakeAttributor

SAID = "“We stay,” Ivers said."


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the engine by a fake."""

    @contextmanager
    def started() -> Iterator[FakeAttributor]:
        yield FakeAttributor()

    monkeypatch.setattr(engine, "started", started)


def attribute(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.saidby, ["attribute", *map(str, arguments)], input=stdin)


def write(file: Path, content: str | bytes) -> Path:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_the_texts_of_articles_in_json_are_attributed(tmp_path: Path) -> None:
    one = write(tmp_path / "a.json", json.dumps({"text": SAID, "source": "Post"}))
    lines = write(tmp_path / "b.jsonl", "".join(json.dumps({"text": f"{n}. {SAID}"}) + "\n" for n in (1, 2)))
    result = attribute("--format", "jsonl", one, lines)
    assert result.exit_code == 0, result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(r["file"], r.get("line"), r["text"]) for r in records] == [
        (str(one), None, SAID), (str(lines), 1, f"1. {SAID}"), (str(lines), 2, f"2. {SAID}"),
    ]  # fmt: skip
    for record in records:
        (quotation,) = record["quotations"]
        assert record["text"][slice(*quotation["spans"][0].values())] == "We stay,"
        assert record["text_sha256"] == text_digest(record["text"])


def test_its_output_can_be_ingested_and_evaluated(tmp_path: Path) -> None:
    from api.ingest.article_files import entries
    from attribution.evaluation.gold import read

    file = write(tmp_path / "a.json", json.dumps({"text": SAID}))
    written = write(tmp_path / "out.jsonl", attribute("--format", "jsonl", file).stdout)
    assert [entry.article.text for entry in entries(written) if entry.article] == [SAID]
    assert [article.text for article in read(written)] == [SAID]


def test_invalid_lines_are_reported(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", json.dumps({"text": SAID}) + '\n{"title": "T"}\n{"text": 1}\nnonsense\n')
    result = attribute(file)
    assert result.exit_code == 1
    assert f"{file} line 1: 1 quotation" in result.stdout
    assert result.stderr.splitlines() == [
        f'Error: {file} line 2: not an article: it has no "text"',
        f"Error: {file} line 3: text: Not a valid string.",
        f"Error: {file} line 4: not JSON: Expecting value at line 1 column 1",
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"text": "“We stay,” Ivers said."}', "JSON, not the text of an article"),
        ('{"text": "A"}\n{"text": "B"}\n', "JSON, not the text of an article"),
        ("<p>“We stay,” said <b>Ana Ivers</b>.</p>", "the text is HTML or XML"),
        (b"%PDF-1.7", "a PDF file"),
        (b"PK\x03\x04", "a zip archive"),
        ("“We stay,” Ivers said.".encode("utf-16"), "UTF-16"),
        ("“We stay,” Ivers said.".encode("utf-16-le"), "UTF-16"),
        ("café".encode("latin-1"), "not UTF-8: byte 0xe9 at offset 3"),
        (b"", "the text is empty"),
        (b"\xef\xbb\xbf", "the text is empty"),
        (b"a\0b", "NUL"),
        (b"a" * (MAX_CHARACTERS + 1), "at most 1,000,000 are read"),
        (b"a" * (4 * MAX_CHARACTERS + 9), "longer than 1,000,000 characters"),
    ],
)
def test_invalid_input_is_reported_in_one_line(content: str | bytes, why: str, tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", content)
    for result, name in ((attribute(file), str(file)), (attribute("-", stdin=file.read_bytes()), "-")):
        assert result.exit_code == 1
        assert result.stdout == ""
        (line,) = result.stderr.splitlines()
        assert line.startswith(f"Error: {name}: ")
        assert why in line


def test_a_byte_order_mark_and_entities_are_accepted(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", b"\xef\xbb\xbf" + f"Tom &amp; Co. {SAID}".encode())
    result = attribute("--format", "jsonl", file)
    assert json.loads(result.stdout)["text_sha256"] == text_digest(f"Tom &amp; Co. {SAID}")


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(SAID,))
    writer.start()
    result = attribute(pipe)
    writer.join()
    assert "1 quotation" in result.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_reported_in_one_line(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", SAID)
    file.chmod(0)
    assert attribute(file).stderr == f"Error: {file}: Permission denied\n"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_missing_file_is_reported_in_one_line(name: str, tmp_path: Path) -> None:
    assert attribute(tmp_path / name).stderr == f"Error: {tmp_path / name}: No such file or directory\n"


def test_the_metadata_of_a_text_file_is_no_article(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", SAID)
    file = write(tmp_path / "a.json", '{"source": "Post"}')
    result = attribute(file)
    assert (result.exit_code, result.stderr) == (1, f'Error: {file}: not an article: it has no "text"\n')
