"""Nouns that report a clause, on parses made by hand."""

from __future__ import annotations

import pytest

from attribution import attribute

from ..parses import SCHEMES, parse, readings

NOUNS = [
    ("claim", "Wang", "that it rained",
     "Wang/NNP/nmod:poss/3/PERSON ’s/POS/case/1 claim/NN/nsubj/7 that/IN/mark/6 it/PRP/nsubj/6 rained/VBD/acl/3 "
     "surprised/VBD/root/0 him/PRP/obj/7 ././punct/7"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("cue", "mention", "content", "sentence"), NOUNS)
def test_a_noun_of_speech(cue: str, mention: str, content: str, sentence: str, scheme: str) -> None:
    assert readings(parse(sentence, scheme=scheme)) == [(cue, mention, content)]


SILENT = [
    "Its/PRP$/nmod:poss/2 claim/NN/nsubj/3 failed/VBD/root/0 ././punct/3",
    "The/DT/det/2 claim/NN/nsubj/6 that/IN/mark/5 it/PRP/nsubj/5 rained/VBD/acl/2 failed/VBD/root/0 ././punct/6",
    "Wang/NNP/nmod:poss/3/PERSON ’s/POS/case/1 house/NN/nsubj/4 burned/VBD/root/0 ././punct/4",
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sentence", SILENT)
def test_nothing_is_reported(sentence: str, scheme: str) -> None:
    assert attribute(parse(sentence, scheme=scheme)) == []
