"""Where the words of a quotation stand in a text, and what differs."""

from __future__ import annotations

import time

import pytest

from api.wording.alignment import Change, align
from api.wording.asked import read
from api.wording.differences import Difference, differences
from api.wording.words import words

TEXT = (
    "We will not close the Harbour Street bridge before March 2027, and if the council pays £5 million we may not "
    "close it at all. That is a promise to every trader in Dunmore."
)


def changed(asked: str, text: str = TEXT) -> list[tuple[str, str, str, str]]:
    """The differences as (change, asked, printed, kinds)."""
    question, printed = read(asked), words(text)
    found = differences(question, text, printed, align(question, printed))
    return [(d.change.value, d.asked, d.printed, " ".join(d.kinds)) for d in found if d.change is not Change.KEPT]


@pytest.mark.parametrize(
    "asked",
    [
        "We will not close the Harbour Street bridge",
        "we will not close the harbor street bridge",
        "THAT IS A PROMISE TO EVERY TRADER IN DUNMORE",
        "if the council pays £5m",
    ],
)
def test_the_same_words_in_a_row(asked: str) -> None:
    assert changed(asked) == []
    assert align(read(asked), words(TEXT)).score == 1.0


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("We will close the Harbour Street bridge", [("deleted", "", "not", "negation")]),
        ("the council pays £7 million", [("replaced", "7", "5", "number")]),
        ("the council pays $5 million", [("replaced", "$", "£", "unit")]),
        ("bridge before May 2027", [("replaced", "May", "March", "date")]),
        ("bridge before March 2028", [("replaced", "2028", "2027", "date")]),
        ("every trader in Kilmore", [("replaced", "Kilmore", "Dunmore", "name")]),
        ("That is a solemn promise", [("inserted", "solemn", "", "other")]),
        ("we will not close it at all", [("replaced", "will", "may", "condition")]),
    ],
)
def test_what_was_changed(asked: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert changed(asked) == expected


@pytest.mark.parametrize(
    ("asked", "omitted"),
    [
        ("We will not close the … bridge", "Harbour Street"),
        ("We will not close the [old] bridge", "Harbour Street"),
        ("before March 2027 [...] That is a promise", "and if the council pays £5 million we may not close it at all"),
    ],
)
def test_what_an_ellipsis_or_a_bracket_leaves_out_is_no_change(asked: str, omitted: str) -> None:
    assert changed(asked) == [("omitted", "", omitted, "")]
    assert align(read(asked), words(TEXT)).score == 1.0


def test_a_bracket_stands_for_a_few_words_only() -> None:
    far = "We will not close the [bridge, and that] is a promise to every trader"
    assert align(read(far), words(TEXT)).score < 1


def test_nothing_in_common() -> None:
    assert align(read("Boats"), words(TEXT)).score == 0.0
    assert align(read("Boats"), ()).score == 0.0
    assert align(read(""), words(TEXT)).score == 0.0


def test_the_steps_cover_all_that_is_asked() -> None:
    asked = read("We would not ever close … bridge before April 2027, and [x] the council pays")
    at = 0
    for step in align(asked, words(TEXT)).steps:
        assert step.asked[0] == at
        at = step.asked[1]
    assert at == len(asked.words)


def test_long_texts_are_aligned_in_reasonable_time() -> None:
    text = " ".join(f"word{n % 700}" for n in range(10_000))
    begun = time.process_time()
    assert align(read(" ".join(f"word{n}" for n in range(350, 650))), words(text)).score == 1.0
    assert time.process_time() - begun < 5


def test_a_difference_says_what_is_kept() -> None:
    question, printed = read("That was a promise"), words(TEXT)
    found = differences(question, TEXT, printed, align(question, printed))
    assert found[0] == Difference(Change.KEPT, "That", "That", ())
    assert "".join(d.asked for d in found).replace(" ", "") == "Thatwasapromise"
