"""Words that negate, on hand-made parses."""

from __future__ import annotations

import pytest

from attribution.classification.negations import has_no, is_negation, is_nobody

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
