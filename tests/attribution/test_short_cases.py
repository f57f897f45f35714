"""Short texts, each with its quotations and their speakers, through the bundled pipeline; see ``short_cases.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.short_cases.cases import Case, faults, read

CASES = Path(__file__).with_name("short_cases.txt")
BLIND = Path(__file__).parents[2] / "benchmarks" / "short_cases"
NAMED = "“I sold it,” said Ana Ruiz.\n= "


@pytest.mark.parametrize("case", [pytest.param(case, id=case.text[:48]) for case in read(CASES)])
def test_who_says_what(case: Case) -> None:
    assert faults(case) == []


@pytest.mark.parametrize(
    "line",
    [
        "Bo Ruiz: I sold it",
        "Bo Ruiz > Ana Ruiz: I sold it",
        "Ana Ruiz: said",
        "nobody: I sold it",
    ],
)
def test_a_wrong_answer_is_a_fault(line: str, tmp_path: Path) -> None:
    file = tmp_path / "cases.txt"
    file.write_text(NAMED + line, encoding="utf8")
    assert faults(next(read(file)))
    file.write_text(NAMED + "Ana Ruiz: I sold it", encoding="utf8")
    assert not faults(next(read(file)))


def test_a_content_must_be_in_its_text(tmp_path: Path) -> None:
    file = tmp_path / "cases.txt"
    file.write_text(NAMED + "Ana Ruiz: I lost it", encoding="utf8")
    with pytest.raises(ValueError, match="substring"):
        list(read(file))


def test_no_blind_case_is_in_two_files() -> None:
    blind = [list(read(file)) for file in sorted(BLIND.glob("*.txt"))]
    assert len(blind) > 1
    texts = [case.text for cases in (*blind, read(CASES)) for case in cases]
    assert len(texts) == len(set(texts))
    assert len({frozenset(case.kind for case in cases) for cases in blind}) == 1
