"""The cue beside a marked passage where the parse makes it no complement of the cue."""

from __future__ import annotations

import pytest

from ..parses import SCHEMES, parse, readings

BESIDE = [
    # the parse is no help: the marks and what stands beside them tell
    ("said", "Blinken", "It rained,",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ,/,/punct/3 ”/''/punct/3 said/VBD/parataxis/3 "
     "Blinken/NNP/nsubj/6/PERSON ././punct/3"),
    ("said", "Blinken", "It rained.",
     "Blinken/NNP/nsubj/2/PERSON said/VBD/root/0 :/:/punct/2 “/``/punct/6 It/PRP/nsubj/6 rained/VBD/parataxis/2 "
     "././punct/6 ”/''/punct/6"),
    ("said", "she", "Rain,",
     "“/``/punct/2 Rain/NN/root/0 ,/,/punct/2 ”/''/punct/2 she/PRP/nsubj/6 said/VBD/parataxis/2 ././punct/2"),
]  # fmt: skip

SIGNED = [
    ("", "Blinken", "It rained",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ”/''/punct/3 --/:/punct/3 Blinken/NNP/appos/3/PERSON ././punct/3"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("cue", "mention", "content", "sentence"), BESIDE)
def test_a_cue_beside_marks(cue: str, mention: str, content: str, sentence: str, scheme: str) -> None:
    assert readings(parse(sentence, scheme=scheme)) == [(cue, mention, content)]


@pytest.mark.xfail(strict=True, reason="two words in marks are too few to be signed")
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("cue", "mention", "content", "sentence"), SIGNED)
def test_a_signature_after_a_dash(cue: str, mention: str, content: str, sentence: str, scheme: str) -> None:
    assert readings(parse(sentence, scheme=scheme)) == [(cue, mention, content)]
