"""Linking reports and quoted passages, on hand-made parses."""

from __future__ import annotations

import pytest

from attribution import Span, attribute
from attribution.article.article import Article
from attribution.rules.registry import all_rules, proposals
from attribution.rules.report import Source
from attribution.scoring.linking import link
from attribution.scoring.spans import overlap, size, union

from ..parses import PARAGRAPH, parse, readings

RAINED = "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON said/VBD/root/0"
SPLIT = RAINED + " ,/,/punct/7 “/``/punct/11 and/CC/cc/11 snowed/VBD/conj/3 ././punct/11 ”/''/punct/11"
MORE = "“/``/punct/4 We/PRP/nsubj/4 all/DT/det/2 left/VBD/root/0 early/RB/advmod/4 ././punct/4 ”/''/punct/4"
MEANWHILE = "The/DT/det/2 river/NN/nsubj/3 rose/VBD/root/0 ././punct/3"

TOGETHER = [
    # one quotation of several spans
    ((SPLIT,), [("said", "Xi", "It rained, / and snowed.")]),
    ((RAINED + " ././punct/7", MORE), [("said", "Xi", "It rained, / We all left early.")]),
    # a sentence of the reporter's own in between: two quotations
    ((RAINED + " ././punct/7", MEANWHILE, MORE), [("said", "Xi", "It rained,"), ("said", "Xi", "We all left early.")]),
    # a paragraph of its own: a quotation of its own by the same speaker
    ((RAINED + " ././punct/7", PARAGRAPH, MORE), [("said", "Xi", "It rained,"), ("said", "Xi", "We all left early.")]),
    # a paragraph in between: nobody is found for the second
    ((RAINED + " ././punct/7", PARAGRAPH, MEANWHILE, PARAGRAPH, MORE),
     [("said", "Xi", "It rained,"), ("", "", "We all left early.")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentences", "expected"), TOGETHER)
def test_continued_quotations(sentences: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert readings(parse(*sentences)) == expected


def test_a_title_in_the_description_of_the_speaker_was_not_said() -> None:
    sentence = (
        "Sir/NN/nsubj/12 ,/,/punct/4 your/PRP$/nmod:poss/4 leader/NN/nsubj/12 (/-LRB-/punct/7 “/``/punct/7 "
        "Time/NN/appos/4 to/TO/mark/9 pay/VB/acl/7 ”/''/punct/7 )/-RRB-/punct/7 says/VBZ/root/0 that/IN/mark/15 "
        "we/PRP/nsubj/15 owe/VBP/ccomp/12 ././punct/12"
    )
    article = Article.of(parse(sentence))
    (proposed,) = proposals(article, all_rules())
    whole = Source(Span(0, article.text.index(" says")), proposed.source.head if proposed.source else 0, "network")
    linked = link(article, [proposed._replace(source=whole)], all_rules())
    (report,) = linked.reports
    assert [article.text[s.start : s.end] for s in report.content] == ["that we owe"]
    assert linked.unattributed == [0]


def test_nested_marks_are_one_quotation() -> None:
    sentence = (
        "“/``/punct/3 They/PRP/nsubj/3 said/VBD/ccomp/10 ‘/``/punct/5 no/UH/obj/3 ’/''/punct/5 ,/,/punct/3 "
        "”/''/punct/3 Xi/NNP/nsubj/10/PERSON said/VBD/root/0 ././punct/10"
    )
    assert [q.text for q in attribute(parse(sentence))] == ["They said ‘no’,"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((Span(0, 2),), (Span(4, 6),), (Span(0, 2), Span(4, 6))),
        ((Span(0, 4),), (Span(4, 6),), (Span(0, 6),)),
        ((Span(0, 9),), (Span(4, 6),), (Span(0, 9),)),
        ((Span(4, 6),), (Span(0, 5),), (Span(0, 6),)),
        ((), (Span(4, 6),), (Span(4, 6),)),
    ],
)
def test_the_union_of_spans(first: tuple[Span, ...], second: tuple[Span, ...], expected: tuple[Span, ...]) -> None:
    assert union(first, second) == union(second, first) == expected


def test_size_and_overlap() -> None:
    spans = (Span(0, 4), Span(6, 8))
    assert size(spans) == 6
    assert [overlap(spans, s) for s in (Span(0, 8), Span(3, 7), Span(4, 6), Span(9, 12))] == [6, 2, 0, 0]
