"""Ages in brackets after names are read as between commas."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.article.bracketed_ages import bracketed_ages
from attribution.article.replacements import replaced


def read(text: str) -> str:
    made = replaced(text, bracketed_ages(text))
    return text if made is None else made.text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Una Garth (43) said so.", "Una Garth, 43, said so."),
        ("Una Garth (9), of Keld, and Bo Ek (104).", "Una Garth, 9, of Keld, and Bo Ek, 104."),
        ("Una (aged 43) and Bo Ek Jr. (44, a baker) left.", "Una, aged 43, and Bo Ek Jr., 44, a baker, left."),
        ("“Una (43) knows.”", "“Una, 43, knows.”"),
    ],
)
def test_ages(printed: str, expected: str) -> None:
    assert read(printed) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Section 12 (43) and page (43) say so.",
        "Una Garth (43): I saw it.",
        "Una Garth (43)\nBo Ek (44)",
        "Una Garth (1943) and (43) and Bo Ek (43%) and Keld (43 dead) are here.",
        "Una Garth (43)’s boat sank.",
        "",
    ],
)
def test_others_stay(text: str) -> None:
    assert read(text) == text


def test_spans_are_those_of_the_text_as_sent() -> None:
    text = "“We lost the boat,” said Una Garth (61), a fisher. Her son Bo (30) said nobody had called Una Garth (61)."
    found = attribute_text(text)
    assert [(q.text, q.speaker and q.speaker.name) for q in found] == [
        ("We lost the boat,", "Una Garth"),
        ("nobody had called Una Garth (61)", "Bo"),
    ]
    for quotation in found:
        assert quotation.text == " ".join(text[span.start : span.end] for span in quotation.spans)
