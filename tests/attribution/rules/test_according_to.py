"""“According to X” before, after and inside what it reports, on parses made by hand."""

from __future__ import annotations

import pytest

from attribution import attribute

from ..parses import SCHEMES, parse, readings

ACCORDING = [
    ("According to", "Xinhua", "it rained",
     "According/VBG/case/3 to/IN/fixed/1 Xinhua/NNP/obl/6/ORG ,/,/punct/3 it/PRP/nsubj/6 rained/VBD/root/0 "
     "././punct/6"),
    ("according to", "Xinhua", "It rained",
     "It/PRP/nsubj/2 rained/VBD/root/0 ,/,/punct/6 according/VBG/case/6 to/IN/fixed/4 Xinhua/NNP/obl/2/ORG "
     "././punct/2"),
    ("according to", "Xinhua", "The river / rose",
     "The/DT/det/2 river/NN/nsubj/8 ,/,/punct/6 according/VBG/case/6 to/IN/fixed/4 Xinhua/NNP/obl/8/ORG ,/,/punct/6 "
     "rose/VBD/root/0 ././punct/8"),
    ("according to", "a senior official", "It rained",
     "It/PRP/nsubj/2 rained/VBD/root/0 according/VBG/case/7 to/IN/fixed/3 a/DT/det/7 senior/JJ/amod/7 "
     "official/NN/obl/2 ././punct/2"),
]  # fmt: skip


IDIOM = pytest.mark.xfail(strict=True, reason="“according to plan” reports nothing")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("cue", "mention", "content", "sentence"), ACCORDING)
def test_according_to(cue: str, mention: str, content: str, sentence: str, scheme: str) -> None:
    assert readings(parse(sentence, scheme=scheme)) == [(cue, mention, content)]


@IDIOM
@pytest.mark.parametrize("scheme", SCHEMES)
def test_according_to_plan(scheme: str) -> None:
    sentence = "It/PRP/nsubj/2 went/VBD/root/0 according/VBG/case/5 to/IN/fixed/3 plan/NN/obl/2 ././punct/2"
    assert attribute(parse(sentence, scheme=scheme)) == []
