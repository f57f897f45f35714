"""Lemmas are those of spaCy's lemmatizer, which is asked once for each word and part of speech."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from attribution import lemmas
from attribution.lemmas import lemmatize
from attribution.tokenization import make_doc
from attribution.word_table import WordTable

TEXT = "She said that the banks rose. “The banks,” he said, “have rises to say.” They said so."


def tagged(nlp: Language, text: str = TEXT) -> Doc:
    with nlp.select_pipes(disable=["lemmatizer", "saidby_roles"]):
        return nlp(make_doc(nlp, text))


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


@pytest.fixture
def asked(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The words that the lemmatizer, which knows none yet, is asked for."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    asked, ask = [], lemmatizer.lemmatize
    monkeypatch.setattr(lemmatizer, "lemmatize", lambda token: asked.append((token.orth, token.pos)) or ask(token))
    monkeypatch.setattr(lemmatizer, "cache", {})
    monkeypatch.setattr(lemmas, "_table", cache(lambda lemmatizer: WordTable(lemmas.MAX_WORDS, 1, object)))
    return asked


def test_each_word_is_lemmatized_once(nlp: Language, asked: list[tuple[int, int]]) -> None:
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    with nlp.memory_zone():
        doc = tagged(nlp)
        lemmatize(lemmatizer, doc)
        assert len(asked) == len(set(asked)) == len({(t.orth, t.pos) for t in doc}) < len(doc)
        del asked[:]
        lemmatize(lemmatizer, tagged(nlp))
        assert not asked


def test_the_cache_is_bounded(nlp: Language, asked: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lemmas, "MAX_WORDS", 44)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    for number in range(6):
        with nlp.memory_zone():
            lemmatize(lemmatizer, tagged(nlp, " ".join(f"bank{number}x{word}s" for word in range(20))))
        assert len(lemmas._table(lemmatizer).places) <= 44
        assert not lemmatizer.cache
    assert len(asked) > 100


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("fumed", "fume"),
        ("deadpanned", "deadpan"),
        ("sniping", "snipe"),
        ("wheedled", "wheedle"),
        ("soliloquised", "soliloquise"),
        ("yelped", "yelp"),
        ("purred", "purr"),
        ("stopped", "stop"),
        ("ripped", "rip"),
    ],
)
def test_a_form_that_the_lemmatizer_does_not_know_is_of_the_listed_verb(nlp: Language, form: str, lemma: str) -> None:
    with nlp.memory_zone():
        doc = tagged(nlp, f"Ana Ruiz rose and {form} on Monday.")
        doc[4].tag_, doc[4].pos_ = "VBD", "VERB"
        assert lemmatize(nlp.get_pipe("lemmatizer"), doc)[4].lemma_ == lemma
