"""The entities found by NumPy are those of spaCy's own recognizer."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from attribution.entity_recognizer import PIECE, entities

WORDS = [*"Ana Ivers of Harbour Radio met Paul Okonjo , who left Lisbon for the Talverne Ports".split(), "\n", "\n\n"]


def vectors(nlp: Language, words: list[str], starts: list[bool], seed: int) -> Doc:
    """A Doc whose token vectors are chance, so that every move is made at every place."""
    doc = Doc(nlp.vocab, words=words, sent_starts=starts)
    chance = numpy.random.default_rng(seed)
    doc.tensor = chance.normal(size=(len(words), 96), scale=4.0).astype("float32")
    return doc


def recognized(nlp: Language, doc: Doc) -> Doc:
    recognizer = entities(nlp, "ner")
    assert recognizer is not None
    return recognizer.recognize(doc)


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(token.ent_iob_, token.ent_type_) for token in doc]


@pytest.mark.parametrize("seed", range(8))
def test_they_are_those_of_spacy(nlp: Language, seed: int) -> None:
    component: Any = nlp.get_pipe("ner")
    starts = [number % 5 == 0 for number in range(3 * len(WORDS))]
    with nlp.memory_zone():
        mine, wanted = (vectors(nlp, WORDS * 3, starts, seed) for _ in range(2))
        assert found(recognized(nlp, mine)) == found(component(wanted))
        assert {iob for iob, _ in found(wanted)} == {"B", "I", "O"}


@pytest.mark.parametrize("sentence", [7, 2 * PIECE])
def test_an_article_of_several_pieces(nlp: Language, sentence: int) -> None:
    component: Any = nlp.get_pipe("ner")
    words = WORDS * (2 * PIECE // len(WORDS) + 2)
    starts = [number % sentence == 0 for number in range(len(words))]
    with nlp.memory_zone():
        mine, wanted = (vectors(nlp, words, starts, 1) for _ in range(2))
        assert found(recognized(nlp, mine)) == found(component(wanted))


def test_other_kinds_are_left_to_spacy(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    entities.cache_clear()
    monkeypatch.setitem(nlp.get_pipe("ner").cfg, "beam_width", 2)  # type: ignore[attr-defined]
    assert entities(nlp, "ner") is None
    entities.cache_clear()
    blank = spacy.blank("en")
    blank.add_pipe("ner", config={"model": {"extra_state_tokens": True}})
    assert entities(blank, "ner") is None
    entities.cache_clear()
