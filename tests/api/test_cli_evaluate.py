"""``saidby evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import attribution
from api import cli

TEXT = '"We will build it," said Ana Ivers.'
RECORD = {
    "file": "a.txt",
    "text": TEXT,
    "quotations": [
        {
            "type": "direct",
            "spans": [{"start": 1, "end": 18}],
            "mention": {"start": 25, "end": 34},
            "speaker": {"name": "Ana Ivers", "kind": "person"},
        },
        {"type": "indirect", "spans": [{"start": 20, "end": 24}]},
    ],
}


def evaluate(*arguments: str) -> Result:
    return CliRunner().invoke(cli.saidby, ["evaluate", *arguments])


@pytest.fixture
def gold(tmp_path: Path) -> str:
    """Two articles, with one quotation each that no engine should find."""
    path = tmp_path / "gold.jsonl"
    path.write_text(2 * (json.dumps(RECORD) + "\n"), encoding="utf8")
    return str(path)


def test_a_table_and_the_errors(gold: str) -> None:
    result = evaluate(gold, "--errors", "1")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("2 articles, 4 quotations in the gold, 0 crashes\n")
    assert "2 mistakes: 2 missed\na.txt:20: missed: wanted 'nobody'\n    said\n... and 1 more\n" in result.output


def test_the_output_of_attribute_as_gold_scores_perfectly(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf8")
    out = tmp_path / "out.jsonl"
    assert (
        CliRunner().invoke(cli.saidby, ["attribute", str(article), "--format", "jsonl", "-o", str(out)]).exit_code == 0
    )
    data = json.loads(evaluate(str(out), "--json").output)
    assert data["figures"]["speaker"]["f1"] == data["exact"]["content"]["f1"] == 1
    assert data["errors"] == []


def test_a_crash_is_reported_and_counted(gold: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(text: str) -> list[attribution.Quotation]:
        raise RecursionError("too deep")

    monkeypatch.setattr(attribution, "attribute_text", crash)
    result = CliRunner().invoke(cli.saidby, ["evaluate", gold, "--json"])
    assert result.exit_code == 0
    assert "a.txt: the engine failed on it; this is a bug: RecursionError: too deep" in result.stderr
    assert json.loads(result.stdout)["figures"]["detection"]["recall"] == 0


@pytest.mark.parametrize("content", ["", "{", '{"quotations": []}'])
def test_invalid_gold(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content)
    result = evaluate(str(path))
    assert result.exit_code == 1
    assert f"Error: {path}" in result.output
    assert evaluate(str(tmp_path / "none")).exit_code == 1


def test_a_plot(gold: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plot = tmp_path / "plot.png"
    assert evaluate(gold, "--plot", str(plot)).exit_code == 0
    assert plot.read_bytes().startswith(b"\x89PNG")


def test_a_plot_without_matplotlib_is_rejected_at_once(gold: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setattr(attribution, "attribute_text", None)
    result = evaluate(gold, "--plot", "plot.png")
    assert result.exit_code == 1
    assert "pip install 'saidby[plot]'" in result.output
