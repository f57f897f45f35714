"""Fitting the probability of links, on samples made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.coreference.links import probability
from attribution.training import answers
from attribution.training.link_samples import LinkSample, of_answered
from attribution.training.links import UNSEEN, calibration, fit, row

HEAD = "# What the format is.\n%%\n"
TEXT = """Amina Diallo runs the mill. “The pump failed twice,” she said.
=> The pump failed | Amina Diallo
%%
“The pump failed twice,” said Kofi Mensah. “It is old,” said Grace Osei.
=> The pump failed | ~Mensah
=> It is old | Ruth Pryce
"""


def samples(form: str, right: int, wrong: int, report: float = 1.0) -> list[LinkSample]:
    return [
        LinkSample("made", form, {"any": 1.0, form: 1.0}, report, number < right) for number in range(right + wrong)
    ]


def test_forms_that_are_wrong_more_often_are_less_probable() -> None:
    table = fit([*samples("form=name", 98, 2), *samples("form=pronoun", 70, 30)])
    name, pronoun = (probability(table, {"any": 1.0, form: 1.0}) for form in ("form=name", "form=pronoun"))
    assert name > 0.9 > pronoun


def test_the_wrong_ones_weigh_as_much_as_on_unseen_texts() -> None:
    table = fit(samples("form=name", 990, 10))
    assert probability(table, {"any": 1.0, "form=name": 1.0}) == pytest.approx(1 - UNSEEN, abs=0.01)


def test_faults_that_the_report_accounts_for_are_not_counted_twice() -> None:
    table = fit(samples("form=name", 880, 120, report=1 - UNSEEN))
    assert probability(table, {"any": 1.0, "form=name": 1.0}) > 0.98


def test_the_samples_of_own_texts(tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text(HEAD + TEXT, encoding="utf8")
    found = [sample for text in answers.own(path, "own") for sample in of_answered(text)]
    assert [sample.right for sample in found] == [True, True, False]
    assert [sample.form for sample in found] == ["form=pronoun", "form=name", "form=name"]
    assert "calibration" not in row("own", calibration(found, {"any": 3.0}))
    assert calibration(found, {"any": 3.0}).count == 3
