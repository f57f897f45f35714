"""Whose words a quotation without a cue continues, on hand-made parses."""

from __future__ import annotations

import pytest

from ..parses import PARAGRAPH, parse, readings

ASKED = "“/``/punct/2 Rain/NN/ccomp/6 ?/./punct/2 ”/''/punct/2 {who}/NNP/nsubj/6/PERSON asked/VBD/root/0 ././punct/6"
SAID = "“/``/punct/2 Rain/NN/ccomp/6 ,/,/punct/2 ”/''/punct/2 {who}/NNP/nsubj/6/PERSON said/VBD/root/0 ././punct/6"
MORE = "“/``/punct/4 We/PRP/nsubj/4 all/DT/det/2 left/VBD/root/0 early/RB/advmod/4 {mark}/./punct/4 ”/''/punct/4"
TOLD = "The/DT/det/2 river/NN/nsubj/3 rose/VBD/root/0 ././punct/3"
OFFERED = "The/DT/det/2 firm/NN/nsubj/3 offered/VBD/root/0 a/DT/det/5 boat/NN/obj/3 ././punct/3"
QUESTION, ANSWER = MORE.format(mark="?"), MORE.format(mark=".")

ROWS = [
    # who was asked answers
    ((ASKED.format(who="Xi"), SAID.format(who="Wang"), QUESTION, ANSWER), ["Xi", "Wang", "Xi", "Wang"]),
    # without a question the last speaker goes on
    ((SAID.format(who="Xi"), SAID.format(who="Wang"), ANSWER), ["Xi", "Wang", "Wang"]),
    # the answer to a question of the only speaker is nobody's
    ((ASKED.format(who="Xi"), ANSWER), ["Xi", ""]),
    # a cue between two parts of a sentence
    (("“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/6 ,/,/punct/3 ”/''/punct/3 began/VBD/root/0 Xi/NNP/nsubj/6/PERSON "
      ",/,/punct/6 “/``/punct/11 and/CC/cc/11 snowed/VBD/conj/3 ././punct/6 ”/''/punct/11",),
     ["Xi"]),
]  # fmt: skip

IN_ONE_PARAGRAPH = [
    # who asks right after somebody has spoken is answered by that one
    ((SAID.format(who="Xi"), ASKED.format(who="Wang"), ANSWER), ["Xi", "Wang", "Xi"]),
    # nobody spoke before: the question is the speaker's own
    ((ASKED.format(who="Wang"), ANSWER), ["Wang"]),
    # the reporter tells something in between
    ((SAID.format(who="Xi"), TOLD, ASKED.format(who="Wang"), ANSWER), ["Xi", "Wang"]),
    # what a body does is no report that goes on
    ((SAID.format(who="Xi"), OFFERED, ANSWER), ["Xi", "Xi"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentences", "expected"), IN_ONE_PARAGRAPH)
def test_who_goes_on_in_a_paragraph(sentences: tuple[str, ...], expected: list[str]) -> None:
    quoted = [mention for _, mention, content in readings(parse(*sentences)) if content.startswith(("Rain", "We"))]
    assert quoted == expected


@pytest.mark.parametrize(("paragraphs", "expected"), ROWS)
def test_who_goes_on(paragraphs: tuple[str, ...], expected: list[str]) -> None:
    sentences = [part for paragraph in paragraphs for part in (PARAGRAPH, paragraph)][1:]
    assert [mention for _, mention, _ in readings(parse(*sentences))] == expected
