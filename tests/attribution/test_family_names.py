"""Family names that are other words are found, and those other words are not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from attribution.family_names import family_names
from attribution.parsing import parsed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He Lifeng left.", ["He"]),
        ("Then She Wenbo of Keld left.", ["She"]),
        ("Oh Sangwoo, An Hye-jin and So Jae-min left.", ["Oh", "An", "So"]),
        ("Mr He and Ms So met Dr. Oh.", ["He", "So", "Oh"]),
        ("“We won,” said He Lifeng. “No,” said He.", ["He", "He"]),
        ("He left. Ana said He would.", []),
        ("“Oh Maria, come home,” said Ana. Oh no.", []),
        ("So Xi left. An Ohio farmer left. In Hanoi you wait. In Iran-led talks you wait.", []),
        ("Mayor In Exile. Judge Do No Harm.", []),
        ("The rain in Washington D.C. He said so. She left the U.S. He stayed.", []),
    ],
)
def test_family_names(nlp: Language, text: str, expected: list[str]) -> None:
    with nlp.memory_zone():
        doc = nlp.make_doc(text)
        assert [doc[at].text for at in family_names(doc)] == expected


def test_they_are_tagged_as_names() -> None:
    with parsed("He Lifeng said that he had met Oh Sangwoo.") as article:
        assert [token.tag_ for token in article.tokens if token.is_title] == ["NNP"] * 4
