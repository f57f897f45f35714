"""Names that count as the same speaker."""

from __future__ import annotations

import pytest

from attribution.evaluation.naming import normalize, same_speaker

SAME = [
    ("the Greens", "Greens"),
    ("Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"),
    ("Søren Łukasz", "Soren Lukasz"),
    ("the U.S. State Department", "State Department"),
    ("US State Department", "State Department"),
    ("Park Ji-woo", "Park Jiwoo"),
    ("Fa’asala", "Fa'asala"),
    ("a senior official", "the senior official"),
    ("习近平", "习近平"),
]
DIFFERENT = [("Ana Ivers", "Ivers"), ("US", "the"), ("Greens", "Green"), ("Group 7", "Group 8")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_speaker(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)
    assert same_speaker(one, other, {})


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_speakers(one: str, other: str) -> None:
    assert not same_speaker(one, other, {})


def test_a_name_of_ignored_words_only_keeps_them() -> None:
    assert normalize("The U.S.") == "the us"


def test_aliases_are_symmetric_and_limited_to_their_set() -> None:
    aliases = {"Abdul Aziz": ("Aziz", "the minister"), "Bo Ruiz": ("Ruiz",)}
    assert same_speaker("Abdul Aziz", "Minister", aliases)
    assert same_speaker("Aziz", "Abdul Aziz", aliases)
    assert not same_speaker("Abdul Aziz", "Ruiz", aliases)
    assert not same_speaker("Chu", "Aziz", aliases)
