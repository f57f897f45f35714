"""Type, quoted parts and chains in the record, on hand-made parses."""

from __future__ import annotations

import pytest

from attribution import Quotation, QuotationType, Reason, attribute, attribute_text

from .parses import PARAGRAPH, SCHEMES, parse

D, M, I = QuotationType.DIRECT, QuotationType.MIXED, QuotationType.INDIRECT  # noqa: E741

TYPES = [
    # type, content, quoted, sentence
    (D, "It rained,", ["It rained,"],
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON said/VBD/root/0 "
     "././punct/7"),
    (M, "it “rained", ["rained"],
     "Xi/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/5 “/``/punct/5 rained/VBD/ccomp/2 ”/''/punct/5 ././punct/2"),
    (QuotationType.BELIEF, "it rained", [],
     "Xi/NNP/nsubj/2/PERSON hoped/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2 ././punct/2"),
    (I, "it rained", [], "Xi/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2 ././punct/2"),
]  # fmt: skip

CHAIN = (
    "Xi/NNP/nsubj/2/PERSON said/VBD/ccomp/8 it/PRP/nsubj/4 rained/VBD/ccomp/2 ,/,/punct/2 Ana/NNP/nsubj/8/PERSON "
    "Lopez/NNP/flat/6/PERSON said/VBD/root/0 ././punct/8"
)
RELATIVE = (
    "Xi/NNP/nsubj/2/PERSON praised/VBD/root/0 Lopez/NNP/obj/2/PERSON ,/,/punct/6 who/WP/nsubj/6 said/VBD/acl:relcl/3 "
    "it/PRP/nsubj/8 rained/VBD/ccomp/6 ././punct/2"
)
SPOKEN = "“/``/punct/4 It/PRP/nsubj/4 really/RB/advmod/4 rained/VBD/root/0 today/NN/obl:unmarked/4 ././punct/4"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("kind", "content", "quoted", "sentence"), TYPES)
def test_type_and_quoted_parts(
    kind: QuotationType, content: str, quoted: list[str], sentence: str, scheme: str
) -> None:
    doc = parse(sentence, scheme=scheme)
    (found,) = attribute(doc)
    assert found.type == kind
    assert found.text.rstrip("”") == content
    assert [doc.text[s.start : s.end] for s in found.quoted] == quoted


@pytest.mark.parametrize("scheme", SCHEMES)
def test_who_reports_whom(scheme: str) -> None:
    found = {q.text: q for q in attribute(parse(CHAIN, scheme=scheme))}
    inner, outer = found["it rained"], found["Xi said it rained"]
    assert inner.speaker is not None
    assert outer.speaker is not None
    assert (inner.speaker.name, outer.speaker.name) == ("Xi", "Ana Lopez")
    assert (inner.reported_by, outer.reported_by) == (outer.speaker, None)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_relative_clause_is_not_reported_by_the_main_clause(scheme: str) -> None:
    found = [q for q in attribute(parse(RELATIVE, scheme=scheme)) if q.text == "it rained"]
    assert [q.reported_by for q in found] == [None]


@pytest.mark.parametrize(("closing", "reason"), [(" ”/''/punct/4", Reason.NO_CUE), ("", Reason.UNBALANCED_MARKS)])
def test_an_unattributed_passage(closing: str, reason: Reason) -> None:
    doc = parse("Rain/NN/root/0", PARAGRAPH, SPOKEN + closing)
    (found,) = attribute(doc)
    assert (found.cue, found.mention, found.speaker, found.reported_by) == (None, None, None, None)
    assert (found.text, found.evidence.reason) == ("It really rained today.", reason)
    assert found.spans == found.quoted


def test_a_turn_of_an_unknown_witness_is_as_uncertain_as_words_without_a_cue() -> None:
    text = "Q. Who locked the boathouse?\n\nA. I did, at nine.\n\nQ. And the key?\n\nA. It hung on its nail.\n"
    turns = attribute_text(text)
    assert [(turn.type, turn.speaker, turn.confidence) for turn in turns] == [(D, None, 0.3)] * 4


def test_identifiers_depend_on_the_article() -> None:
    def identifiers(*sentences: str) -> list[str]:
        return [q.id for q in attribute(parse(*sentences))]

    sentence = TYPES[-1][3]
    assert identifiers(sentence) == identifiers(sentence)
    assert identifiers(sentence) != identifiers("Rain/NN/root/0", PARAGRAPH, sentence)


def by_place(found: list[Quotation]) -> list[Quotation]:
    return sorted(found, key=lambda q: (q.spans[0].start, q.spans[-1].end))


def test_quotations_are_in_text_order() -> None:
    found = attribute(parse(CHAIN, RELATIVE, *(row[3] for row in TYPES)))
    assert len(found) >= 6
    assert found == by_place(found)
