"""Items of a list, and their words without the bullets."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.article.segmentation import segment

LISTS = [
    ("• Ada left.\n• Ben stayed.", ["Ada left.", "Ben stayed."]),
    ("- Ada left.\n- Ben stayed.", ["Ada left.", "Ben stayed."]),
    ("1. Ada left.\n2. Ben stayed.", ["Ada left.", "Ben stayed."]),
    ("It rained.\n• Ada left.", ["It rained.", "Ada left."]),
    ("It rained.\n— Ada Frost", ["It rained.", "— Ada Frost"]),  # a signature
    ("*Ada left.*\n**Ben stayed.**", ["*Ada left.*", "**Ben stayed.**"]),
    ("-30-\n1.5 metres fell.", ["-30-", "1.5 metres fell."]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_bullets_are_no_part_of_the_words(text: str, expected: list[str]) -> None:
    assert [text[line.start : line.end] for line in segment(text).paragraphs] == expected


@pytest.mark.parametrize("bullet", ["", "• ", "- ", "* "])
@pytest.mark.usefixtures("nlp")
def test_labels_of_items_name_who_speaks(bullet: str) -> None:
    text = (
        f"Things are bad.\n\n{bullet}Amina Bello, teacher: “Books first, tablets later.”\n"
        f"{bullet}The ministry: “All schools will be supplied.”\n{bullet}Ben Hale, parent: “My son has neither.”"
    )
    found = [(q.speaker.name if q.speaker else "", q.text) for q in attribute_text(text)]
    assert ("Amina Bello", "Books first, tablets later.") in found
    assert ("Ben Hale", "My son has neither.") in found
