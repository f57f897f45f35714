"""Words that negate, on hand-made parses."""

from __future__ import annotations

import pytest

from attribution.classification.negations import has_no, is_fronted_negation, is_negation, is_nobody

from ..parses import parse, word

SENTENCE = "No/DT/det/2 minister/NN/nsubj/4 ever/RB/advmod/4 spoke/VBD/root/0 "


def test_a_noun_with_no_is_nobody() -> None:
    doc = parse(SENTENCE + "./././4")
    assert has_no(word(doc, "minister"))
    assert is_nobody(word(doc, "minister"))


@pytest.mark.parametrize(("after", "negates"), [("only", False), ("loudly", True)])
def test_not_only_negates_nothing(after: str, negates: bool) -> None:
    doc = parse(f"Wang/NNP/nsubj/3 not/RB/advmod/3 {after}/RB/advmod/3 spoke/VBD/root/0 ././punct/4")
    assert is_negation(word(doc, "not")) is negates


@pytest.mark.parametrize(
    ("sentence", "negates"),
    [
        ("In/IN/case/3 no/DT/det/3 book/NN/obl/6 did/VBD/aux/6 Wang/NNP/nsubj/6 write/VB/root/0 it/PRP/obj/6", True),
        (
            "In/IN/case/3 no/DT/det/3 time/NN/obl/6 Wang/NNP/nsubj/6 had/VBD/aux/6 written/VBN/root/0 it/PRP/obj/6",
            False,
        ),
    ],
)
def test_a_phrase_with_no_negates_before_an_inverted_verb(sentence: str, negates: bool) -> None:
    doc = parse(sentence)
    assert is_fronted_negation(doc[2], doc[5]) is negates
