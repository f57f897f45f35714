"""Quotation marks converted to other styles."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from attribution.training.styles import STYLES, WEIGHTS, choose_style, restyle

WORDS = ["“", "It", "’s", "late", ",", "”", "she", "said", "'"]
TAGS = ["``", "PRP", "VBZ", "JJ", ",", "''", "PRP", "VBD", "''"]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("keep", "“ It ’s late , ” she said '"),
        ("curly", "“ It ’s late , ” she said '"),
        ("straight", "\" It 's late , \" she said '"),
        ("british", "‘ It ’s late , ’ she said '"),
        ("british_straight", "' It 's late , ' she said '"),
    ],
)
def test_a_sentence_in_every_style(style: str, expected: str) -> None:
    assert " ".join(restyle(WORDS, TAGS, style)) == expected


def test_the_tag_tells_the_side_of_a_straight_mark() -> None:
    assert restyle(['"', "No", '"'], ["``", "UH", "''"], "curly") == ["“", "No", "”"]


@pytest.mark.parametrize("style", [*STYLES, "keep"])
def test_no_word_is_added_or_removed(style: str) -> None:
    assert len(restyle(WORDS, TAGS, style)) == len(WORDS)


def test_a_style_is_drawn_by_weight() -> None:
    rng = random.Random(1)
    drawn = Counter(choose_style(rng) for _ in range(2000))
    assert set(drawn) == set(WEIGHTS)
    assert all(abs(drawn[style] / 2000 - weight) < 0.05 for style, weight in WEIGHTS.items())
