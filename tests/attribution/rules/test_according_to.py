"""“According to X” that reports nothing, on hand-made parses; the examples are with the rule."""

from __future__ import annotations

import pytest

from attribution import attribute

from ..parses import SCHEMES, parse

IDIOM = pytest.mark.xfail(strict=True, reason="“according to plan” reports nothing")


@IDIOM
@pytest.mark.parametrize("scheme", SCHEMES)
def test_according_to_plan(scheme: str) -> None:
    sentence = "It/PRP/nsubj/2 went/VBD/root/0 according/VBG/case/5 to/IN/fixed/3 plan/NN/obl/2 ././punct/2"
    assert attribute(parse(sentence, scheme=scheme)) == []
