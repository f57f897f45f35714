"""Nouns for a person by occupation, role or kinship."""

from __future__ import annotations

import pytest

from attribution.language.lexicon import words
from attribution.language.person_words import is_person_word, is_plural_role


@pytest.mark.parametrize(
    "word",
    [
        "Promoter", "MIDFIELDER", "stepmother", "Sub-Inspector", "Brother-in-law", "grandmother-of-four", "Lockkeeper",
        "Rushgrower", "Speleologist", "Phonetician", "Vibist", "neighbour", "DI",
    ],
)  # fmt: skip
def test_a_noun_for_a_person(word: str) -> None:
    assert is_person_word(word)


@pytest.mark.parametrize(
    "word",
    [
        "Hunter",
        "Peter",
        "Alexander",
        "Victor",
        "Roman",
        "Anne-Marie",
        "Lindqvist",
        "Twist",
        "Jackson",
        "table",
        "Di",
        "Dean",
    ],
)
def test_a_name_or_thing_is_none(word: str) -> None:
    assert not is_person_word(word)


def test_the_words_before_a_name_are_no_given_names() -> None:
    given = words("male_names") | words("female_names")
    assert not given & words("leading_words")


def test_titles_that_are_names_are_titles() -> None:
    assert words("title_names") <= words("titles")


def test_a_word_before_a_name_is_in_one_list() -> None:
    leading = words("leading_words")
    assert not leading & words("titles")
    assert leading & words("person_nouns") <= words("agent_names")  # no role before one word: "Dean Lopez" is a name


@pytest.mark.parametrize("word", ["Engineers", "Twins", "Firemen", "Policewomen", "Deputies", "Councillors"])
def test_a_plural_before_several_names(word: str) -> None:
    assert is_plural_role(word)


@pytest.mark.parametrize("word", ["James", "Miles", "Engineer", "Tables", "Iris", "Fries", "Os", "O’Brien’s", "Hayes"])
def test_a_word_that_is_no_plural_role(word: str) -> None:
    assert not is_plural_role(word)
