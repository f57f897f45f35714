"""Links that open a page at some words."""

from __future__ import annotations

import pytest

from api.http.representations.text_fragments import link

PAGE = "https://news.example/a"
LONG = " ".join(f"word{n}" for n in range(60))


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        (["very good"], f"{PAGE}#:~:text=very%20good"),
        (["well-known, isn’t it?"], f"{PAGE}#:~:text=well%2Dknown%2C%20isn%E2%80%99t%20it%3F"),
        (["one", "two & three"], f"{PAGE}#:~:text=one&text=two%20%26%20three"),
        (["We stay.\n\nWe work."], f"{PAGE}#:~:text=We%20stay.,We%20work."),
        (
            [LONG],
            f"{PAGE}#:~:text=word0%20word1%20word2%20word3%20word4,word55%20word56%20word57%20word58%20word59",
        ),
        (["a" * 500], f"{PAGE}#:~:text={'a' * 500}"),
        ([], PAGE),
        ([" "], PAGE),
    ],
)
def test_link(passages: list[str], expected: str) -> None:
    assert link(PAGE, passages) == expected


def test_an_address_that_has_a_fragment_keeps_it() -> None:
    assert link(f"{PAGE}#top", ["good"]) == f"{PAGE}#top:~:text=good"
