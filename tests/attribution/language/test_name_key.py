"""The key of names, shared by engine and store."""

from __future__ import annotations

import pytest

from attribution.language.lexicon import DATA, words
from attribution.language.name_key import key, keys, name_key

ROWS = [
    ("al-Rashid", "al rashid", "alrashid"),
    ("Søren", "soren", "soren"),
    ("Łukasz", "lukasz", "lukasz"),
    ("O’Brien", "obrien", "obrien"),
    ("O'Brien", "obrien", "obrien"),
    ("U.S.", "u s", "us"),
    ("Müller", "muller", "muller"),
    ("Strauß", "strauss", "strauss"),
    ("Señor", "senor", "senor"),
    ("—", "", ""),
]


@pytest.mark.parametrize(("printed", "of_name", "of_word"), ROWS)
def test_a_key(printed: str, of_name: str, of_word: str) -> None:
    assert (name_key(printed), key(printed)) == (of_name, of_word)
    assert keys((printed, printed)) == (of_word, of_word)


def test_lists_looked_up_by_key_contain_keys() -> None:
    for name in ("titles", "body_words", "female_names", "male_names"):
        assert (DATA / f"{name}.txt").exists()
        assert [word for word in words(name) if key(word) not in words(name)] == []
