"""Which quotations are wordings of one utterance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wording.asked import read
from api.wording.sketches import sketch, sought
from api.wording.utterances import Wording, same_utterance, wording

DAY = datetime(2024, 3, 1, tzinfo=UTC)

SAME = [
    (  # a re-translation
        "After such deep mistrust between the ports, none expected a treaty; there was zero chance of it this spring",
        "After such deep distrust between the ports, a treaty was not expected; the chance of one this spring was nil",
    ),
    ("frank, detailed, and useful", "frank, detailed and useful"),
    ("open lines of supply", "open supply lines"),
    ("We will mend the harbour wall before winter", "We won't mend the harbor wall before winter"),
    ("We lost 40 boats in the storm last night", "We lost 14 boats in the storm last night"),
    (
        "The harbour wall will hold for a hundred years if the council mends it, and the fishermen pay nothing for it",
        "the council mends it, and the fishermen pay nothing",
    ),
    (
        "The ferry sank because nobody looked after its rotten hull, and I blame the owners in the capital for that",
        "The ferry sank because nobody looked after its hull ... I blame the owners",
    ),
]
APART = [
    (
        "Our thoughts and prayers are with the families in Leith",
        "Our thoughts and prayers are with the miners of Wigan",
    ),
    ("We have no comment at this time on the ferry", "We have no comment at this time on the bridge"),
    ("I am proud of the fishermen", "I am proud of the teachers"),
    ("The harbour wall will hold", "The harbour wall will hold for a hundred years if the council mends it"),
    ("The council will pay for the wall and the boats", "The owners in the capital must pay for the rotten ferry"),
    ("progress", "progress and agreement"),
    ("", ""),
    ("It is what it is", "It is what it is"),
]


def of(text: str, days: int | None = 0) -> Wording:
    return wording(read(text), DAY + timedelta(days=days) if days is not None else None)


def found(one: Wording, other: Wording) -> bool:
    """Whether the two are related and their sketches show it."""
    shown = not sketch("s", one).isdisjoint(sought("s", other))
    assert shown == (not sketch("s", other).isdisjoint(sought("s", one)))
    assert same_utterance(one, other) == same_utterance(other, one)
    return shown and same_utterance(one, other)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_wordings_of_one_utterance(one: str, other: str) -> None:
    assert found(of(one), of(other, 2))


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_utterances(one: str, other: str) -> None:
    assert not found(of(one), of(other))


@pytest.mark.parametrize(
    ("one", "other", "days", "same"),
    [
        ("useful talks", "useful talks", 7, True),
        ("useful talks", "useful talks", 8, False),
        ("useful talks", "useful talks", None, False),
        ("The council will mend the harbour wall", "The council will mend the harbour wall", 400, True),
        ("The council will mend the harbour wall", "The council will paint the harbour wall", 2, True),
        ("The council will mend the harbour wall", "The council will paint the harbour wall", 40, False),
        ("Fares on the northern ferry rose 3 % last May", "Fares on the northern ferry rose 4 % last May", 3, True),
        (
            "Fares on the northern ferry between Leith and Wick rose 3 % again last winter",
            "Fares on the northern ferry between Leith and Wick rose 4 % again last winter", 90, False,
        ),
    ],
)  # fmt: skip
def test_time_tells_utterances_apart(one: str, other: str, days: int | None, same: bool) -> None:
    assert found(of(one), of(other, days)) is same


def test_a_sketch_is_of_one_speaker() -> None:
    one = of("The council will mend the harbour wall")
    assert sketch("ana", one).isdisjoint(sketch("bo", one))
    assert all(0 <= value < 2**63 for value in sketch("ana", one))


STEMS = st.lists(st.sampled_from([f"w{n}" for n in range(400)]), min_size=5, max_size=30, unique=True)


@given(STEMS, st.lists(st.sampled_from([f"x{n}" for n in range(400)]), max_size=200), st.data())
def test_a_run_of_five_words_shows_in_a_sketch(stems: list[str], around: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(stems) - 5))
    excerpt = Wording(tuple(stems[start : start + 5]), None)
    whole = Wording((*around, *stems, *around), None)
    assert not sketch("s", excerpt).isdisjoint(sketch("s", whole))
