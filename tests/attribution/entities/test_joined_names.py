"""Names whose parts particles join."""

from __future__ import annotations

import pytest

from attribution import attribute_text

NAMES = [
    "Rosa dos Santos e Silva",
    "Rory Mac an Bhaird",
    "Otto von und zu Aufsess",
    "Ludwig zu Sayn",
    "Gruffydd ap Iorwerth",
    "Salma bint Khalid",
    "Harald av Trondheim",
    "Pieter van der Berg",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_name(name: str) -> None:
    found = [q.speaker.name if q.speaker else None for q in attribute_text(f"{name} said it was late.")]
    assert found == [name]


def test_a_title_or_role_is_no_part_of_it() -> None:
    texts = ("Mr van der Berg said it was late.", "Mayor de la Cruz said it was late.")
    names = [q.speaker.name for text in texts for q in attribute_text(text) if q.speaker]
    assert names == ["van der Berg", "de la Cruz"]


def test_a_suffix_after_a_comma() -> None:
    (quotation,) = attribute_text("Tom Ruiz, Jr. said it was late.")
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Tom Ruiz Jr"
