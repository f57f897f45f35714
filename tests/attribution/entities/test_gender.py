"""The gender of a given name, and stronger evidence."""

from __future__ import annotations

import pytest

from attribution.entities.gender import gender_by_name
from attribution.language.lexicon import words

NAMES = [
    ("Maria Silva", "f"), ("Kwame Addo", "m"), ("José Paz", "m"), ("Chloé Martin", "f"), ("Park Ji-woo", "f"),
    ("Kim Min-ho", "m"), ("Robin Marsh", ""), ("Zorbo Quax", ""), ("Maria", ""), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "gender"), NAMES)
def test_a_name(name: str, gender: str) -> None:
    assert gender_by_name(tuple(name.split())) == gender


def test_no_name_is_in_both_lists() -> None:
    assert not words("female_names") & words("male_names")
