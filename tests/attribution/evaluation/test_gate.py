"""The gate itself: what passes, what fails, what is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from attribution.evaluation import floors, gate
from attribution.evaluation.floors import Floors, FloorsError
from attribution.evaluation.running import Engine
from attribution.model import Quotation, text_digest

from .made import TEXT, quotation

GOLD = {
    "file": "a.txt",
    "text_sha256": text_digest(TEXT),
    "quotations": [
        {
            "type": "direct",
            "spans": [{"start": 1, "end": 18}],
            "mention": {"start": 25, "end": 34},
            "speaker": {"name": "Ana Ivers", "kind": "person"},
        }
    ],
}


def good(text: str) -> Sequence[Quotation]:
    return [quotation(text, "We will build it,", "Ana Ivers")]


def silent(text: str) -> Sequence[Quotation]:
    return []


def worse(text: str) -> Sequence[Quotation]:
    return [*good(text), quotation(text, "its name", "Bo Ruiz")]


def crashing(text: str) -> Sequence[Quotation]:
    raise RecursionError("too deep")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one article, and the floors of the good engine."""
    root = tmp_path / "checkout"
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "a.txt").write_text(TEXT, encoding="utf8")
    (root / "seeds" / "a.json").write_text(json.dumps(GOLD), encoding="utf8")
    assert passes(root, good, update=True)
    return root


def passes(root: Path, engine: Engine, *, update: bool = False, allow_lower: bool = False, margin: float = 0) -> bool:
    options = {"update": update, "allow_lower": allow_lower}
    return gate.gate(gate.suites(root), root / gate.FLOORS, engine, margin=margin, say=said.append, **options)


said: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_said() -> None:
    said.clear()


def kept(root: Path) -> Floors:
    return floors.read(root / gate.FLOORS)["seeds"]


def change_gold(root: Path) -> None:
    (root / "seeds" / "a.json").write_text(json.dumps({**GOLD, "note": 1}), encoding="utf8")


def test_the_engine_that_was_measured_passes(root: Path) -> None:
    assert passes(root, good)
    assert kept(root).floors["linked_f1"] == 1


@pytest.mark.parametrize("engine", [silent, worse, crashing])
def test_a_worse_engine_fails(root: Path, engine: Engine) -> None:
    before = (root / gate.FLOORS).read_bytes()
    assert not passes(root, engine)
    assert any("FAILED seeds: linked_f1" in line and "below the floor 1.000" in line for line in said)
    assert (root / gate.FLOORS).read_bytes() == before


def test_a_crash_counts_as_a_full_miss_and_never_ends_the_run(root: Path) -> None:
    suite = gate.seeds_suite(root)
    assert suite.measure(crashing)["detection_f1"] == suite.measure(silent)["detection_f1"] == 0
    assert suite.measure(crashing)["survived"] == 0


def test_one_crash_is_too_many_whatever_the_margin(root: Path) -> None:
    (root / gate.FLOORS).unlink()
    assert passes(root, good, update=True, margin=0.5)
    assert kept(root).floors["linked_f1"] == 0.5
    assert kept(root).floors["survived"] == 1


def test_an_update_refuses_to_lower_a_floor(root: Path) -> None:
    before = (root / gate.FLOORS).read_bytes()
    assert not passes(root, worse, update=True)
    assert any("--allow-lower would lower it" in line for line in said)
    assert (root / gate.FLOORS).read_bytes() == before


def test_allow_lower_only_lowers_missed_floors(root: Path) -> None:
    assert passes(root, worse, update=True, allow_lower=True, margin=0.1)
    assert kept(root).floors["linked_f1"] == pytest.approx(0.566)  # 2/3 less the margin, rounded down
    assert kept(root).floors["speaker_accuracy"] == 1  # the margin lowers no floor that is met
    assert passes(root, worse)


def test_an_update_raises_floors(root: Path) -> None:
    assert passes(root, worse, update=True, allow_lower=True)
    assert passes(root, good, update=True)
    assert not passes(root, worse)


def test_changed_gold_fails_until_it_is_accepted(root: Path) -> None:
    change_gold(root)
    assert not passes(root, good)
    assert said[-1] == "FAILED seeds: a.txt: gold changed (--update takes it over)"
    assert passes(root, good, update=True)
    assert passes(root, good)


def test_changed_gold_does_not_bypass_a_floor(root: Path) -> None:
    change_gold(root)
    assert not passes(root, worse, update=True)


def test_new_and_removed_gold(root: Path) -> None:
    for suffix in (".txt", ".json"):
        (root / "seeds" / "a").with_suffix(suffix).rename((root / "seeds" / "b").with_suffix(suffix))
    (root / "seeds" / "b.json").write_text(json.dumps({**GOLD, "file": "b.txt"}), encoding="utf8")
    assert not passes(root, good)
    assert [line for line in said if "gold" in line and line.startswith("FAILED")] == [
        "FAILED seeds: a.txt: gold is gone (--update takes it over)",
        "FAILED seeds: b.txt: new gold (--update takes it over)",
    ]


def test_a_figure_no_longer_measured_fails(root: Path) -> None:
    path = root / gate.FLOORS
    path.write_text(path.read_text().replace("linked_f1", "linked_f2"), encoding="utf8")
    assert not passes(root, good)
    assert "FAILED seeds: linked_f2: not measured, floor 1.000" in said


def test_without_floors_the_gate_fails(root: Path) -> None:
    (root / gate.FLOORS).unlink()
    assert not passes(root, good)
    assert "no floors yet" in said[-1]


@pytest.mark.parametrize("text", ["{", "[]", '{"seeds": 1}', '{"seeds": {"gold": {}}}'])
def test_an_invalid_file_is_named(root: Path, text: str) -> None:
    (root / gate.FLOORS).write_text(text, encoding="utf8")
    with pytest.raises(FloorsError, match=r"floors\.json"):
        passes(root, good)


def test_the_corpus_is_only_measured_if_available(root: Path) -> None:
    folder = root.parent / gate.POLNEAR
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    (folder / "text" / "x.txt").write_text(TEXT, encoding="utf8")
    marks = "T1\tContent 1 18\t-\nT2\tSource 25 34\t-\nE1\tAttribution:T1 Content:T1 Source:T2\n"
    (folder / "attributions" / "x_1.ann").write_text(marks, encoding="utf8")
    assert passes(root, good, update=True)
    assert floors.read(root / gate.FLOORS)["polnear-dev"].floors["all_linked_f1"] == 1
    assert not passes(root, worse)
    (folder / "attributions" / "x_1.ann").write_text(marks + "\n", encoding="utf8")
    assert not passes(root, good)
    for file in folder.rglob("*.*"):
        file.unlink()
    (folder / "text").rmdir()
    assert passes(root, good, update=True)
    assert "polnear-dev" in floors.read(root / gate.FLOORS)
    assert any(line.startswith("polnear-dev: not measured") for line in said)


def test_the_command(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(gate, "ROOT", root)
    monkeypatch.setattr(gate, "seeds_suite", lambda: gate.Suite("seeds", kept(root).gold, lambda _: measured))
    measured = dict(kept(root).floors)
    assert gate.main(["--seeds-only"]) == 0
    measured["linked_f1"] = 0.4
    assert gate.main(["--seeds-only"]) == 1
    assert gate.main(["--seeds-only", "--update"]) == 1
    assert gate.main(["--seeds-only", "--update", "--allow-lower", "--margin", "0.1"]) == 0
    assert kept(root).floors["linked_f1"] == 0.3
    (root / gate.FLOORS).write_text("{")
    assert gate.main(["--seeds-only"]) == 2
    assert "floors.json" in capsys.readouterr().err
    for wrong in (["--allow-lower"], ["--margin", "2"]):
        with pytest.raises(SystemExit):
            gate.main(wrong)


def test_the_stated_floors_are_those_of_the_checkout() -> None:
    assert floors.stated() == floors.read(floors.ROOT / floors.FLOORS)
    assert floors.stated()["seeds"].floors["survived"] == 1.0
