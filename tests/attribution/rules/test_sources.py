"""The source of a cue verb, on hand-made parses: the sentence of each rule, and word orders of the news."""

from __future__ import annotations

import inspect
import re

import pytest

from attribution.rules import sources as source
from attribution.rules.sources import source_of

from ..parses import SCHEMES, parse, word

# rule, verb, source as printed, sentence
RULES = [
    ("subject_of_cue", "said", "Blinken",
     "Blinken/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2 ././punct/2"),
    ("inverted_subject", "said", "Bonnie Glaser",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/6 ,/,/punct/3 ”/''/punct/3 said/VBD/root/0 "
     "Bonnie/NNP/nsubj/6/PERSON Glaser/NNP/flat/7/PERSON ././punct/6"),
    ("passive_agent", "announced", "the ministry",
     "It/PRP/nsubj:pass/3 was/VBD/aux:pass/3 announced/VBN/root/0 by/IN/case/6 the/DT/det/6 ministry/NN/obl:agent/3 "
     "././punct/3"),
    ("quoted_as", "saying", "The minister",
     "The/DT/det/2 minister/NN/nsubj:pass/4 was/VBD/aux:pass/4 quoted/VBN/root/0 as/IN/mark/6 saying/VBG/advcl/4 "
     "that/IN/mark/9 it/PRP/nsubj/9 rained/VBD/ccomp/6 ././punct/4"),
    ("subject_of_main_clause", "Saying", "Wang",
     "Saying/VBG/advcl/7 that/IN/mark/4 it/PRP/nsubj/4 rained/VBD/ccomp/1 ,/,/punct/1 Wang/NNP/nsubj/7/PERSON "
     "left/VBD/root/0 ././punct/7"),
    ("subject_of_main_clause", "adding", "Wang",
     "Wang/NNP/nsubj/2/PERSON left/VBD/root/0 ,/,/punct/4 adding/VBG/advcl/2 that/IN/mark/7 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/4 ././punct/2"),
    ("subject_of_conjunct", "said", "Blinken",
     "Blinken/NNP/nsubj/2/PERSON met/VBD/root/0 Wang/NNP/obj/2/PERSON and/CC/cc/5 said/VBD/conj/2 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
    ("subject_of_control", "say", "Wang",
     "Wang/NNP/nsubj/2/PERSON went/VBD/root/0 on/RP/compound:prt/2 to/TO/mark/5 say/VB/xcomp/2 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
    ("object_of_control", "say", "Wang",
     "She/PRP/nsubj/2 asked/VBD/root/0 Wang/NNP/obj/2/PERSON to/TO/mark/5 say/VB/xcomp/2 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
    ("noun_modified", "saying", "A report",
     "A/DT/det/2 report/NN/nsubj:pass/7 saying/VBG/acl/2 it/PRP/nsubj/5 rained/VBD/ccomp/3 was/VBD/aux:pass/7 "
     "lost/VBN/root/0 ././punct/7"),
    ("author_of_utterance", "saying", "Wang",
     "Wang/NNP/nsubj/2/PERSON issued/VBD/root/0 a/DT/det/4 statement/NN/obj/2 saying/VBG/acl/4 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
    ("name_after_cue", "said", "Glaser",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/6 ,/,/punct/3 ”/''/punct/3 said/VBD/root/0 "
     "Glaser/NNP/obj/6/PERSON ././punct/6"),
    ("subject_of_main_clause", "saying", "The readout",
     "The/DT/det/2 readout/NN/nsubj/4 was/VBD/cop/4 kind/JJ/root/0 ,/,/punct/6 saying/VBG/dep/4 it/PRP/nsubj/8 "
     "rained/VBD/ccomp/6 ././punct/4"),
]  # fmt: skip

ORDERS = [
    ("subject_of_cue", "said", "Xi",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON said/VBD/root/0"),
    ("subject_of_cue", "told", "Xi",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON told/VBD/root/0 "
     "Gates/NNP/obj/7/PERSON ././punct/7"),
    ("subject_of_cue", "told", "she",
     "“/``/punct/2 Rain/NN/ccomp/6 ,/,/punct/2 ”/''/punct/2 she/PRP/nsubj/6 told/VBD/root/0 reporters/NNS/obj/6"),
    ("passive_agent", "announced", "Xi",
     "The/DT/det/2 plan/NN/nsubj:pass/4 was/VBD/aux:pass/4 announced/VBN/root/0 yesterday/NN/obl:unmarked/4 "
     "by/IN/case/7 Xi/NNP/obl:agent/4/PERSON ././punct/4"),
    ("quoted_as", "saying", "Xi",
     "Xinhua/NNP/nsubj/2/ORG quoted/VBD/root/0 Xi/NNP/obj/2/PERSON as/IN/mark/5 saying/VBG/advcl/2 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
    ("subject_of_conjunct", "added", "Wang",
     "Wang/NNP/nsubj/2/PERSON said/VBD/root/0 no/UH/obj/2 and/CC/cc/5 added/VBD/conj/2 it/PRP/nsubj/7 "
     "rained/VBD/ccomp/5 ././punct/2"),
    ("subject_of_control", "say", "Wang",
     "Wang/NNP/nsubj/2/PERSON declined/VBD/root/0 to/TO/mark/4 say/VB/xcomp/2 it/PRP/nsubj/6 rained/VBD/ccomp/4"),
    ("owner_of_utterance", "saying", "Wang’s",
     "Wang/NNP/nmod:poss/3/PERSON ’s/POS/case/1 letter/NN/nsubj:pass/8 saying/VBG/acl/3 it/PRP/nsubj/6 "
     "rained/VBD/ccomp/4 was/VBD/aux:pass/8 lost/VBN/root/0"),
    ("author_of_utterance", "saying", "Wang",
     "Wang/NNP/nsubj/2/PERSON resigned/VBD/root/0 in/IN/case/5 a/DT/det/5 letter/NN/obl/2 saying/VBG/acl/5 "
     "it/PRP/nsubj/8 rained/VBD/ccomp/6"),
    ("subject_of_cue", "said", "who",
     "Glaser/NNP/nsubj/8/PERSON ,/,/punct/4 who/WP/nsubj/4 said/VBD/acl:relcl/1 it/PRP/nsubj/6 rained/VBD/ccomp/4 "
     ",/,/punct/4 left/VBD/root/0"),
    ("subject_of_cue", "said", "Glaser, the director of the fund",
     "Glaser/NNP/nsubj/9/PERSON ,/,/punct/4 the/DT/det/4 director/NN/appos/1 of/IN/case/7 the/DT/det/7 fund/NN/nmod/4 "
     ",/,/punct/4 said/VBD/root/0 it/PRP/nsubj/11 rained/VBD/ccomp/9"),
    ("inverted_subject", "said", "Glaser, the director of the fund",
     "It/PRP/nsubj/2 rained/VBD/ccomp/4 ,/,/punct/2 said/VBD/root/0 Glaser/NNP/nsubj/4/PERSON ,/,/punct/8 the/DT/det/8 "
     "director/NN/appos/5 of/IN/case/11 the/DT/det/11 fund/NN/nmod/8 ././punct/4"),
    ("subject_of_cue", "said", "The officials",
     "The/DT/det/2 officials/NNS/nsubj/4 also/RB/advmod/4 said/VBD/root/0 it/PRP/nsubj/6 rained/VBD/ccomp/4"),
]  # fmt: skip

COUNTEREXAMPLES = [
    ("said", "Nothing/NN/nsubj:pass/3 was/VBD/aux:pass/3 said/VBN/root/0 ././punct/3"),
    ("said", "What/WP/nsubj/3 was/VBD/aux/3 said/VBD/root/0 ?/./punct/3"),
    ("lying", "There/EX/expl/2 was/VBD/root/0 lying/VBG/xcomp/2 ././punct/2"),
    ("said", "said/VBD/root/0 it/PRP/nsubj/3 rained/VBD/ccomp/1"),
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("rule", "verb", "printed", "sentence"), RULES + ORDERS)
def test_the_source(rule: str, verb: str, printed: str, sentence: str, scheme: str) -> None:
    doc = parse(sentence, scheme=scheme)
    found = source_of(word(doc, verb))
    assert found is not None
    assert (doc.text[found.span.start : found.span.end], found.rule) == (printed, rule)
    assert found.span.start <= doc[found.head].idx < found.span.end


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("verb", "sentence"), COUNTEREXAMPLES)
def test_no_source_in_the_sentence(verb: str, sentence: str, scheme: str) -> None:
    assert source_of(word(parse(sentence, scheme=scheme), verb)) is None


def plain(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower()).strip()


def test_every_sentence_of_a_docstring_is_a_row() -> None:
    rows = {plain(parse(sentence).text) for *_, sentence in RULES}
    shown = [
        plain(part)
        for _, rule in inspect.getmembers(source, inspect.isfunction)
        if rule.__module__ == source.__name__ and list(inspect.signature(rule).parameters) == ["verb", "depth"]
        for part in (rule.__doc__ or "").split(" / ")
        if rule.__name__.startswith("_")
    ]
    assert len(shown) >= 11
    assert [sentence for sentence in shown if not sentence.startswith(tuple(rows))] == []
