"""Offsets in a quotation's text and in the text around it."""

from __future__ import annotations

from api.verification.positions import located, marked
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
