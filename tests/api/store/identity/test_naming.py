"""A family name alone, and the text that has it in full."""

from __future__ import annotations

import pytest

from api.store.identity.naming import full_name_in


@pytest.mark.parametrize(
    ("text", "alone", "full"),
    [
        ("talks with China’s top diplomat Wang Yi and others. Wang said", "Wang", "Wang Yi"),
        ("State Department spokesman Matthew Miller said. Miller", "Miller", "Matthew Miller"),
        ("minister Joe Biden and senator Jill Biden. Biden said", "Biden", None),
        ("President Biden Monday. Biden said", "Biden", None),
        ("Foreign Minister Wang said. But Wang", "Wang", None),
        ("diplomat Wang Yi’s trip, diplomat Wang Yi, Wang", "Wang", "Wang Yi"),
        ("Yesterday Wang Yi spoke", "Wang", None),
        ("", "Wang", None),
        ("(Wang) *+?[", "Wang", None),
    ],
)
def test_named_in(text: str, alone: str, full: str | None) -> None:
    assert full_name_in(text, alone) == full
