"""Where the names of a chain stand in a text."""

from __future__ import annotations

from typing import Any

import pytest

from api.http.web.evidence import chain_places

TEXT = "Ana Ivers spoke. Ana waited. “No,” she said. Ana Ivers left."
SHE: dict[str, Any] = {"start": TEXT.index("she"), "end": TEXT.index("she") + 3}
ROWS = [
    (SHE, ["she", "Ana", "Ana Ivers"], ["she", "Ana", "Ana Ivers"]),
    (SHE, ["she", "Bo"], ["she", None]),
    (SHE, ["she", "left"], ["she", "left"]),  # only later in the text
    (None, [], []),
]


@pytest.mark.parametrize(("mention", "chain", "words"), ROWS)
def test_names_are_found_before_what_refers_to_them(
    mention: dict[str, Any] | None, chain: list[str], words: list[str | None]
) -> None:
    places = chain_places(TEXT, mention, chain)
    assert [place and TEXT[slice(*place)] for place in places] == words
    starts = [place[0] for place in places if place]
    assert starts == sorted(starts, reverse=True) or "left" in chain


def test_a_name_within_a_word_is_no_place() -> None:
    assert chain_places("Anathema", None, ["Ana"]) == [None]
