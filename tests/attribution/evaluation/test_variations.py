"""Variations of field texts keep what was said and by whom."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from attribution.evaluation.entries import Entry, printed
from attribution.evaluation.field.gold import FieldText, Wanted
from attribution.evaluation.gold import Article
from attribution.model import Span
from benchmarks.variations.edits import Edit, edited
from benchmarks.variations.variations import VARIATIONS

TEXT = (
    "“We don’t sell,” said Maria Lindqvist. KWAME ADDO shook his head at that, and at every word in the café.\n\n"
    "“Not ever,” Addo said. Lindqvist’s hat was “red”."
)


def text() -> FieldText:
    def wanted(content: str, speaker: str) -> Wanted:
        start = TEXT.index(content)
        return Wanted(
            Entry("direct", (Span(start, start + len(content)),), speaker=speaker), (speaker.split()[-1], None)
        )

    entries = (wanted("We don’t sell,", "Maria Lindqvist"), wanted("Not ever,", "Kwame Addo"))
    start = TEXT.index("red")
    return FieldText(Article("a.txt", TEXT, (), (Span(start, start + 3),)), entries)


def contents(varied: FieldText) -> list[str]:
    return [printed(varied.article.text, one.entry.spans) for one in varied.wanted]


@pytest.mark.parametrize("name", VARIATIONS)
def test_what_was_said_stays(name: str) -> None:
    varied = VARIATIONS[name](text())
    assert varied.article.text != TEXT
    assert [re.sub("['´]", "’", content) for content in contents(varied)] == ["We don’t sell,", "Not ever,"]
    (apart,) = varied.article.not_quotations
    assert varied.article.text[apart.start : apart.end] == "red"


def test_cues_are_other_verbs() -> None:
    assert "said Maria" not in VARIATIONS["common cues"](text()).article.text
    assert "“Not ever,” Addo says." in VARIATIONS["tense"](text()).article.text


def test_names_change_everywhere_and_in_the_gold() -> None:
    varied = VARIATIONS["names"](text())
    first, second = (one.entry.speaker for one in varied.wanted)
    assert first is not None
    assert second is not None
    assert not {"Maria", "Lindqvist", "Kwame", "Addo", "KWAME"} & set(varied.article.text.replace("’", " ").split())
    assert f"said {first}." in varied.article.text
    assert f"{second.upper()} shook" in varied.article.text
    assert [one.accept for one in varied.wanted] == [(first.split()[-1], None), (second.split()[-1], None)]


def test_the_same_in_every_run() -> None:
    assert VARIATIONS["names"](text()) == VARIATIONS["names"](text())


def test_a_part_of_a_replaced_word_is_the_whole_word() -> None:
    whole = replace(text(), wanted=(Wanted(Entry("direct", (Span(2, 5),))),))
    (one,) = edited(whole, [Edit(1, 7, "You will never")]).wanted
    assert one.entry.spans == (Span(1, 15),)
