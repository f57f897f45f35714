"""Words that recur from article to article stay in the vocabulary."""

from __future__ import annotations

import pytest
from spacy.language import Language

from attribution import frequent_words
from attribution.frequent_words import FrequentWords
from attribution.tokenization import make_doc


def texts_of(nlp: Language, text: str) -> list[str]:
    with nlp.memory_zone():
        return [token.text for token in make_doc(nlp, text)]


def test_a_word_is_kept_when_a_third_article_has_it(nlp: Language) -> None:
    found = FrequentWords()
    found.learn(nlp, "zorbelling zorbelling zorbelling begins,")
    found.learn(nlp, "zorbelling lasts")
    assert (found.kept, found.counts) == (set(), {"zorbelling": 2, "begins,": 1, "lasts": 1})
    assert "zorbelling" not in nlp.vocab
    found.learn(nlp, "the zorbelling ends")
    assert found.kept == {"zorbelling"}
    assert "zorbelling" in nlp.vocab
    assert texts_of(nlp, "the zorbelling, begins") == ["the", "zorbelling", ",", "begins"]


def test_memory_is_bounded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frequent_words, "MAX_WORDS", 3)
    monkeypatch.setattr(frequent_words, "MAX_COUNTED", 20)
    found = FrequentWords()
    for number in range(9):
        found.learn(nlp, " ".join(f"qb{number}x{n}" for n in range(10)))
        assert len(found.counts) <= 20
    for _ in range(4):
        found.learn(nlp, " ".join(f"qa{n}" for n in range(10)))
    assert found.kept == {"qa0", "qa1", "qa2"}
    assert not found.counts


def test_long_words_are_not_kept(nlp: Language) -> None:
    found = FrequentWords()
    for _ in range(4):
        found.learn(nlp, "q" * 100)
    assert found.kept == set()
