"""The gender of a given name, and stronger evidence."""

from __future__ import annotations

import pytest

from attribution.entities.gender import gender_by_name
from attribution.entities.name_endings import feminine_share
from attribution.language.lexicon import words
from attribution.language.noun_genders import gender_of_noun

NAMES = [
    ("Maria Silva", "f"), ("Kwame Addo", "m"), ("José Paz", "m"), ("Chloé Martin", "f"), ("Park Ji-woo", "f"),
    ("Kim Min-ho", "m"), ("Robin Marsh", ""), ("Zorbo Quax", ""), ("Maria", ""), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "gender"), NAMES)
def test_a_name(name: str, gender: str) -> None:
    assert gender_by_name(tuple(name.split())) == gender


NOUNS = [
    ("Dutchwoman", "f"), ("granddaughter", "f"), ("nephew", "m"), ("frontman", "m"), ("alderman", ""), ("german", ""),
    ("teacher", ""),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "gender"), NOUNS)
def test_a_noun(noun: str, gender: str) -> None:
    assert gender_of_noun(noun.lower()) == gender


def test_how_a_name_of_no_list_sounds() -> None:
    assert not {"velandria", "brondovio"} & (words("female_names") | words("male_names"))
    assert feminine_share("Velandria") > 0.85
    assert feminine_share("Brondovio") < 0.12


def test_no_name_is_in_both_lists() -> None:
    assert not words("female_names") & words("male_names")
