"""Posts that pages embed, with the names that sign them."""

from __future__ import annotations

import pytest

from attribution.article.blocks.posts import find_posts
from attribution.model import Span

WORDS = "Nothing is open tonight."


def signers(signature: str) -> list[str]:
    text = f"{WORDS}\n\n{signature}"
    found = find_posts(text, [Span(0, len(WORDS)), Span(len(WORDS) + 2, len(text))])
    return [text[turn.label.name.start : turn.label.name.end] for turn in found]


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("Ana Ruiz, mayor, on Facebook", ["Ana Ruiz"]),
        ("Ana Maria Ruiz via X", ["Ana Maria Ruiz"]),
        ("— Harbour Power (@harbourpower) March 3, 2025", ["Harbour Power"]),
        ("Ana put it on Facebook", []),
    ],
)
def test_a_signature_names_who_posted_the_words(signature: str, names: list[str]) -> None:
    assert signers(signature) == names


@pytest.mark.parametrize("line", ["A" * 50_000, "Aa " * 20_000, "A-" * 20_000, "A’" * 20_000 + " on"])
def test_a_long_line_of_capitals_is_no_signature(line: str) -> None:
    assert signers(line) == []  # an ambiguous pattern would never return
