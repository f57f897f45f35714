"""Names in Title Case headlines."""

from __future__ import annotations

import pytest

from attribution import attribute_text

ARTICLES = [
    # the headline's other words are no part of a name
    ("Lindiwe Khoza Says Port Will Close\n\nLindiwe Khoza runs the port. Khoza said that it would close.",
     "Lindiwe Khoza"),
    ("Peter Hansen Blasts Rivals At Rally\n\nMr. Hansen spoke for an hour. Hansen said that it was time.",
     "Peter Hansen"),
    ("Amina Diallo Opens New School\n\nDiallo was glad. She said that it was full.", "Amina Diallo"),
    # a first sentence is no headline, however many names it has
    ("Prime Minister Rafael Ortega met Premier Grace Wanjiru in Lima on Friday.\n\nOrtega said that it went well.",
     "Rafael Ortega"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), ARTICLES)
def test_the_name_under_a_headline(text: str, name: str) -> None:
    speaker = attribute_text(text)[-1].speaker
    assert speaker is not None
    assert speaker.name == name
