"""Which texts can be articles, and their paragraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import AttributionError, InvalidText, attribute_text
from attribution.article.text import MAX_CHARACTERS, check, paragraphs

REFUSED: list[tuple[Any, str]] = [
    ("", "the text is empty"),
    (" \n\t\xa0\u2028", "the text is empty"),
    (None, "the text must be a string, not NoneType"),
    (b"It rained.", "the text must be a string, not bytes"),
    (["It rained."], "the text must be a string, not list"),
    ("It\x00rained.", "the text has a NUL character at offset 2"),
    ("It \ud83d rained.", "the text has a lone surrogate at offset 3"),
    ("a" * (MAX_CHARACTERS + 1), "the text has 1,000,001 characters; at most 1,000,000 are read"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=lambda value: repr(value)[:24])
def test_what_cannot_be_an_article_is_refused_with_a_clear_message(text: Any, message: str) -> None:
    with pytest.raises(InvalidText) as caught:
        check(text)
    assert str(caught.value) == message
    with pytest.raises(AttributionError, match="the text"):
        attribute_text(text)


@pytest.mark.parametrize("text", ["a", "😀", "\ufeffIt rained.", "a" * MAX_CHARACTERS, "It\x1frained.\x7f"])
def test_any_other_text_is_accepted(text: str) -> None:
    check(text)


PARAGRAPHS = [
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\nTwo.", ["One.", "Two."]),
    ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
    ("One.\rTwo.", ["One.", "Two."]),
    ("One.\u2028Two.\u2029Three.", ["One.", "Two.", "Three."]),
    ("  One. \n\t\n\xa0Two.\xa0", ["One.", "Two."]),
    ("\n\n\n", []),
    ("", []),
    (
        "It has rained for three days in\nthe north of the land, and nobody\nleft the house.\n\nThe end was near.",
        ["It has rained for three days in\nthe north of the land, and nobody\nleft the house.", "The end was near."],
    ),
    (
        "It has rained for three days in\r\nthe north of the land, and nobody\r\nleft the house.\r\n\r\nIt snowed.",
        ["It has rained for three days in\r\nthe north of the land, and nobody\r\nleft the house.", "It snowed."],
    ),
    (
        "It rained today.\nNobody came to it.\nThey all went home.\n\nThe end was near.\nIt snowed.",
        ["It rained today.", "Nobody came to it.", "They all went home.", "The end was near.", "It snowed."],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in paragraphs(text)] == expected


@given(st.text(alphabet="ab. \t\n\r\x0b\x0c\x1c\x85\xa0\u2028😀", max_size=100) | st.text(max_size=60))
def test_paragraphs_contain_every_letter_in_order(text: str) -> None:
    found = paragraphs(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[p.start : p.end] == text[p.start : p.end].strip() != "" for p in found)
    assert "".join("".join(text[p.start : p.end].split()) for p in found) == "".join(text.split())


@given(
    st.lists(st.sampled_from(["It rained on and on", "in the north, and nobody", "came to see.", "", " "]), max_size=30)
)
def test_wrapped_or_not_every_letter_is_kept(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "".join("".join(text[p.start : p.end].split()) for p in paragraphs(text)) == "".join(text.split())
