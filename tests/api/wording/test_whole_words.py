"""Differences between contractions, shown in whole words."""

from __future__ import annotations

import pytest

from api.wording.alignment import align
from api.wording.asked import read
from api.wording.differences import differences
from api.wording.words import words


@pytest.mark.parametrize(
    ("asked", "printed", "changed"),
    [
        ("I didn't want it", "I don't want it", [("didn't", "don't")]),
        ("It wasn't the last", "It's the last", [("It wasn't", "It's")]),
        ("We will go", "We won't go", [("will", "won't")]),
        ("We do go", "We don't go", [("do", "don't")]),
        ("We do not go", "We don't go", []),
        ("It cost £6m", "It cost £5m", [("6m", "5m")]),
    ],
)
def test_a_difference_is_in_whole_words(asked: str, printed: str, changed: list[tuple[str, str]]) -> None:
    mine, theirs = read(asked), words(printed)
    found = differences(mine, printed, theirs, align(mine, theirs))
    assert [(part.asked, part.printed) for part in found if part.change != "kept"] == changed
    assert " ".join(part.printed for part in found if part.printed).replace("£ ", "£") == printed
