"""Lemmas are those of spaCy's lemmatizer, which is asked once for each word and part of speech."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from attribution.lemmas import lemmatize
from attribution.tokenization import make_doc

TEXT = "She said that the banks rose. “The banks,” he said, “have rises to say.” They said so."


def tagged(nlp: Language) -> Doc:
    with nlp.select_pipes(disable=["lemmatizer", "saidby_roles"]):
        return nlp(make_doc(nlp, TEXT))


@pytest.mark.parametrize("overwrite", [False, True])
def test_the_lemmas_are_those_of_the_lemmatizer(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    monkeypatch.setattr(lemmatizer, "overwrite", overwrite)
    with nlp.memory_zone():
        found, wanted = tagged(nlp), tagged(nlp)
        for doc in (found, wanted):
            doc[1].lemma_ = "known"
        assert [t.lemma_ for t in lemmatize(lemmatizer, found)] == [t.lemma_ for t in lemmatizer(wanted)]


def test_each_word_is_lemmatized_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    asked, ask = [], lemmatizer.lemmatize
    monkeypatch.setattr(lemmatizer, "lemmatize", lambda token: asked.append((token.orth, token.pos)) or ask(token))
    with nlp.memory_zone():
        doc = tagged(nlp)
        lemmatize(lemmatizer, doc)
        assert len(asked) == len(set(asked)) == len({(t.orth, t.pos) for t in doc}) < len(doc)
