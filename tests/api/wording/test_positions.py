"""Offsets in a quotation's text and in the text around it."""

from __future__ import annotations

import pytest

from api.wording.positions import located, marked, quoted_text
from attribution.model import Span

SPANS = (Span(10, 20), Span(30, 40))


def test_marked_parts_are_ranges_of_the_joined_text() -> None:
    assert marked(SPANS, [Span(12, 20), Span(30, 34)]) == ((2, 10), (11, 15))
    assert marked(SPANS, [Span(5, 35)]) == ((0, 10), (11, 16))
    assert marked(SPANS, []) == ()


def test_a_range_is_located_in_the_text_around() -> None:
    assert list(located(SPANS, 2, 5)) == [Span(12, 15)]
    assert list(located(SPANS, 8, 13)) == [Span(18, 20), Span(30, 32)]
    assert list(located(SPANS, 10, 11)) == []


@pytest.mark.parametrize(
    ("text", "ranges", "expected"),
    [
        ("The wall will hold", [(0, 18)], "The wall will hold"),
        ("a “candid” effort to keep “open channels”", [(3, 9), (27, 40)], "candid … open channels"),
        ("We will mend it, it will hold.", [(0, 16), (17, 30)], "We will mend it, it will hold."),
        ("that it rains", [], ""),
    ],
)
def test_what_stands_between_marked_parts_is_left_out(text: str, ranges: list[tuple[int, int]], expected: str) -> None:
    assert quoted_text(text, ranges) == expected
