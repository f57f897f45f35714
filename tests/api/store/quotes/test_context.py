"""The sentences around a passage."""

from __future__ import annotations

import pytest

from api.store.quotes import context

TEXT = "It was late. Mr. Xi came in. “This is good,” he said. “We will see.” Nobody spoke.\n\nThe next day it rained."


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("It was late", "It was late. Mr. Xi came in."),
        ("This is good,", "Mr. Xi came in. “This is good,” he said. “We will see.”"),
        ("We will see.", "“This is good,” he said. “We will see.” Nobody spoke."),
        ("Nobody spoke", "“We will see.” Nobody spoke.\n\nThe next day it rained."),
        ("it rained", "Nobody spoke.\n\nThe next day it rained."),
        (TEXT, TEXT),
    ],
)
def test_its_own_one_before_and_one_after(part: str, shown: str) -> None:
    start = TEXT.index(part)
    span = context.around(TEXT, start, start + len(part))
    assert TEXT[span.start : span.end] == shown


@pytest.mark.parametrize("text", ["x", "no end", " . ", "a.b.c", "“”", "A.\n\n\nB.\n"])
def test_any_passage_of_any_text_is_within_what_is_shown(text: str) -> None:
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            if text[start:end].strip() == text[start:end]:
                span = context.around(text, start, end)
                assert 0 <= span.start <= start < end <= span.end <= len(text)
