"""The table, the list of mistakes, and the same as JSON."""

from __future__ import annotations

import json

from attribution.evaluation.mistakes import mistakes
from attribution.evaluation.report import as_json, listing, shortened, table
from attribution.evaluation.scores import score

from .made import ANA, BO, entry, outcome

WRONG = score([outcome(ANA, entry("its name", "Bo Ruiz", "Bo Ruiz"), entry("Slowly", "Bo Ruiz", "Bo Ruiz"))])


def rows(text: str) -> dict[str, list[str]]:
    return {line[:24].rstrip(): line[24:].split() for line in text.splitlines()}


def test_the_table() -> None:
    text = table(WRONG)
    assert text.startswith("1 article, 2 quotations in the gold, 0 crashes\n")
    assert rows(text)["linked"] == ["2", "3", "0.333", "0.500", "0.400"]
    assert rows(text)["speaker accuracy"] == ["1", "1", "1.000"]
    assert rows(text)["quiet"] == ["0", "1", "0.000"]
    assert rows(text)["0.8 to 0.9"] == ["3", "0.800", "0.333"]
    assert "expected calibration error 0.467" in text


def test_the_table_of_an_engine_without_output() -> None:
    text = table(score([outcome(crash="ValueError: no")]))
    assert "1 crash\n" in text
    assert rows(text)["linked"] == ["2", "0", "0.000", "0.000", "0.000"]
    assert "no attribution to calibrate" in text
    assert table(score([]))


def test_the_mistakes_are_in_text_order() -> None:
    text = listing(mistakes(WRONG.comparisons), 10)
    assert text.splitlines() == [
        "3 mistakes: 1 missed, 1 not a quotation, 1 false",
        "a.txt:49: missed: wanted 'Bo Ruiz'",
        "    that the bridge was too narrow",
        "a.txt:82: not a quotation: given 'Bo Ruiz'",
        "    Slowly",
        "a.txt:93: false: given 'Bo Ruiz'",
        "    its name",
    ]
    assert listing(mistakes(WRONG.comparisons), 1).splitlines()[-1] == "... and 2 more"
    assert listing([], 5) == "0 mistakes\n"


def test_a_long_content_keeps_both_ends() -> None:
    text = "a" * 100 + "b" * 100
    assert len(shortened(text, 50)) == 50
    assert shortened(text, 50).startswith("aaa")
    assert shortened(text, 50).endswith("bbb")
    assert shortened("ab", 50) == "ab"


def test_the_json_has_the_same_content() -> None:
    data = json.loads(json.dumps(as_json(WRONG, 2)))
    assert data["figures"]["linked"] == {"gold": 2, "given": 3, "precision": 1 / 3, "recall": 0.5, "f1": 0.4}
    assert data["types"]["direct"]["detection"]["given"] == 3
    assert (data["mistakes"], len(data["errors"])) == (3, 2)
    assert data["errors"][0]["kind"] == "missed"
    assert len(data["calibration"]["bins"]) == 10
    assert as_json(score([outcome(ANA, BO), outcome(crash="ValueError: no")]), 9)["crashes"] == {
        "a.txt": "ValueError: no"
    }
