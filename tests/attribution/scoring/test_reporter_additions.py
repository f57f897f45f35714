"""What the reporter adds to an indirect content, on hand-made parses."""

from __future__ import annotations

import pytest

from attribution.article.article import Article
from attribution.model import Span
from attribution.rules.cue_verbs import CUE_VERB
from attribution.rules.report import Report
from attribution.rules.turns import TURN
from attribution.scoring.reporter_additions import without_additions

from ..parses import parse

SAID = "Xi/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2"

ROWS = [
    # what the speaker did next
    (f"{SAID} and/CC/cc/6 left/VBD/conj/2 ././punct/2", "it rained"),
    (f"{SAID} ,/,/punct/8 and/CC/cc/8 then/RB/advmod/8 left/VBD/conj/2 ././punct/2", "it rained"),
    (f"{SAID} ,/,/punct/8 before/IN/mark/8 burst/VBG/advcl/4 into/IN/case/10 tears/NNS/obl/8 ././punct/2", "it rained"),
    (f"{SAID} ,/,/punct/8 before/IN/mark/8 clear/VBG/advcl/4 up/RP/compound:prt/8 ././punct/2",
     "it rained, before clear up"),
    # coordinated clauses of the content
    (f"{SAID} and/CC/cc/7 rivers/NNS/nsubj/7 rose/VBD/conj/4 ././punct/2", "it rained and rivers rose"),
    # a noun or a relative clause about the whole clause
    (f"{SAID} ,/,/punct/7 a/DT/det/7 claim/NN/appos/4 that/WDT/nsubj/9 surprised/VBD/acl:relcl/7 Wang/NNP/obj/9 "
     "././punct/2", "it rained"),
    (f"{SAID} --/:/punct/9 the/DT/det/9 third/JJ/amod/9 such/JJ/amod/9 statement/NN/appos/4 ././punct/2", "it rained"),
    (f"{SAID} ,/,/punct/7 which/WDT/nsubj/7 surprise/VBD/advcl/4 Wang/NNP/obj/7 ././punct/2", "it rained"),
    (f"{SAID} ,/,/punct/8 his/PRP$/nmod:poss/8 third/JJ/amod/8 joke/NN/appos/4 ././punct/2", "it rained"),
    # where the reporter has it from
    (f"{SAID} ,/,/punct/9 according/VBG/case/9 to/IN/fixed/7 Xinhua/NNP/obl/4/ORG ././punct/2", "it rained"),
    # another clause
    ("Xi/NNP/nsubj/2/PERSON condemned/VBD/root/0 the/DT/det/4 rain/NN/obj/2 ,/,/punct/8 and/CC/cc/8 "
     "rivers/NNS/nsubj/8 rose/VBD/conj/2 ././punct/2", "the rain"),
    (f"{SAID} ;/:/punct/7 Wang/NNP/nsubj/7/PERSON left/VBD/parataxis/2 ././punct/2", "it rained"),
    (f"{SAID} ,/,/punct/8 while/IN/mark/8 Wang/NNP/nsubj/8/PERSON left/VBD/advcl/2 ././punct/2", "it rained"),
    (f"{SAID} ,/,/punct/7 then/RB/advmod/7 left/VBD/parataxis/2 ././punct/2", "it rained"),
    # other appositions and relative clauses
    (f"{SAID} in/IN/case/6 Quito/NNP/obl/4/LOC ,/,/punct/9 the/DT/det/9 capital/NN/appos/6 ././punct/2",
     "it rained in Quito, the capital"),
    (f"{SAID} in/IN/case/6 Quito/NNP/obl/4/LOC ,/,/punct/9 which/WDT/nsubj/9 is/VBZ/acl:relcl/6 high/JJ/xcomp/9 "
     "././punct/2", "it rained in Quito, which is high"),
    (f"{SAID} ,/,/punct/8 a/DT/det/8 claim/NN/compound/8 form/NN/appos/4 ././punct/2", "it rained, a claim form"),
]  # fmt: skip


SAYS = "Xi/NNP/nsubj/2/PERSON says/VBZ/root/0 it/PRP/nsubj/4"
TENSES = [
    # a verb in the tense of the cue that the parser joined to a verb in another tense
    (f"{SAYS} rained/VBD/ccomp/2 and/CC/cc/6 asks/VBZ/conj/4 why/WRB/advmod/6 ././punct/2", "it rained"),
    (f"{SAYS} rains/VBZ/ccomp/2 and/CC/cc/6 snows/VBZ/conj/4 ././punct/2", "it rains and snows"),
    ("Xi/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 “/``/punct/4 rains/VBZ/ccomp/2 ”/''/punct/4 ,/,/punct/9 "
     "and/CC/cc/9 left/VBD/conj/5 ././punct/2", "it “rains”"),
    ("Xi/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rains/VBZ/ccomp/2 and/CC/cc/6 rained/VBD/conj/4 "
     "././punct/2", "it rains and rained"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [*ROWS, *TENSES])
def test_an_addition_is_no_content(sentence: str, expected: str) -> None:
    article = Article.of(parse(sentence))
    tokens = article.tokens
    content = Span(tokens[2].idx, tokens[-1].idx)
    report = Report(CUE_VERB, Span(tokens[1].idx, tokens[1].idx + 4), "say", 1, None, (content,), 0.9, (), 0.9)
    (span,) = without_additions(article, report).content
    assert article.text[span.start : span.end] == expected


PREPOSED = "It/PRP/nsubj/2 rained/VBD/root/0 ,/,/punct/5 Xi/NNP/nsubj/5/PERSON said/VBD/parataxis/2 ,/,/punct/7"


@pytest.mark.parametrize(
    ("participle", "expected"),
    [
        ("warning/VBG/advcl/2 Wang/NNP/obj/7/PERSON ././punct/2", ["It rained"]),
        ("adding/VBG/advcl/2 that/IN/mark/10 it/PRP/nsubj/10 snowed/VBD/ccomp/7 ././punct/2", ["It rained"]),
        ("flooding/VBG/advcl/2 roads/NNS/obj/7 ././punct/2", ["It rained", "flooding roads"]),
    ],
)
def test_a_participle_of_speech_after_the_cue_is_no_part_of_a_preposed_content(
    participle: str, expected: list[str]
) -> None:
    article = Article.of(parse(f"{PREPOSED} {participle}"))
    tokens, text = article.tokens, article.text
    content = (Span(0, tokens[2].idx), Span(tokens[6].idx, tokens[-1].idx))
    report = Report(CUE_VERB, Span(tokens[4].idx, tokens[4].idx + 4), "say", 4, None, content, 0.9, (), 0.9)
    assert [text[slice(*span)].strip() for span in without_additions(article, report).content] == expected


def test_a_turn_has_no_additions() -> None:
    article = Article.of(parse("Xi/NNP/root/0/PERSON :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ;/:/punct/7 "
                               "it/PRP/nsubj/7 snowed/VBD/parataxis/4 ././punct/1"))  # fmt: skip
    content = Span(article.tokens[2].idx, len(article.text))
    report = Report(TURN, Span(3, 4), ":", 1, None, (content,), 0.9, (), 0.9)
    assert without_additions(article, report) == report
