"""The entities of an article, on hand-made parses."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from attribution.article.article import Article
from attribution.entities.article_names import names_in
from attribution.entities.clusters import entities_of
from attribution.entities.entity import Entities, Entity
from attribution.language.names import parse_name
from attribution.model import SpeakerKind

from ..parses import SCHEMES, parse, word

both = pytest.mark.parametrize("scheme", SCHEMES)


def met(first: str, second: str, name: str = "") -> tuple[str, ...]:
    """ "FIRST met SECOND." and, if a name is given, "NAME said no." Names of one or two words."""

    def words(printed: str, start: int, relation: str, head: int) -> str:
        parts = printed.split()
        rest = "".join(f" {p}/NNP/flat/{start}/PERSON" for p in parts[1:])
        return f"{parts[0]}/NNP/{relation}/{head}/PERSON{rest}"

    verb = len(first.split()) + 1
    sentence = (
        f"{words(first, 1, 'nsubj', verb)} met/VBD/root/0 {words(second, verb + 1, 'obj', verb)} ././punct/{verb}"
    )
    if not name:
        return (sentence,)
    verb = len(name.split()) + 1
    return sentence, f"{words(name, 1, 'nsubj', verb)} said/VBD/root/0 no/UH/obj/{verb} ././punct/{verb}"


def entities_in(doc: Doc) -> Entities:
    article = Article.of(doc)
    return entities_of(names_in(article), article.tokens)


def people(entities: Entities) -> list[str]:
    return sorted(m.name for m in entities.all if m.kind == SpeakerKind.PERSON)


@both
def test_a_shorter_form_joins_the_full_name(scheme: str) -> None:
    doc = parse(*met("Antony Blinken", "Qin Gang", "Qin"), scheme=scheme)
    entities = entities_in(doc)
    assert people(entities) == ["Antony Blinken", "Qin Gang"]
    assert entities.by_token[doc[len(doc) - 4].i].name == "Qin Gang"


@both
def test_a_form_before_the_full_name_joins_it_too(scheme: str) -> None:
    doc = parse(*met("Blinken", "Qin", "Qin Gang"), scheme=scheme)
    entities = entities_in(doc)
    assert people(entities) == ["Blinken", "Qin Gang"]
    assert entities.by_token[word(doc, "met").i + 1].name == "Qin Gang"


@both
def test_a_name_shared_by_two_people_is_ambiguous(scheme: str) -> None:
    doc = parse(*met("Anna Lopez", "Maria Lopez", "Lopez"), scheme=scheme)
    entities = entities_in(doc)
    assert people(entities) == ["Anna Lopez", "Maria Lopez"]
    assert entities.by_token.get(word(doc, "said").i - 1) is None
    at = word(doc, "said").i - 1
    assert [option.name for option in entities.shared_names[at].options] == ["Anna Lopez", "Maria Lopez"]
    assert [entity.name for entity in entities.find_by_name(parse_name("Lopez"))] == ["Anna Lopez", "Maria Lopez"]
    assert entities.find_by_name(parse_name("Anna")) == [entities.by_token[0]]
    assert entities.find_by_name(parse_name("Smith")) == []


@both
def test_a_shared_name_is_settled_as_a_mention_of_one_of_them(scheme: str) -> None:
    doc = parse(*met("Anna Lopez", "Maria Lopez", "Lopez"), scheme=scheme)
    entities = entities_in(doc)
    at, maria = word(doc, "said").i - 1, entities.find_by_name(parse_name("Maria"))[0]
    entities.settle(at, maria)
    assert entities.by_token[at] is maria
    assert maria.mentions[-1] == at
    assert not entities.shared_names


@both
def test_the_title_tells_the_gender(scheme: str) -> None:
    entities = entities_in(parse(*met("Ms Lopez", "Mr Brown"), scheme=scheme))
    assert {m.name: m.gender for m in entities.all} == {"Lopez": "f", "Brown": "m"}


@both
def test_a_form_of_address_makes_an_unrecognized_name_a_person(scheme: str) -> None:
    doc = parse("Mr/NNP/nsubj/3 Brown/NNP/flat/1 said/VBD/root/0 no/UH/obj/3 ././punct/3", scheme=scheme)
    assert people(entities_in(doc)) == ["Brown"]


@both
def test_a_form_of_address_before_a_recognized_name_is_no_entity(scheme: str) -> None:
    doc = parse("Mr/NNP/nsubj/3 Brown/NNP/flat/1/PERSON said/VBD/root/0 no/UH/obj/3 ././punct/3", scheme=scheme)
    assert people(entities_in(doc)) == ["Brown"]


DESCRIBED = [
    # "the mayor Lopez", "Lopez, the mayor," and "Lopez is the mayor"
    "The/DT/det/2 mayor/NN/compound/3 Lopez/NNP/nsubj/4/PERSON left/VBD/root/0 ././punct/4",
    "Lopez/NNP/nsubj/6/PERSON ,/,/punct/4 the/DT/det/4 mayor/NN/appos/1 ,/,/punct/4 left/VBD/root/0 ././punct/6",
    "Lopez/NNP/nsubj/4/PERSON is/VBZ/cop/4 the/DT/det/4 mayor/NN/root/0 ././punct/4",
    "Lopez/NNP/nsubj/2/PERSON is/VBZ/root/0 the/DT/det/4 mayor/NN/attr/2 ././punct/2",
]


@pytest.mark.parametrize("sentence", DESCRIBED)
def test_the_descriptions_of_a_person(sentence: str) -> None:
    doc = parse(sentence)
    entities = entities_in(doc)
    (entity,) = entities.all
    assert entity.name == "Lopez"
    assert entity in entities.find_by_description(word(doc, "mayor"))
    assert not entities.find_by_description(word(doc, "left" if "left" in doc.text else "is"))


def test_one_label_of_a_name_outvotes_another() -> None:
    doc = parse(
        "Lopez/NNP/nsubj/2/PERSON left/VBD/root/0 ././punct/2",
        "Lopez/NNP/nsubj/2/ORG said/VBD/root/0 no/UH/obj/2 ././punct/2",
        "Lopez/NNP/nsubj/2/PERSON laughed/VBD/root/0 ././punct/2",
    )
    (entity,) = entities_in(doc).all
    assert (entity.kind, entity.mentions) == (SpeakerKind.PERSON, [0, 3, 7])


def test_an_organization_and_its_full_name() -> None:
    doc = parse(
        "The/DT/det/3 State/NNP/compound/3/ORG Department/NNP/nsubj/4/ORG left/VBD/root/0 ././punct/4",
        "The/DT/det/4 US/NNP/compound/4/ORG State/NNP/compound/4/ORG Department/NNP/nsubj/5/ORG left/VBD/root/0",
    )
    (entity,) = entities_in(doc).all
    assert (entity.kind, entity.name) == (SpeakerKind.ORGANIZATION, "US State Department")


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        (["Amina B. Diallo", "Amina Diallo", "Diallo", "Amina Diallo"], "Amina Diallo"),
        (["Amina B. Diallo", "Diallo", "Diallo"], "Amina B. Diallo"),
        (["Amina Binta Diallo", "Amina Diallo", "Amina Diallo"], "Amina Binta Diallo"),
        (["Pope Anselm", "Anselm", "Anselm"], "Pope Anselm"),
        (["Pope Anselm", "Anselm Okoro"], "Anselm Okoro"),
    ],
)
def test_the_name_of_several_forms(forms: list[str], name: str) -> None:
    entity = Entity(SpeakerKind.PERSON)
    for at, form in enumerate(forms):
        entity.add(parse_name(form), at)
    assert entity.name == name


def test_the_most_frequent_of_the_longest_forms_is_the_name() -> None:
    entity = Entity(SpeakerKind.PERSON)
    for at, form in enumerate(["Blinken", "Antony Blinken", "ANTONY BLINKEN", "Antony Blinken", "Blinken"]):
        entity.add(parse_name(form), at)
    assert entity.name == "Antony Blinken"
