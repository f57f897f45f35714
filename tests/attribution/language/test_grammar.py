"""Grammatical relations in Universal Dependencies and ClearNLP labels."""

from __future__ import annotations

import pytest

from attribution.language.grammar import (
    agent,
    complements,
    introducer,
    is_noun,
    is_passive,
    is_relative,
    is_verb,
    lemma,
    relative_head,
    subject,
    subtree_span,
    verbs,
)

from ..parses import SCHEMES, parse, word

ACTIVE = (
    "Xi/NNP/nsubj/2/PERSON told/VBD/root/0 Gates/NNP/iobj/2/PERSON about/IN/case/5 rain/NN/obl/2 that/IN/mark/8 "
    "it/PRP/nsubj/8 stopped/VBD/ccomp/2 ././punct/2"
)
PASSIVE = (
    "It/PRP/nsubj:pass/3 was/VBD/aux:pass/3 announced/VBN/root/0 in/IN/case/5 Bali/NNP/obl/3/LOC by/IN/case/8 "
    "the/DT/det/8 ministry/NN/obl:agent/3 ././punct/3"
)
RELATIVE = (
    "Glaser/NNP/nsubj/10/PERSON ,/,/punct/4 who/WP/nsubj/4 came/VBD/acl:relcl/1 and/CC/cc/6 said/VBD/conj/4 "
    "it/PRP/nsubj/8 rained/VBD/ccomp/6 ,/,/punct/4 left/VBD/root/0 ././punct/10"
)

both = pytest.mark.parametrize("scheme", SCHEMES)


@both
def test_the_complements_of_a_verb(scheme: str) -> None:
    doc = parse(ACTIVE, scheme=scheme)
    found = [(c.relation, doc.text[(s := subtree_span(c.top)).start : s.end]) for c in complements(word(doc, "told"))]
    assert [relation for relation, _ in found] == ["iobj", "obl:about", "ccomp"]
    assert [text.removeprefix("about ") for _, text in found] == ["Gates", "rain", "that it stopped"]


@both
def test_subject_and_agent(scheme: str) -> None:
    active, passive = parse(ACTIVE, scheme=scheme), parse(PASSIVE, scheme=scheme)
    assert subject(word(active, "told")) == word(active, "Xi")
    assert agent(word(active, "told")) is None
    assert subject(word(passive, "announced")) == word(passive, "It")
    assert agent(word(passive, "announced")) == word(passive, "ministry")


@both
def test_the_passive(scheme: str) -> None:
    assert is_passive(word(parse(PASSIVE, scheme=scheme), "announced"))
    assert not is_passive(word(parse(ACTIVE, scheme=scheme), "told"))


@both
def test_the_noun_of_a_relative_clause(scheme: str) -> None:
    doc = parse(RELATIVE, scheme=scheme)
    assert relative_head(word(doc, "came")) == word(doc, "Glaser")
    assert relative_head(word(doc, "said")) == word(doc, "Glaser")
    assert relative_head(word(doc, "left")) is None
    assert [t.text for t in doc if is_relative(t)] == ["who"]


@both
def test_verbs_and_nouns(scheme: str) -> None:
    doc = parse(PASSIVE, scheme=scheme)
    assert [t.text for t in doc if is_verb(t)] == ["announced"]
    assert [t.text for t in doc if is_noun(t)] == ["Bali", "ministry"]


def test_the_introducer_of_a_dependent() -> None:
    universal, clearnlp = parse(PASSIVE), parse(PASSIVE, scheme="clearnlp")
    assert introducer(word(universal, "ministry")) == "by"
    assert introducer(word(clearnlp, "by")) == "by"
    assert introducer(word(universal, "It")) == ""


def test_a_subtree_without_its_edges() -> None:
    doc = parse(ACTIVE)
    told, clause, name = word(doc, "told"), word(doc, "stopped"), word(doc, "Xi")
    span = subtree_span(told, (clause,))
    assert doc.text[span.start : span.end] == "Xi told Gates about rain"
    span = subtree_span(told, (name,))
    assert doc.text[span.start : span.end] == "told Gates about rain that it stopped."


def test_the_lemma_is_lower_case_and_never_empty() -> None:
    doc = parse(ACTIVE)
    assert (lemma(word(doc, "told")), lemma(word(doc, "Xi"))) == ("tell", "xi")
    word(doc, "Xi").lemma_ = ""
    assert lemma(word(doc, "Xi")) == "xi"


@both
@pytest.mark.parametrize("sentence", [ACTIVE, PASSIVE])
def test_all_verbs_at_once(sentence: str, scheme: str) -> None:
    doc = parse(sentence, scheme=scheme)
    assert verbs(doc) == [token.i for token in doc if is_verb(token)] != []
