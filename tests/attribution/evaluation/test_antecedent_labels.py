"""The verdicts on labelled sources (``benchmarks/antecedents``), and the form of the labels there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from attribution.evaluation.entries import Entry
from attribution.evaluation.gold import Article
from attribution.model import SingleSpeaker, Span, Speaker, SpeakerKind
from benchmarks.antecedents.labels import Label, Verdict, read
from benchmarks.antecedents.run import judged, table

LABELS = Path(__file__).parents[3] / "benchmarks" / "antecedents"
KINDS = {"full name", "partial name", "pronoun", "description"}
PERSON, GROUP, ANONYMOUS = SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.ANONYMOUS
PAIR = (SingleSpeaker("Bo Ruiz", PERSON), SingleSpeaker("Ana Ivers", PERSON))

VERDICTS = [
    ("Ana Ivers", "she", Speaker("Ana Ivers", PERSON), Verdict.RIGHT),
    ("Ana Ivers|Mayor Ivers", "she", Speaker("Mayor Ivers", PERSON), Verdict.RIGHT),
    ("Ana Ivers", "she", Speaker("Ivers", PERSON), Verdict.WRONG),
    ("Ana Ivers", "she", None, Verdict.NOBODY),
    ("Ana Ivers; Bo Ruiz", "they", Speaker("Ana Ivers and Bo Ruiz", GROUP, members=PAIR), Verdict.RIGHT),
    ("Ana Ivers", "they", Speaker("Ana Ivers and Bo Ruiz", GROUP, members=PAIR), Verdict.WRONG),
    ("-", "the clerk", None, Verdict.RIGHT),
    ("-", "the clerk", Speaker("a clerk of the court", ANONYMOUS), Verdict.RIGHT),
    ("-", "they", Speaker("harbour pilots", GROUP), Verdict.RIGHT),
    ("-", "the clerk", Speaker("Ana Ivers", PERSON), Verdict.WRONG),
    ("-", "the clerk", Speaker("a porter", ANONYMOUS), Verdict.WRONG),
    ("-", "they", Speaker("Ana Ivers and Bo Ruiz", GROUP, members=PAIR), Verdict.WRONG),
]


@pytest.mark.parametrize(("answers", "mention", "speaker", "verdict"), VERDICTS)
def test_verdict(answers: str, mention: str, speaker: Speaker | None, verdict: Verdict) -> None:
    assert Label(0, 3, tuple(answers.split("|"))).judge(mention, speaker) == verdict


def test_sources_are_judged_by_the_quotation_whose_content_matches() -> None:
    text = "The harbour will close, Ana Ivers said. She said the ferry would go on."
    entries = (Entry("", (Span(0, 22),), mention=(Span(24, 33),)), Entry("", (Span(50, 70),), mention=(Span(40, 43),)))
    labels = [Label(24, 33, ("Ana Ivers",), "full name"), Label(40, 43, ("Bo Ruiz",), "pronoun"), Label(0, 3, ("-",))]
    verdicts = [verdict for _, verdict, _ in judged(Article("harbour.txt", text, entries), labels)]
    assert verdicts == [Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED]


def test_figures_are_of_those_found() -> None:
    counts = {"pronoun": Counter({Verdict.RIGHT: 3, Verdict.WRONG: 1, Verdict.MISSED: 6})}
    assert table(counts).splitlines()[0] == "pronoun       0.750 of 4 found; 1 wrong, 0 nobody, 6 missed"


@pytest.mark.parametrize(("name", "most"), [("fresh.tsv", 4), ("second_fresh.tsv", 3)])
def test_the_labels_can_be_read(name: str, most: int) -> None:
    fresh = read(LABELS / name)
    assert {label.kind for labels in fresh.values() for label in labels} == KINDS
    assert max(map(len, fresh.values())) <= most


def test_no_article_is_in_two_lists() -> None:
    articles = [article for path in LABELS.glob("*.tsv") for article in read(path)]
    assert len(articles) == len(set(articles))
