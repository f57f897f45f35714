"""How many reports of each rule are right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from attribution.evaluation.comparison import compare
from attribution.evaluation.figures import Figure
from attribution.evaluation.rule_reports import by_rule, main, reports, table

from .made import ANA, BO, TEXT, entry, outcome

GIVEN = (
    replace(ANA, rule="inverted_subject"),
    replace(entry("that the bridge was too narrow", "Ana Ivers", "Ana Ivers", "indirect"), rule="subject_of_cue"),
    replace(entry("its name", "Bo Ruiz", "Bo Ruiz"), rule="subject_of_cue"),
    replace(entry("Slowly"), rule="none"),  # no attribution
)


def test_a_report_is_right_if_its_content_and_source_are() -> None:
    assert by_rule([compare(outcome(*GIVEN))]) == {
        "inverted_subject": Figure(predicted=1, right=1),
        "subject_of_cue": Figure(predicted=2, right=0),
    }
    assert by_rule([compare(outcome(replace(BO, rule="a"))), compare(outcome(replace(BO, rule="a")))]) == {
        "a": Figure(predicted=2, right=2)
    }


def test_the_rule_with_most_reports_comes_first() -> None:
    rows = table(by_rule([compare(outcome(*GIVEN))])).splitlines()
    assert [row.split() for row in rows[1:]] == [
        ["subject_of_cue", "2", "0", "0.000"],
        ["inverted_subject", "1", "1", "1.000"],
    ]


def test_the_reports_of_a_rule_are_listed_with_their_places() -> None:
    compared = [compare(outcome(*GIVEN))]
    assert reports(compared, "inverted_subject") == [
        f"right a.txt:{TEXT.index('We')}: 'Ana Ivers': 'We will build it,'"
    ]
    assert [line.split()[0] for line in reports(compared, "subject_of_cue")] == ["wrong", "wrong"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = '"We will build it," said Ana Ivers.'
    (tmp_path / "a.txt").write_text(text, encoding="utf8")
    gold = {"type": "direct", "spans": [{"start": 1, "end": 18}], "mention": {"start": 25, "end": 34}}
    (tmp_path / "a.json").write_text(json.dumps({"quotations": [gold]}), encoding="utf8")
    assert main([str(tmp_path), "--rule", "inverted_subject"]) == 0
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first == "right a.txt:1: 'Ana Ivers': 'We will build it,'"
    assert last.split() == ["inverted_subject", "1", "1", "1.000"]
    assert main([str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.startswith("Error: ")
