"""Content words: their stems, without words of grammar, negations and stock phrases."""

from __future__ import annotations

import pytest

from api.wording.content import content_stems
from api.wording.words import words


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("We will not raise the harbour fees", ["rais", "harbor", "fee"]),
        ("We didn't raise harbour fees", ["rais", "harbor", "fee"]),
        ("open channels of communication", ["open", "channel", "communic"]),
        ("The minister's plan costs 5 million", ["minist", "plan", "cost", "5", "million"]),
        ("Our thoughts and prayers are with the fishermen", ["fishermen"]),
        ("We have no comment at this time", []),
        ("It is what it is", []),
        ("", []),
    ],
)
def test_stems(text: str, stems: list[str]) -> None:
    assert list(content_stems(words(text))) == stems


def test_the_longest_stock_phrase_is_passed_over() -> None:
    assert content_stems(words("at the end of the day the end is near the moment")) == ("end", "moment")
