"""Cue verbs on parses made by hand: what each reports, and who."""

from __future__ import annotations

import pytest

from attribution import attribute

from ..parses import SCHEMES, parse, readings

VERBS = [
    # cue, mention, content, sentence
    ("said", "Blinken", "that it rained",
     "Blinken/NNP/nsubj/2/PERSON said/VBD/root/0 that/IN/mark/5 it/PRP/nsubj/5 rained/VBD/ccomp/2 ././punct/2"),
    ("said", "Xi", "It rained,",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON said/VBD/root/0 "
     "././punct/7"),
    ("said", "Blinken", "It rained,",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/6 ,/,/punct/3 ”/''/punct/3 said/VBD/root/0 "
     "Blinken/NNP/nsubj/6/PERSON ././punct/6"),
    ("said", "Blinken", "It rained",
     "It/PRP/nsubj/2 rained/VBD/ccomp/4 ,/,/punct/2 said/VBD/root/0 Blinken/NNP/nsubj/4/PERSON ././punct/4"),
    ("told", "Xi", "It rained,",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON told/VBD/root/0 "
     "Gates/NNP/obj/7/PERSON ././punct/7"),
    ("told", "Xi", "that it rained",
     "Xi/NNP/nsubj/2/PERSON told/VBD/root/0 Gates/NNP/iobj/2/PERSON that/IN/mark/6 it/PRP/nsubj/6 rained/VBD/ccomp/2 "
     "././punct/2"),
    ("saying", "The minister", "that it rained",
     "The/DT/det/2 minister/NN/nsubj:pass/4 was/VBD/aux:pass/4 quoted/VBN/root/0 as/IN/mark/6 saying/VBG/advcl/4 "
     "that/IN/mark/9 it/PRP/nsubj/9 rained/VBD/ccomp/6 ././punct/4"),
    ("Saying", "Wang", "that it rained",
     "Saying/VBG/advcl/7 that/IN/mark/4 it/PRP/nsubj/4 rained/VBD/ccomp/1 ,/,/punct/1 Wang/NNP/nsubj/7/PERSON "
     "left/VBD/root/0 ././punct/7"),
    ("adding", "Wang", "that it rained",
     "Wang/NNP/nsubj/2/PERSON left/VBD/root/0 ,/,/punct/4 adding/VBG/advcl/2 that/IN/mark/7 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/4 ././punct/2"),
    ("said", "Blinken", "it rained",
     "Blinken/NNP/nsubj/2/PERSON met/VBD/root/0 Wang/NNP/obj/2/PERSON and/CC/cc/5 said/VBD/conj/2 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
    ("said", "Glaser, the director of the fund", "it rained",
     "Glaser/NNP/nsubj/9/PERSON ,/,/punct/4 the/DT/det/4 director/NN/appos/1 of/IN/case/7 the/DT/det/7 fund/NN/nmod/4 "
     ",/,/punct/4 said/VBD/root/0 it/PRP/nsubj/11 rained/VBD/ccomp/9 ././punct/9"),
    ("said", "who", "it rained",
     "Glaser/NNP/nsubj/8/PERSON ,/,/punct/4 who/WP/nsubj/4 said/VBD/acl:relcl/1 it/PRP/nsubj/6 rained/VBD/ccomp/4 "
     ",/,/punct/4 left/VBD/root/0 ././punct/8"),
    ("say", "Wang", "it rained",
     "Wang/NNP/nsubj/2/PERSON went/VBD/root/0 on/RP/compound:prt/2 to/TO/mark/5 say/VB/xcomp/2 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
    ("announced", "the ministry", "that it rained",
     "It/PRP/nsubj:pass/3 was/VBD/aux:pass/3 announced/VBN/root/0 by/IN/case/6 the/DT/det/6 ministry/NN/obl:agent/3 "
     "that/IN/mark/9 it/PRP/nsubj/9 rained/VBD/ccomp/3 ././punct/3"),
    ("said", "The ministry", "it rained",
     "The/DT/det/2 ministry/NN/nsubj/3 said/VBD/root/0 in/IN/case/6 a/DT/det/6 statement/NN/obl/3 it/PRP/nsubj/8 "
     "rained/VBD/ccomp/3 ././punct/3"),
    ("saying", "A report", "it rained",
     "A/DT/det/2 report/NN/nsubj:pass/7 saying/VBG/acl/2 it/PRP/nsubj/5 rained/VBD/ccomp/3 was/VBD/aux:pass/7 "
     "lost/VBN/root/0 ././punct/7"),
    ("saying", "Wang", "it rained",
     "Wang/NNP/nsubj/2/PERSON issued/VBD/root/0 a/DT/det/4 statement/NN/obj/2 saying/VBG/acl/4 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("cue", "mention", "content", "sentence"), VERBS)
def test_a_cue_verb(cue: str, mention: str, content: str, sentence: str, scheme: str) -> None:
    assert readings(parse(sentence, scheme=scheme)) == [(cue, mention, content)]


SILENT = [
    "Blinken/NNP/nsubj/2/PERSON met/VBD/root/0 Wang/NNP/obj/2/PERSON ././punct/2",
    "The/DT/det/2 river/NN/nsubj/3 rose/VBD/root/0 ././punct/3",
    "Nothing/NN/nsubj:pass/3 was/VBD/aux:pass/3 said/VBN/root/0 ././punct/3",
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sentence", SILENT)
def test_nothing_is_reported(sentence: str, scheme: str) -> None:
    assert attribute(parse(sentence, scheme=scheme)) == []
