"""Words in another language and their translation are two quotations by the same speaker."""

from __future__ import annotations

import pytest

from attribution import attribute_text

pytestmark = pytest.mark.usefixtures("nlp")

APART = [
    ("“Ya basta,” Marisol Iturbe shouted (“Enough is enough”).", ["Ya basta,", "Enough is enough"]),
    ("“Nie ma wody,” said Zbigniew Pawlak, a farmer. “There is no water.”", ["Nie ma wody,", "There is no water."]),
    ("“Wir schaffen das nicht mehr,” Anneliese Brandt told the council – “We can’t manage it.”",
     ["Wir schaffen das nicht mehr,", "We can’t manage it."]),
    ("“Tenemos miedo,” said Lourdes Quispe, “pero no nos vamos.” (“We are afraid, but we are not leaving.”)",
     ["Tenemos miedo, pero no nos vamos.", "We are afraid, but we are not leaving."]),
    ("“We will not leave,” Oksana Lytvyn said (“Мы не уйдём, это наш дом”).",
     ["We will not leave,", "Мы не уйдём, это наш дом"]),
]  # fmt: skip
TOGETHER = [
    "“Absolute nonsense,” said Fiona Tavener. “The report is three years old.”",
    "“Inshallah,” said Yusuf Barre. “We will rebuild before the rains.”",
    "“Lads, lads, lads,” said Conor Tuohy. “We did it.”",
    "“Ibrahim Kamara, Sheku Turay, Mohamed Bangura,” said Alie Koroma. “I named them and they came.”",
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_a_translation_is_a_quotation_of_its_own(text: str, expected: list[str]) -> None:
    found = attribute_text(text)
    assert [quotation.text for quotation in found] == expected
    assert len({quotation.speaker.name if quotation.speaker else None for quotation in found} - {None}) == 1


@pytest.mark.parametrize("text", TOGETHER)
def test_words_of_one_language_stay_together(text: str) -> None:
    assert len(attribute_text(text)) == 1
