"""``saidby bulk``: what the command prints and exits with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api import cli


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["api.cli.bulk"], "FUNCTION", "tests.api.fakes:unruly")


def bulk(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.saidby, ["bulk", *map(str, arguments)])


def test_a_folder_of_several_formats_is_read_and_summed_up(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("“One,” Ivers said.", encoding="utf8")
    (folder / "a.json").write_text('{"source": "Post"}', encoding="utf8")
    (folder / "b.jsonl").write_text('{"text": "“Two,” Orr said. “Three.”"}\n{}\n', encoding="utf8")
    result = bulk(folder, tmp_path / "out", "--workers", "1")
    assert result.exit_code == 1
    assert "2 articles attributed, 3 quotations, 1 failed (" in result.output
    assert " articles/s, " in result.output
    again = bulk(folder, tmp_path / "out", "--workers", "1")
    assert again.exit_code == 1
    assert "0 articles attributed, 3 quotations, 2 articles done before, 1 failed" in again.output


def test_several_inputs_are_one_corpus(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"“One {name},” Ivers said.", encoding="utf8")
    result = bulk(tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "2 articles attributed" in result.output


def test_nothing_to_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = bulk(tmp_path / "in", tmp_path / "out")
    assert result.exit_code == 1
    assert "0 articles attributed, 0 quotations, 1 failed" in result.output


def test_a_missing_input_is_wrong_usage_and_makes_no_output(tmp_path: Path) -> None:
    result = bulk(tmp_path / "none", tmp_path / "out")
    assert result.exit_code == 2
    assert "does not exist" in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_take_the_output_is_one_line(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("“One,” Ivers said.", encoding="utf8")
    result = bulk(article, tmp_path)
    assert result.exit_code == 1
    assert result.output == f"Error: {tmp_path} is not empty, and not the output of an earlier run\n"


def test_the_master_is_for_spark(tmp_path: Path) -> None:
    result = bulk(tmp_path, tmp_path / "out", "--master", "local[2]")
    assert result.exit_code == 2
    assert "--master is for --engine spark" in result.output


def test_spark_without_pyspark_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("“One,” Ivers said.", encoding="utf8")
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    monkeypatch.delitem(sys.modules, "api.bulk.spark_workers", raising=False)
    result = bulk(tmp_path / "a.txt", tmp_path / "out", "--engine", "spark")
    assert result.exit_code == 1
    assert 'Spark needs pyspark: install it with pip install "saidby[bulk]"' in result.output
