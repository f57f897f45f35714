"""The difference between two revisions of a text."""

from __future__ import annotations

import pytest

from api.wording.revised_text import Part, compare

PAIRS = [
    ("a b c", "a b c", [Part("a b c", False)], [Part("a b c", False)]),
    ("a b c", "a x c", [Part("a ", False), Part("b", True), Part(" c", False)],
     [Part("a ", False), Part("x", True), Part(" c", False)]),
    ("", "new", [], [Part("new", True)]),
    ("a\n\nb", "a", [Part("a", False), Part("\n\nb", True)], [Part("a", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "old", "new"), PAIRS)
def test_words_that_the_other_lacks_are_changed(before: str, after: str, old: list[Part], new: list[Part]) -> None:
    assert compare(before, after) == (tuple(old), tuple(new))


def test_the_parts_joined_are_the_texts() -> None:
    texts = ("One two  three\nfour “five”.", "Two three\n\nfour “six” five.")
    assert tuple("".join(part.text for part in side) for side in compare(*texts)) == texts
