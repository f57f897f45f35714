"""News in which two people are given one family name, for training."""

from __future__ import annotations

from attribution.parsing import parsed
from attribution.training.namesakes import with_one_family_name

NEWS = "Maria Lopez met Peter Reyes. Lopez said that it rained. Reyes left, and Lopez said that it was late."


def test_two_people_get_one_family_name_and_each_short_form_is_known() -> None:
    with parsed(NEWS) as article:
        found = with_one_family_name(article)
    assert found is not None
    assert found.text == NEWS.replace("Reyes", "Lopez")
    assert [(found.text[at : at + 5], given) for at, given in found.meant.items()] == [
        ("Lopez", "Maria"),
        ("Lopez", "Peter"),
        ("Lopez", "Maria"),
    ]


def test_a_text_with_one_person_has_no_namesakes() -> None:
    with parsed("Maria Lopez left. Lopez said that it rained.") as article:
        assert with_one_family_name(article) is None
