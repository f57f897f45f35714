"""The clause that a cue interrupts, on hand-made parses."""

from __future__ import annotations

import pytest

from attribution.article.article import Article
from attribution.rules.interrupting_cues import around_cue, interrupting_reports
from attribution.rules.registry import all_rules, proposals

from ..parses import parse

SAID = "Xi/NNP/nsubj/4/PERSON said/VBD/parataxis/{rose}"

ROWS = [
    # a cue in the middle of a clause
    (f"Rivers/NNS/nsubj/6 ,/,/punct/4 {SAID.format(rose=6)} ,/,/punct/4 rose/VBD/root/0 again/RB/advmod/6 ././punct/6",
     ["Rivers", "rose again"]),
    # with an adjunct before the second comma
    (f"Rivers/NNS/nsubj/8 ,/,/punct/4 {SAID.format(rose=8)} on/IN/case/6 Monday/NNP/obl/4 ,/,/punct/4 rose/VBD/root/0 "
     "again/RB/advmod/8 ././punct/8",
     ["Rivers", "rose again"]),
    # no comma after it
    ("It/PRP/nsubj/2 rained/VBD/ccomp/5 ,/,/punct/5 Xi/NNP/nsubj/5/PERSON said/VBD/root/0 on/IN/case/7 "
     "Monday/NNP/obl/5 ././punct/5",
     []),
    # a content of its own
    ("Later/RB/advmod/4 ,/,/punct/4 Xi/NNP/nsubj/4/PERSON said/VBD/root/0 it/PRP/nsubj/6 rained/VBD/ccomp/4 "
     ",/,/punct/9 and/CC/cc/9 left/VBD/conj/4 ././punct/4",
     []),
    # a relative clause
    ("Rivers/NNS/nsubj/8 ,/,/punct/4 who/WP/nsubj/4 said/VBD/acl:relcl/1 so/NN/obj/4 ,/,/punct/4 also/RB/advmod/8 "
     "left/VBD/root/0 ././punct/8",
     []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_the_words_around_a_cue(sentence: str, expected: list[str]) -> None:
    article = Article.of(parse(sentence))
    (report,) = (r for r in proposals(article, all_rules()) if r.lemma == "say")
    assert [article.text[s.start : s.end] for s in around_cue(article, report)] == expected


HALVES = [
    # the halves of the clause as objects of a verb that rarely has one
    ("Rivers/NNS/obj/4 ,/,/punct/4 Xi/NNP/nsubj/4/PERSON warned/VBD/root/0 ,/,/punct/7 too/RB/advmod/7 low/JJ/obj/4 "
     "././punct/4",
     ["Rivers", "too low"]),
    # a verb that reports no clause
    ("Rivers/NNS/obj/4 ,/,/punct/4 Xi/NNP/nsubj/4/PERSON crossed/VBD/root/0 ,/,/punct/7 too/RB/advmod/7 low/JJ/obj/4 "
     "././punct/4",
     []),
    # a participle of whoever speaks
    ("Asked/VBN/advcl/5 why/WRB/advmod/1 ,/,/punct/5 Xi/NNP/nsubj/5/PERSON said/VBD/root/0 ,/,/punct/8 "
     "rivers/NNS/nsubj/8 rose/VBD/parataxis/5 ././punct/5",
     []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), HALVES)
def test_a_verb_that_interrupts_a_clause_is_weighed_as_one_that_reports_it(sentence: str, expected: list[str]) -> None:
    article = Article.of(parse(sentence))
    spans = [span for report in interrupting_reports(article) for span in report.content]
    assert [article.text[s.start : s.end] for s in spans] == expected
