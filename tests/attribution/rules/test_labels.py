"""“NAME: ...” in transcripts and headlines, on parses made by hand."""

from __future__ import annotations

import pytest

from attribution import attribute

from ..parses import PARAGRAPH, parse, readings

TURNS = (
    "MODERATOR/NNP/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",
    PARAGRAPH,
    "WANG/NNP/root/0/PERSON :/:/punct/1 It/PRP/nsubj/4 stopped/VBD/parataxis/1 ././punct/4",
    PARAGRAPH,
    "MODERATOR/NNP/root/0 :/:/punct/1 Why/WRB/parataxis/1 ?/./punct/3",
)


def test_the_turns_of_a_transcript() -> None:
    doc = parse(*TURNS)
    assert readings(doc) == [
        (":", "MODERATOR", "It rained."),
        (":", "WANG", "It stopped."),
        (":", "MODERATOR", "Why?"),
    ]


def test_a_name_heads_a_headline() -> None:
    doc = parse(
        "PENCE/NNP/root/0/PERSON :/:/punct/1 Flowers/NNS/nsubj/6 wo/MD/aux/6 n't/RB/advmod/6 be/VB/parataxis/1 "
        "there/RB/advmod/6",
        PARAGRAPH,
        "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
    )
    assert readings(doc) == [(":", "PENCE", "Flowers won't be there")]


@pytest.mark.parametrize("label", ["Note", "Photo", "Editors"])
def test_a_note_is_no_speaker(label: str) -> None:
    doc = parse(f"{label}/NN/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4")
    assert attribute(doc) == []
