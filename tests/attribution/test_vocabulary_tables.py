"""The tables of a vocabulary stay small, and what is in them stays the same."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from attribution import vocabulary_tables
from attribution.vocabulary_tables import VocabularyTables

KEPT = "the harbour wall is mended"


@pytest.fixture
def blank(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A pipeline that has kept some words."""
    monkeypatch.setattr(vocabulary_tables, "REMOVED", 1_000)
    nlp = spacy.blank("en")
    nlp.tokenizer(KEPT)
    return nlp


def read(nlp: Language, number: int) -> None:
    """Read an article of words that no other has."""
    with nlp.memory_zone():
        nlp.tokenizer(" ".join(f"qx{number}q{word}" for word in range(50)))


def test_the_tables_stay_small_however_many_words_were_new(blank: Language) -> None:
    tables = VocabularyTables(blank.vocab)
    assert len(tables.tables) == 2
    for number in range(100):
        read(blank, number)
        tables.trim()
    sizes = [table.capacity for table in tables.tables]
    for number in range(100, 600):
        read(blank, number)
        tables.trim()
    assert [table.capacity for table in tables.tables] == sizes
    assert max(sizes) <= 8_192


def test_tables_that_are_left_alone_grow(blank: Language) -> None:
    """Which is why they are trimmed: should spaCy or preshed mend it, this module can go."""
    tables = VocabularyTables(blank.vocab)
    for number in range(600):
        read(blank, number)
    assert min(table.capacity for table in tables.tables) >= 16_384


def test_what_is_in_the_tables_stays(blank: Language) -> None:
    tables = VocabularyTables(blank.vocab)
    strings, words = set(blank.vocab.strings), {lexeme.text for lexeme in blank.vocab}
    for number in range(100):
        read(blank, number)
    before = [len(table) for table in tables.tables]
    tables.trim()
    assert all(after < filled for after, filled in zip(map(len, tables.tables), before, strict=True))
    assert set(blank.vocab.strings) == strings
    assert {lexeme.text for lexeme in blank.vocab} == words >= set(KEPT.split())
    assert [token.text for token in blank.tokenizer(f"{KEPT} again")] == [*KEPT.split(), "again"]
    assert all(blank.vocab.strings[blank.vocab.strings[word]] == word for word in words)


def test_a_table_that_one_article_has_grown_shrinks(blank: Language) -> None:
    tables = VocabularyTables(blank.vocab)
    with blank.memory_zone():
        blank.tokenizer(" ".join(f"qy{word}" for word in range(20_000)))
    grown = [table.capacity for table in tables.tables]
    tables.trim()
    assert [table.capacity for table in tables.tables] < grown
    assert max(table.capacity for table in tables.tables) <= 8_192
