"""Passages in quotation marks, within one paragraph or over several."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.article.passages import Passage, find_passages
from attribution.article.text import paragraphs
from attribution.model import Span

from .test_marks import grows_linearly


def passages(text: str) -> list[Passage]:
    return find_passages(text, paragraphs(text))


def printed(text: str) -> list[str]:
    """The text of the passages, spans separated by a bar; unclosed ones end with three dots."""
    return [" | ".join(text[s.start : s.end] for s in p.spans) + ("" if p.closed else "...") for p in passages(text)]


SEVERAL_PARAGRAPHS = [
    ("“A one.\n\n“B two.\n\n“C three,” he said.", ["A one. | B two. | C three,"]),
    ("“A one.\n“B two,” he said.", ["A one. | B two,"]),
    ('"A one.\n\n"B two," he said.', ["A one. | B two,"]),
    ("‘A one.\n\n‘B two,’ he said.", ["A one. | B two,"]),
    ("'A one.\n\n'B two,' he said.", ["A one. | B two,"]),
    ("«A one.\n\n«B two», he said.", ["A one. | B two"]),
    ("«A one.\n\n»B two», he said.", ["A one. | B two"]),
    ("He said: “A one.\n\n“B two.”", ["A one. | B two."]),
    ("“A one.\r\n\r\n“B two,” he said.", ["A one. | B two,"]),
    ("“A one.\r“B two,” he said.", ["A one. | B two,"]),
    ("“A one.\n\nB two.”", ["A one.\n\nB two."]),
    ('"A one.\n\nB two."', ["A one.\n\nB two."]),
    ("“A one.\n\nB two.\n\nC three,” he said.", ["A one.\n\nB two.\n\nC three,"]),
    ("“A one.”\n\n“B two.”", ["A one.", "B two."]),
    ("“A one.\n\n“B ‘two’ of it.\n\n“C three.”", ["A one. | B ‘two’ of it. | C three."]),
]

UNCLOSED = [
    ("“A one.\n\nNothing here.\n\n“B two,” he said.", ["A one....", "B two,"]),
    ('"A one, he said.\n\nNo.\n\n"B two," he said.', ["A one, he said....", "B two,"]),
    ("“A one, he said. “B two,” he said.\n\n“C,” he said.", ["A one, he said....", "B two,", "C,"]),
    ("A one,” he said.\n\n“B two,” he said.", ["B two,"]),
    ('A one," he said.\n\n"B two," he said.', ["B two,"]),
    ("“A one.", ["A one...."]),
]

WRAPPED = (
    "The minister said “it has rained for\nthree days in the north and the\nrivers are full”, and she asked the\n"
    "people to stay at home.\n\nNobody left the\nhouse that day."
)

ODD = [
    ("😀 “It rained 😀,” she said 😀.", ["It rained 😀,"]),
    ("“𝔸𝔹,” he said.", ["𝔸𝔹,"]),
    ("“😀”", ["😀"]),
    ("\t“A one.”\r\n\t“B two,”\r\n", ["A one.", "B two,"]),
    ("“\xa0It rained\xa0”, she said.", ["It rained"]),
    ("«\u202fIl pleut\u202f», said Blanc.", ["Il pleut"]),
    ("“\u2009It rained\u2009”", ["It rained"]),
    (WRAPPED, ["it has rained for\nthree days in the north and the\nrivers are full"]),
    ("``It rained,'' she said.", ["It rained,"]),
    ("''It rained,'' she said.", ["It rained,"]),
    ("''It rained.\n\n''It snowed,'' she said.", ["It rained. | It snowed,"]),
    ("‘‘It rained,’’ she said.", ["It rained,"]),
    ("’’It rained,’’ she said.", ["It rained,"]),
    ("‘’It rained,’’ she said.", ["It rained,"]),
    ("“It rained,‘’ she said.", ["It rained,"]),
    ("’’A one.\n\n’’B two,’’ he said.", ["A one. | B two,"]),
]

NOTHING = [
    "",
    "   \n ",
    "It rained.",
    "“",
    "”",
    '"',
    "“”",
    '""',
    "‘’",
    "''",
    "“ ”",
    '"\xa0"',
    "“““”””",
    '"""""""',
    "’’’",
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL_PARAGRAPHS)
def test_over_several_paragraphs(text: str, expected: list[str]) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(("text", "expected"), UNCLOSED)
def test_a_missing_mark_affects_only_its_paragraph(text: str, expected: list[str]) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(("text", "expected"), ODD)
def test_unusual_marks_and_spaces(text: str, expected: list[str]) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_empty_marks_are_not_a_passage(text: str) -> None:
    assert passages(text) == []


def test_the_outer_span_includes_the_marks() -> None:
    text = "He said: “A one.\n\n“B two.” No."
    (passage,) = passages(text)
    assert text[passage.outer.start : passage.outer.end] == "“A one.\n\n“B two.”"
    assert text[passage.start : passage.end] == "A one.\n\n“B two."
    assert not passage.single


def test_the_outer_span_of_typed_marks_includes_both_characters() -> None:
    text = "``It rained,'' she said."
    (passage,) = passages(text)
    assert text[passage.outer.start : passage.outer.end] == "``It rained,''"


def test_british_marks_are_single() -> None:
    assert [p.single for p in passages("‘A,’ he said. “B,” she said.")] == [True, False]


def test_a_mark_left_open_too_long_is_ignored() -> None:
    text = "“A one.\n\n" + "It rained.\n\n" * 60 + "B two.”"
    assert printed(text) == ["A one...."]


SIGNS = st.text(alphabet="ab s.,5\n\r\t \xa0😀“”\"„«»‘’'‚‹›＂`´(—", max_size=120)
PIECES = st.lists(
    st.sampled_from(
        [*"“”\"'‘’«»„", "\n", "\n\n", "\r\n", " ", "she said", "It rained.", ",", "6'4\"", "’90s", "James’"]
    ),
    max_size=40,
).map(" ".join)


@given(SIGNS | PIECES | st.text(max_size=60))
def test_any_text_gives_clean_passages(text: str) -> None:
    found = passages(text)
    for passage in found:
        assert passage.spans
        assert 0 <= passage.outer.start < passage.outer.end <= len(text)
        assert passage.outer.start < passage.start
        assert passage.end <= passage.outer.end
        for span in passage.spans:
            assert span.start < span.end
            assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert all(a.end <= b.start for a, b in pairwise(passage.spans))
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))


@given(st.lists(st.sampled_from(["It rained.", "We met.", "No."]), min_size=1, max_size=6))
def test_each_paragraph_opened_and_the_last_closed_is_one_passage(sentences: list[str]) -> None:
    text = "\n\n".join(f"“{sentence}" for sentence in sentences) + "”"
    (passage,) = passages(text)
    assert [text[s.start : s.end] for s in passage.spans] == sentences
    assert passage.closed


@pytest.mark.parametrize("piece", ["“a ", "‘a ", '"a\n', "“a\n\n", "“a” ", "“a “b” ", "a” ", "“\n”\n", "’\n"])
def test_finding_is_linear(piece: str) -> None:
    assert grows_linearly(passages, piece, 2_000)


def test_a_hundred_thousand_marks_are_found() -> None:
    text = "“a” " * 50_000
    assert len(passages(text)) == 50_000
    assert passages(text)[-1].outer == Span(len(text) - 4, len(text) - 1)
