"""Passages are read alike in whatever marks they are printed; offsets are those of the text as it was sent."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import attribute_text
from attribution.article.foreign_marks import foreign_marks
from attribution.article.replacements import replaced

ENGLISH = (
    "The ferry stayed in port. “Nobody asked the crew,” said Ingrid Solheim. Her mate, Anton “Toni” Ferrer, said the "
    "order was “a bad joke”.\n\n“We waited until noon.\n\n“Then we went home.”"
)
STYLES = [
    ("«", "»"),
    ("« ", " »"),
    ("«\xa0", "\xa0»"),
    ("»", "«"),
    ("„", "“"),
    ("„", "”"),
    ("”", "”"),
    ("「", "」"),
    ("``", "''"),
]


def in_style(opening: str, closing: str) -> str:
    return ENGLISH.translate({ord("“"): opening, ord("”"): closing})


@pytest.mark.parametrize(("opening", "closing"), STYLES)
def test_foreign_marks_become_curly_ones(opening: str, closing: str) -> None:
    text = in_style(opening, closing)
    read = replaced(text, foreign_marks(text))
    assert read is not None
    assert read.text == ENGLISH


@pytest.mark.parametrize(
    "text", [ENGLISH, "« Back to news", "Home » News » Harbour", 'He said "no".', "It’s the ’90s."]
)
def test_english_marks_and_arrows_stay(text: str) -> None:
    assert foreign_marks(text) == []


@pytest.mark.parametrize(("opening", "closing"), STYLES)
def test_who_says_what_does_not_depend_on_the_marks(opening: str, closing: str) -> None:
    text = in_style(opening, closing)
    wanted, found = attribute_text(ENGLISH), attribute_text(text)
    assert [q.speaker for q in found] == [q.speaker for q in wanted]
    for quotation in found:
        assert quotation.text == " ".join(text[span.start : span.end] for span in quotation.spans)
        assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in quotation.quoted)
    first = found[0].quoted[0]
    assert text[first.start : first.end] == "Nobody asked the crew,"


@given(st.text("«»„“”‘’‚‹›「」`' \n\xa0aB.,", max_size=40))
def test_any_marks_are_read_without_overlap(text: str) -> None:
    found = sorted(foreign_marks(text))
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
