"""Odd and double blanks stand for single spaces, except where they part a label or columns."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.article.replacements import replaced
from attribution.article.uneven_blanks import uneven_blanks

PLAIN = (
    "The reservoir above Keld is half empty, Dr. Nora Quist of the water board said.\n\n"
    "“We have thirty days,” said Quist. “After that we ration.” Her deputy, Ivo Brandt, disagreed. “It will "
    "rain,” he said."
)


def evened(text: str) -> str:
    read = replaced(text, uneven_blanks(text))
    return text if read is None else read.text


@pytest.mark.parametrize("blank", ["\xa0", "\u2009", "\u202f", "\u3000", "  ", " \xa0", "\xa0 ", "\xa0\xa0", " \xa0 "])
def test_between_words_a_single_space(blank: str) -> None:
    assert evened(PLAIN.replace(" ", blank)) == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "Q  Did the dam hold?\nA  It did.",
        "**Q**  Did the dam hold?\n\n**A**  It did.",
        "Inflow     Outflow\n12         31",
        "  Indented.\n\xa0\xa0Indented.  \nThe end.",
        "",
        "  ",
    ],
)
def test_labels_columns_and_edges_of_lines_stay(text: str) -> None:
    assert evened(text) == text


def test_only_the_blank_after_the_letter_of_a_turn_stays() -> None:
    assert evened("Q  Did it hold?  Did it?\nPlan A  held.") == "Q  Did it hold? Did it?\nPlan A held."


@pytest.mark.parametrize(
    ("old", "new"), [(" ", "\xa0"), (" ", "  "), ("” ", "”\u2009"), (". ", ".  "), (" said", "\xa0said")]
)
def test_a_text_is_attributed_as_with_single_spaces(old: str, new: str) -> None:
    text = PLAIN.replace(old, new)
    found = attribute_text(text)
    assert [(evened(q.text), q.speaker and q.speaker.name) for q in found] == [
        (q.text, q.speaker and q.speaker.name) for q in attribute_text(PLAIN)
    ]
    assert {"Nora Quist", "Ivo Brandt"} == {q.speaker.name for q in found if q.speaker}
    for quotation in found:
        assert quotation.text == " ".join(text[span.start : span.end] for span in quotation.spans)


def test_the_offsets_of_a_text_with_faults_of_several_kinds_are_those_of_the_text_as_sent() -> None:
    text = "«\xa0The dam holds,\xa0» said&nbsp;Nora  Quist.  She isn&#39;t worried. “It\u202fheld in 1987.”"
    found = attribute_text(text)
    assert next((q.text, q.speaker and q.speaker.name) for q in found) == ("The dam holds,", "Nora Quist")
    for quotation in found:
        assert quotation.mention is not None
        assert text[quotation.mention.start : quotation.mention.end] == quotation.mention.text
        assert quotation.text == " ".join(text[span.start : span.end] for span in quotation.spans)


def test_turns_with_two_blanks_after_their_letter_are_turns() -> None:
    turns = "Q  Did the dam hold?\n\nA  It did.  It held all night.\n\nQ  And now?\n\nA  Now we wait."
    text = f"Nora Quist, of the water board, spoke to this paper.\n\n{turns}"
    assert "It did.  It held all night." in [q.text for q in attribute_text(text)]
