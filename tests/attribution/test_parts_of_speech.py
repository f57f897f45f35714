"""Parts of speech from tags."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from attribution.parts_of_speech import PARTS_OF_SPEECH, PartOfSpeechTable

TAGS = [(tag, part) for part, tags in PARTS_OF_SPEECH.items() for tag in tags.split()]


@pytest.mark.parametrize(("tag", "part"), TAGS)
def test_each_tag_has_its_part_of_speech(tag: str, part: str) -> None:
    doc = PartOfSpeechTable()(Doc(Vocab(), words=["word"], tags=[tag]))
    assert doc[0].pos_ == part


@pytest.mark.parametrize("relation", ["aux", "aux:pass", "cop"])
def test_verbs_in_an_auxiliary_relation_are_auxiliaries(relation: str) -> None:
    words, tags = ["It", "was", "said", "not"], ["PRP", "VBD", "VBN", "RB"]
    doc = Doc(Vocab(), words=words, tags=tags, heads=[2, 2, 2, 2], deps=["nsubj", relation, "ROOT", "advmod"])
    assert [token.pos_ for token in PartOfSpeechTable()(doc)] == ["PRON", "AUX", "VERB", "ADV"]


def test_what_the_other_components_set_stays() -> None:
    doc = Doc(
        Vocab(), words=["Ana", "left", "."], tags=["NNP", "VBD", "."], heads=[1, 1, 1],
        deps=["nsubj", "ROOT", "punct"], ents=["B-PERSON", "O", "O"], lemmas=["Ana", "leave", "."],
    )  # fmt: skip
    PartOfSpeechTable()(doc)
    assert [(e.text, e.label_) for e in doc.ents] == [("Ana", "PERSON")]
    assert [(t.dep_, t.head.i, t.lemma_) for t in doc] == [("nsubj", 1, "Ana"), ("ROOT", 1, "leave"), ("punct", 1, ".")]


def test_an_unknown_tag_has_no_part_of_speech() -> None:
    assert PartOfSpeechTable()(Doc(Vocab(), words=["word"], tags=["NEW"]))[0].pos_ == ""
