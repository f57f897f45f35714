"""The verdicts on field texts, their counts, and whether the gold under ``benchmarks/`` fits its texts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from attribution.evaluation.entries import Entry
from attribution.evaluation.field.gold import FieldText, Wanted, read
from attribution.evaluation.field.scores import FieldScores, by_kind, faults, table
from attribution.evaluation.field.verdicts import judge
from attribution.evaluation.gold import Article, GoldError
from attribution.model import Span

from .made import span

FIELD = Path(__file__).parents[3] / "benchmarks" / "field"
TEXT = "THE SHED\n\n“It is cold,” said Dr Ana Ivers, “and it is late.” Bo Ruiz said the lamp was out. "
TEXT += "She thanked the crew."
COLD, LATE = span(TEXT, "It is cold,"), span(TEXT, "and it is late.")
LAMP, CREW, SHED = span(TEXT, "the lamp was out"), span(TEXT, "the crew"), span(TEXT, "THE SHED")


def said(*spans: Span, by: str | None, kind: str = "direct", sure: float = 0.95) -> Entry:
    return Entry(kind, spans, speaker=by, factuality="asserted", confidence=sure)


ANA, BO = said(COLD, LATE, by="Ana Ivers"), said(LAMP, by="Bo Ruiz", kind="indirect")


def field_text(*wanted: Wanted) -> FieldText:
    return FieldText(Article("court-shed.txt", TEXT, tuple(w.entry for w in wanted), (SHED, CREW)), wanted)


GOLD = field_text(Wanted(ANA), Wanted(BO))


def verdicts(*given: Entry, gold: FieldText = GOLD) -> list[str]:
    return [judged.verdict.value for judged in judge(gold, given).judged]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([ANA, BO], ["right", "right"]),
        ([replace(ANA, speaker="Dr. Ana Ivers"), replace(BO, speaker="BO RUIZ")], ["right", "right"]),
        ([said(COLD, by="Ana Ivers"), said(LATE, by="Ana Ivers"), BO], ["right", "right"]),
        ([said(COLD, by="Ana Ivers"), said(LATE, by=None), BO], ["nobody", "right"]),
        ([said(COLD, by="Ana Ivers"), said(LATE, by="Bo Ruiz"), BO], ["wrong", "right"]),
        ([said(LATE, by="Ana Ivers"), BO], ["extent", "right"]),
        ([replace(ANA, speaker="Ivers")], ["wrong", "missed"]),
        ([ANA, said(span(TEXT, "Bo Ruiz said the lamp was out"), by="Bo Ruiz")], ["right", "extent"]),
        ([ANA, said(span(TEXT, "the lamp"), by="Bo Ruiz")], ["right", "extent"]),
        ([ANA, said(span(TEXT, "out"), by="Bo Ruiz")], ["right", "missed"]),
        ([ANA, replace(BO, type="act")], ["right", "missed"]),
        ([ANA, replace(BO, type="belief")], ["right", "right"]),
        ([], ["missed", "missed"]),
    ],
)
def test_verdicts(given: list[Entry], expected: list[str]) -> None:
    assert verdicts(*given) == expected


@pytest.mark.parametrize(
    ("speaker", "accept", "name", "right"),
    [
        ("Ana Ivers", (), None, False),
        ("Ana Ivers", (None,), None, True),
        (None, (), None, True),
        (None, (), "Ana Ivers", False),
        (None, ("the clerk",), "clerk", True),
        ("the clerk", ("~clerk of",), "the clerk of Harwick", True),
        ("the clerk", ("~clerk of",), "clerk", True),
        ("the clerk", (), "the clerk of Harwick", False),
        ("Ruiz", (), "Mayor Ruiz", True),
        ("Ruiz", (), "Mayor", False),
    ],
)
def test_accepted_names(speaker: str | None, accept: tuple[str | None, ...], name: str | None, right: bool) -> None:
    assert Wanted(said(COLD, by=speaker), accept).accepts(name) == right


def test_an_optional_quotation_counts_if_its_speaker_is_wrong() -> None:
    gold = field_text(Wanted(ANA), Wanted(BO, optional=True))
    for given, asked in (([ANA], 1), ([ANA, BO], 1), ([ANA, replace(BO, speaker="Ana Ivers")], 2)):
        scores = FieldScores.of([judge(gold, given)])
        assert (scores["asked"], scores["spurious"]) == (asked, 0)


def test_what_nobody_said() -> None:
    heading = said(SHED, by="Ana Ivers")
    crew = said(CREW, by="Ana Ivers", kind="act")
    judgement = judge(GOLD, [ANA, BO, heading, crew, replace(crew, type="belief"), said(CREW, by=None)])
    assert judgement.spurious == (heading,)
    assert judgement.forbidden == ((SHED, heading),)
    assert FieldScores.of([judgement]).record() == {
        "asked": 2, "right": 2, "extent": 0, "nobody": 0, "missed": 0, "wrong": 0, "attributed": 3, "spurious": 1,
        "forbidden": 1, "apart": 2, "share_right": 1, "share_wrong": 0, "share_spurious": 0.333,
        "share_forbidden": 0.5, "sure": 2, "sure_right": 1, "factuality_right": 1,
    }  # fmt: skip
    assert [line.split()[0] for line in faults(judgement)] == ["spurious", "forbidden"]


def test_the_sure_and_the_factuality() -> None:
    wrong = replace(BO, speaker="Ana Ivers", factuality="denied")
    judgement = judge(GOLD, [replace(ANA, confidence=0.5), wrong])
    record = FieldScores.of([judgement]).record()
    assert (record["sure"], record["sure_right"], record["factuality_right"]) == (1, 0, 0.5)
    assert by_kind([judgement]).keys() == {"court"}
    assert table([judgement]).splitlines()[1].split()[:2] == ["court", "2"]


def test_nothing_to_score() -> None:
    assert FieldScores.of([]).record()["share_right"] == 0


@pytest.mark.parametrize(
    "folder", [FIELD, FIELD / "second_held_out", FIELD / "development"], ids=lambda path: path.name
)
def test_the_gold_fits_its_texts(folder: Path) -> None:
    texts = read(folder)
    assert {path.name for path in (folder / "texts").iterdir()} == {text.article.name for text in texts}
    for text in texts:
        for wanted in text.wanted:
            assert judge(text, [wanted.entry]).judged[text.wanted.index(wanted)].verdict == "right"
        assert judge(text, text.article.entries).forbidden == ()


@pytest.mark.parametrize(
    ("quotation", "forbidden", "reason"),
    [
        ({"content": "cold", "spans": [[0, 3]]}, {}, "the spans hold 'THE', not 'cold'"),
        ({"content": "THE", "spans": 3}, {}, "TypeError"),
        ({"content": "THE"}, {}, "KeyError: 'spans'"),
        ({"content": "THE", "spans": [[0, 3]]}, {"a.txt": ["THE BARN"]}, "forbidden passage not in the text"),
        ({"content": "THE", "spans": [[0, 3]]}, {"b.txt": []}, "texts without gold: b.txt"),
    ],
)
def test_gold_that_does_not_fit(
    tmp_path: Path, quotation: dict[str, object], forbidden: dict[str, list[str]], reason: str
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf8")
    record = {"a.txt": [{"type": "direct", "speaker": None, **quotation}], "forbidden": forbidden}
    (tmp_path / "gold.json").write_text(json.dumps(record), encoding="utf8")
    with pytest.raises(GoldError, match=reason):
        read(tmp_path)


def test_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="No such file"):
        read(tmp_path)
