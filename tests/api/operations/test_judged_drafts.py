"""Whole drafts against their sources, with the real engine: the faulty quotations are found, the sound ones pass."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from api.operations.attributors import InProcessAttributor
from api.operations.checking import DraftCheck, Origin, check_draft
from api.verification.drafts import Checked, DraftInput, Judgement, SourceInput
from api.verification.matching import Finding
from api.verification.sources import SourceKind

DRAFTS = Path(__file__).resolve().parents[2] / "gold" / "drafts"
NAMES = ["news", "feature", "court"]
FRESH = ["council", "film", "health", "hospital", "school"]  # written later, with no finding told for each quotation
FAULTS = {"number", "negation", "speaker", "splice", "condition", "invented", "paraphrase", "tense"}


@dataclass(frozen=True)
class Expected:
    """A quotation of a draft, by words that stand in it once. ``fault`` is None for a sound one."""

    words: str
    fault: str | None
    finding: Finding
    verdict: Judgement


@dataclass(frozen=True)
class Draft:
    """A draft with its sources and what a check of it has to say."""

    given: DraftInput
    quotations: tuple[Expected, ...]


@cache
def draft(name: str) -> Draft:
    folder = DRAFTS / name
    told = json.loads((folder / "expected.json").read_text(encoding="utf8"))
    sources = [source(folder, **given) for given in told["sources"]]
    text = (folder / "draft.txt").read_text(encoding="utf8")
    expected = [
        Expected(row["words"], row["fault"], Finding(row["finding"]), Judgement(row["verdict"]))
        for row in told["quotations"]
    ]
    return Draft(DraftInput(text, sources, archive=False), tuple(expected))


def source(folder: Path, file: str, kind: str | None = None) -> SourceInput:
    text = (folder / file).read_text(encoding="utf8")
    return SourceInput(file, text, SourceKind(kind) if kind is not None else None)


@cache
def checked(name: str) -> DraftCheck:
    return check_draft(InProcessAttributor(), None, draft(name).given)


def items(name: str, words: str) -> list[Checked[Origin]]:
    """The checked quotations that have these words of the draft."""
    start = draft(name).given.text.index(words)
    end = start + len(words)
    return [
        item
        for item in checked(name).items
        if any(span.start < end and start < span.end for span in item.quotation.spans)
    ]


ROWS = [(name, expected) for name in NAMES for expected in draft(name).quotations]


@pytest.mark.parametrize(("name", "expected"), ROWS, ids=lambda value: getattr(value, "words", value))
def test_each_quotation_is_judged_rightly(name: str, expected: Expected) -> None:
    found = [(item.verdict.finding, item.judgement) for item in items(name, expected.words)]
    assert found == [(expected.finding, expected.verdict)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_in_the_draft_is_a_quotation(name: str) -> None:
    meant = [item for expected in draft(name).quotations for item in items(name, expected.words)]
    assert [item.asked for item in checked(name).items if item not in meant] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_has_the_size_and_the_faults_that_are_judged(name: str) -> None:
    words, expected = draft(name).given.text.split(), draft(name).quotations
    assert 1900 <= len(words) <= 2100
    assert len(draft(name).given.sources) == 5
    assert len(expected) == 20
    assert sorted(row.fault for row in expected if row.fault) == sorted(FAULTS)
    assert all((row.verdict is Judgement.OK) == (row.fault is None) for row in expected)


@pytest.mark.parametrize("name", FRESH)
def test_in_a_fresh_draft_the_faults_are_found_and_the_sound_quotations_pass(name: str) -> None:
    told = json.loads((DRAFTS / name / "expected.json").read_text(encoding="utf8"))
    text = (DRAFTS / name / "draft.txt").read_text(encoding="utf8")
    sources = [source(DRAFTS / name, **given) for given in told["sources"]]
    found = check_draft(InProcessAttributor(), None, DraftInput(text, sources, archive=False)).items
    for row in told["quotations"]:
        start = text.index(row["words"])
        spans = range(start, start + len(row["words"]))
        judged = [i.judgement for i in found if any(s.start < spans.stop and start < s.end for s in i.quotation.spans)]
        objected = any(judgement is not Judgement.OK for judgement in judged)
        assert objected == (row["fault"] is not None), row["words"]
