"""Line breaks of wrapped paragraphs stand for spaces; those that an author made do not."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import attribute_text
from attribution.article.line_wrapping import wrapped_breaks
from attribution.article.replacements import replaced

FIRST = (
    "The harbour at Norsund will stay closed until the ice has gone, the master of the port, Liv Aasen, said on "
    "Tuesday. She had walked out to the breakwater herself before she took the decision."
)
SECOND = (
    "“I have seen boats go down in less,” said Aasen, whose father was a pilot. Two ferries and a coaster wait in the "
    "roads, and the fuel that the islands need is on one of them, according to the agents of Sund Line."
)
SHORT = "No date was given."


def unwrapped(text: str) -> str:
    read = replaced(text, wrapped_breaks(text))
    return text if read is None else read.text


def blocks(width: int, between: str, first: str = "", rest: str = "") -> str:
    paragraphs = (FIRST, SHORT, SECOND)
    return between.join(textwrap.fill(p, width, initial_indent=first, subsequent_indent=rest) for p in paragraphs)


@pytest.mark.parametrize("width", [35, 60, 72, 80, 100])
@pytest.mark.parametrize(("between", "first"), [("\n\n", ""), ("\n \n", ""), ("\n", "   "), ("\n\n", "  ")])
def test_wrapped_paragraphs_are_whole_again(width: int, between: str, first: str) -> None:
    paragraphs = [" ".join(line.split()) for line in unwrapped(blocks(width, between, first)).split("\n")]
    assert [p for p in paragraphs if p] == [FIRST, SHORT, SECOND]


def test_a_margin_on_the_left_and_line_ends_of_windows() -> None:
    text = blocks(72, "\n\n", "    ", "    ").replace("\n", "\r\n")
    assert [" ".join(p.split()) for p in unwrapped(text).split("\r\n\r\n")] == [FIRST, SHORT, SECOND]


NOT_WRAPPED = [
    f"{FIRST}\n{SHORT}\n{SECOND}",
    "Oslo harbour closed until the ice is gone\nTwo ferries wait outside the breakwater\nFuel is short on the islands",
    "LIV AASEN: It is closed, and it stays closed.\nTOR HOLM: Until when, if I may ask?\nLIV AASEN: Until it thaws.",
    "First she said no.\nThen she said nothing at all.\nthe third time she laughed.\nIn the end she came.",
    "apples, two pounds of them\nflour\nbutter\na pinch of salt, and some of the water",
    "Said the ice to the boat on the shore,\nI have closed on you once before.\nand the boat did not say\n"
    "any word on that day,\nbut it sank.",
    "the first\nthe second\nthe third",
    "",
    "\n\n",
]


@pytest.mark.parametrize("text", NOT_WRAPPED)
def test_lines_that_an_author_ended_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_turns_and_items_stay_apart_in_a_wrapped_text() -> None:
    text = f"{textwrap.fill(FIRST, 72)}\n\nLIV AASEN: It is closed.\nTOR HOLM: Until when?\n- two ferries\n- a coaster"
    assert unwrapped(text) == f"{FIRST}\n\nLIV AASEN: It is closed.\nTOR HOLM: Until when?\n- two ferries\n- a coaster"


@given(st.text(alphabet="ab A.”\t\n\r", max_size=400))
def test_nothing_but_blanks_is_replaced(text: str) -> None:
    for at in wrapped_breaks(text):
        assert at.start < at.end
        assert not text[at.start : at.end].strip()
    assert "".join(unwrapped(text).split()) == "".join(text.split())


def test_a_wrapped_text_is_attributed_as_the_same_text_on_long_lines() -> None:
    wide, narrow = "\n\n".join((FIRST, SHORT, SECOND)), blocks(72, "\n\n")
    found = attribute_text(narrow)
    assert [(q.spans, q.speaker and q.speaker.name) for q in found] == [
        (q.spans, q.speaker and q.speaker.name) for q in attribute_text(wide)
    ]
    assert "Liv Aasen" in {q.speaker.name for q in found if q.speaker}
    for quotation in found:
        assert quotation.text == " ".join(narrow[span.start : span.end] for span in quotation.spans)
