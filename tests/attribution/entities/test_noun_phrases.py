"""Classification of noun phrases, on hand-made parses."""

from __future__ import annotations

import pytest

from attribution.entities.body_extents import whole_organization
from attribution.entities.name_extents import proper_run
from attribution.entities.noun_phrases import Form, classify, entity_of, nominal_kind
from attribution.model import SpeakerKind

from ..parses import SCHEMES, parse, word

P, O, G, A, D = (  # noqa: E741
    SpeakerKind.PERSON, SpeakerKind.ORGANIZATION, SpeakerKind.GROUP, SpeakerKind.ANONYMOUS, SpeakerKind.DOCUMENT,
)  # fmt: skip

PHRASES = [
    # head, form, kind, name, sentence
    ("She", Form.PRONOUN, P, "She", "She/PRP/nsubj/2 left/VBD/root/0"),
    ("who", Form.RELATIVE, P, "who", "Xi/NNP/root/0/PERSON ,/,/punct/1 who/WP/nsubj/4 left/VBD/acl:relcl/1"),
    ("Xi", Form.NAME, P, "Xi", "Xi/NNP/nsubj/2/PERSON left/VBD/root/0"),
    ("Xinhua", Form.NAME, O, "Xinhua", "Xinhua/NNP/nsubj/2/ORG left/VBD/root/0"),
    ("Beijing", Form.NAME, O, "Beijing", "Beijing/NNP/nsubj/2/LOC left/VBD/root/0"),
    ("Zorbo", Form.NAME, P, "Zorbo", "Zorbo/NNP/nsubj/2 left/VBD/root/0"),
    ("Zorbo", Form.NAME, O, "Zorbo", "the/DT/det/2 Zorbo/NNP/nsubj/3 left/VBD/root/0"),
    ("NATO", Form.NAME, O, "NATO", "NATO/NNP/nsubj/2 left/VBD/root/0"),
    ("official", Form.NOMINAL, A, "official",
     "A/DT/det/3 senior/JJ/amod/3 official/NN/nsubj/4 left/VBD/root/0"),
    ("officials", Form.NOMINAL, G, "officials", "US/NNP/compound/2/LOC officials/NNS/nsubj/3 left/VBD/root/0"),
    ("ministry", Form.NOMINAL, O, "ministry", "The/DT/det/2 ministry/NN/nsubj/3 left/VBD/root/0"),
    ("police", Form.NOMINAL, O, "police", "police/NNS/nsubj/2 left/VBD/root/0"),
    ("report", Form.NOMINAL, D, "report", "The/DT/det/2 report/NN/nsubj/3 left/VBD/root/0"),
    ("sources", Form.NOMINAL, G, "sources", "Two/CD/nummod/2 sources/NNS/nsubj/3 left/VBD/root/0"),
    ("spokesman", Form.NAME, P, "Xi",
     "spokesman/NN/nsubj/5 ,/,/punct/3 Xi/NNP/appos/1/PERSON ,/,/punct/3 left/VBD/root/0"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("head", "form", "kind", "name", "sentence"), PHRASES)
def test_a_phrase(head: str, form: Form, kind: SpeakerKind, name: str, sentence: str, scheme: str) -> None:
    phrase = classify(word(parse(sentence, scheme=scheme), head))
    assert (phrase.form, phrase.kind, phrase.name) == (form, kind, name)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_head_of_a_long_name(scheme: str) -> None:
    doc = parse("Bonnie/NNP/nsubj/3/PERSON Glaser/NNP/flat/1/PERSON left/VBD/root/0", scheme=scheme)
    head = next(t for t in doc if t.dep_ == "nsubj")
    assert classify(head).name == "Bonnie Glaser"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The/DT/det/2 official/NN/nsubj/3 left/VBD/root/0", True),
        ("his/PRP$/nmod:poss/2 official/NN/nsubj/3 left/VBD/root/0", True),
        ("an/DT/det/2 official/NN/nsubj/3 left/VBD/root/0", False),
        ("official/NN/nsubj/2 left/VBD/root/0", False),
    ],
)
def test_whether_a_description_is_definite(sentence: str, expected: bool) -> None:
    assert classify(word(parse(sentence), "official")).definite is expected


def test_the_entity_of_a_word() -> None:
    doc = parse("Xi/NNP/nsubj/2/PERSON met/VBD/root/0 Bill/NNP/obj/2/PERSON Gates/NNP/flat/3/PERSON today/NN/obl/2")
    found = [f"{e.text} {e.label_}" if (e := entity_of(doc, token)) is not None else "" for token in doc]
    assert found == ["Xi PERSON", "", "Bill Gates PERSON", "Bill Gates PERSON", ""]


def test_neighbouring_entities_are_two() -> None:
    doc = parse("Xi/NNP/nsubj/3/PERSON Gates/NNP/dep/1/PERSON left/VBD/root/0")
    doc.ents = [doc.char_span(0, 2, label="PERSON"), doc.char_span(3, 8, label="PERSON")]  # type: ignore[list-item]
    assert [e.text for token in doc[:2] if (e := entity_of(doc, token))] == ["Xi", "Gates"]


def test_a_run_of_proper_nouns() -> None:
    doc = parse("the/DT/det/3 Zorbo/NNP/compound/3 Group/NNP/nsubj/4 left/VBD/root/0")
    assert proper_run(word(doc, "Group")).text == "Zorbo Group"


def test_an_organization_is_extended_by_adjacent_proper_nouns() -> None:
    doc = parse("the/DT/det/4 US/NNP/compound/4 State/NNP/compound/4/ORG Department/NNP/nsubj/5 left/VBD/root/0")
    assert whole_organization(doc.ents[0]).text == "US State Department"
    doc = parse("Xi/NNP/nmod/2/PERSON Foundation/NNP/nsubj/3/ORG left/VBD/root/0")
    assert whole_organization(doc.ents[1]).text == "Foundation"


@pytest.mark.parametrize(
    ("noun", "tag", "kind"),
    [("report", "NN", D), ("agency", "NN", O), ("officials", "NNS", G), ("people", "NNS", G), ("woman", "NN", A)],
)
def test_the_kind_of_a_common_noun(noun: str, tag: str, kind: SpeakerKind) -> None:
    assert nominal_kind(word(parse(f"the/DT/det/2 {noun}/{tag}/nsubj/3 left/VBD/root/0"), noun)) == kind
