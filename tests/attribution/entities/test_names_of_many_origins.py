"""Names of many origins are found whole, and their later forms belong to them."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.language.family_first import is_family_first


@pytest.mark.parametrize(
    ("full", "later", "name"),
    [
        # the family name first, and a hyphen in the given name
        ("Noh Mi-sook", "Noh", "Noh Mi-sook"),
        ("Baek Young-chul", "Baek", "Baek Young-chul"),
        ("Son Ji-woo", "Son", "Son Ji-woo"),
        # family names that are other words
        ("He Lifeng", "Mr He", "He Lifeng"),
        ("Oh Min-ji", "Ms Oh", "Oh Min-ji"),
        ("Oh Sangwoo", "then Oh", "Oh Sangwoo"),
        ("So Jae-min", "Mr So", "So Jae-min"),
        # a given name that was not taken for one
        ("Rubén Hernández Moreno", "Hernández Moreno", "Rubén Hernández Moreno"),
        ("Pilar Rodríguez Castillo", "Rodríguez Castillo", "Pilar Rodríguez Castillo"),
        # particles
        ("Marijke van der Berg", "Van der Berg", "Marijke van der Berg"),
        ("Joost in ’t Veld", "In ’t Veld", "Joost in ’t Veld"),
        ("Anneke ten Boer", "Ten Boer", "Anneke ten Boer"),
        ("Imtiaz dos Santos", "Dos Santos", "Imtiaz dos Santos"),
        ("Luc Le Roux", "Le Roux", "Luc Le Roux"),
        ("Toby St. Clair", "St. Clair", "Toby St. Clair"),
        # the family name in capitals
        ("Hamish TRAN", "TRAN", "Hamish Tran"),
        ("Gerard COYNE", "COYNE", "Gerard Coyne"),
        # a nickname
        ("Ada “Big Sal” Tunks", "Tunks", "Ada “Big Sal” Tunks"),
        ("Ada 'The Lucky Sal' Tunks", "Tunks", "Ada 'The Lucky Sal' Tunks"),
        # what follows a name
        ("Merv Tunks OBE", "Tunks", "Merv Tunks"),
        ("Noor Tibbets QC", "Tibbets", "Noor Tibbets"),
        ("Alphonse Thibodaux Jr.", "Thibodaux", "Alphonse Thibodaux Jr"),
        ("Lyle Robichaux III", "Robichaux", "Lyle Robichaux III"),
    ],
)
def test_names(full: str, later: str, name: str) -> None:
    text = f"{full} told reporters on Friday that the plan was dead. “It is over,” {later} added."
    found = [quotation.speaker.name for quotation in attribute_text(text) if quotation.speaker]
    assert found == [name, name]


def test_a_role_before_one_word() -> None:
    text = "Villager Budiyanto lost a barn on Tuesday. “It went up like paper,” Budiyanto said."
    assert [quotation.speaker.name for quotation in attribute_text(text) if quotation.speaker] == ["Budiyanto"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Leader of the Opposition Lin Fangfang", "Lin Fangfang"),
        ("The general secretary of the Cooks’ Federation, Thandeka Mokoena,", "Thandeka Mokoena"),
        ("The company, Volta Foods,", "Volta Foods"),
    ],
)
def test_a_body_before_a_name_does_not_describe_its_bearer(source: str, name: str) -> None:
    found = attribute_text(f"{source} said the tender had been fixed.")
    assert [quotation.speaker.name for quotation in found if quotation.speaker] == [name]


@pytest.mark.parametrize(
    ("family", "given", "expected"),
    [
        ("Son", "Ji-woo", True),
        ("Tsai", "Ing-wen", True),
        ("Zhu", "Xiaohong", True),
        ("Volta", "Foods-led", False),
        ("Cape", "Town-born", False),
        ("Kim", "Tower", False),
        ("Lin", "PARK", False),
    ],
)
def test_the_family_name_first(family: str, given: str, *, expected: bool) -> None:
    assert is_family_first(family, given) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is over,” said Emma Brown, a BBC presenter.", "Emma Brown"),
        ("The Hong Kong-run port is closed, Ana Lopez said.", "Ana Lopez"),
        ("“It is over,” Lopez, MP for Ardle, said.", "Lopez"),
    ],
)
def test_other_capitals_and_hyphens(text: str, speaker: str) -> None:
    assert [quotation.speaker.name for quotation in attribute_text(text) if quotation.speaker] == [speaker]
