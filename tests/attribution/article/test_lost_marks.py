"""Marks that became U+FFFD because they could not be decoded."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.article.lost_marks import lost_marks
from attribution.article.replacements import replaced

READ = [
    ("\ufffdWe left \ufffd early,\ufffd she said.", "“We left — early,” she said."),
    ("\ufffdIt\ufffds mine,\ufffd he said. \ufffdGo.\ufffd", "“It’s mine,” he said. “Go.”"),
    ("Zo\ufffd said \ufffdno\ufffd.", "Zo\ufffd said “no”."),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_is_read(text: str, expected: str) -> None:
    found = replaced(text, lost_marks(text))
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize(
    "text", ["", "It rained.", "\ufffd", "\ufffda", "Zo\ufffd", "a\ufffd\n\nb\ufffd", "\ufffda" * 30_000]
)
def test_what_stays(text: str) -> None:
    assert replaced(text, lost_marks(text)) is None


def test_offsets_are_of_the_text_as_it_was_sent() -> None:
    text = "\ufffdThe gate\ufffds shut,\ufffd said Ana Lopez, the keeper."
    quotation = attribute_text(text)[0]
    assert quotation.speaker is not None
    assert (quotation.speaker.name, quotation.text) == ("Ana Lopez", "The gate\ufffds shut,")
