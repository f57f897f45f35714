"""Token vectors are those of spaCy's own component."""

from __future__ import annotations

import numpy
import pytest
import spacy
from spacy.language import Language

from attribution.token_vectors import PIECE, token_vectors

SENTENCE = "Ana Ivers, mayor of Talverne, can’t say so."


@pytest.mark.parametrize("text", ["Go", SENTENCE, " ".join([SENTENCE] * (PIECE // 10))])
def test_they_are_those_of_spacy(nlp: Language, text: str) -> None:
    vectors = token_vectors(nlp, "tok2vec")
    assert vectors is not None
    with nlp.memory_zone():
        doc = nlp.make_doc(text)
        (wanted,) = nlp.get_pipe("tok2vec").predict([doc])  # type: ignore[attr-defined]
        for _ in range(2):  # the second time all words are known
            assert numpy.allclose(vectors.of(doc), wanted, atol=1e-4)


def test_other_kinds_are_left_to_spacy() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")  # spaCy's default architecture is another one
    assert token_vectors(nlp, "tok2vec") is None
