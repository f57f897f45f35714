"""Characters that do not print, and those that print like others, are read as what they stand for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import attribute_text
from attribution.article.replacements import replaced
from attribution.article.unusual_characters import unusual_characters
from attribution.model import Span

PLAIN = (
    "The orchard won’t be sold, Zoë D’Arcy-Núñez, who owns it, said on Friday.\n\n"
    "“They’ve asked me twice,” said D’Arcy-Núñez. “I haven’t changed my mind.” Her neighbour, Kęstutis Bačkis, "
    "didn’t answer.\n\nThe buyer’s letter called the offer “generous,” Bačkis said."
)


def read(text: str) -> str:
    found = replaced(text, unusual_characters(text))
    return text if found is None else found.text


VARIANTS: list[Callable[[str], str]] = [
    lambda text: text.replace(" ", " \u200b"),
    lambda text: text.replace(" ", "\u200b "),
    lambda text: text.replace("a", "\xada"),
    lambda text: "\ufeff" + text.replace("“", "\u200e“").replace("”", "”\u200f"),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\u2028"),
    lambda text: unicodedata.normalize("NFD", text),
    *(lambda text, mark=mark: text.replace("’", mark) for mark in "`´ʼ‘′"),  # type: ignore[misc]
]


@pytest.mark.parametrize("vary", VARIANTS)
def test_a_variant_is_read_and_attributed_as_the_plain_text(vary: Callable[[str], str]) -> None:
    text = vary(PLAIN)
    assert text != PLAIN
    assert read(text) == PLAIN
    found = attribute_text(text)
    assert [(read(q.text), q.speaker and q.speaker.name) for q in found] == [
        (q.text, q.speaker and q.speaker.name) for q in attribute_text(PLAIN)
    ]
    assert {"Zoë D’Arcy-Núñez", "Kęstutis Bačkis"} <= {q.speaker.name for q in found if q.speaker}
    for quotation in found:
        assert quotation.text == " ".join(text[span.start : span.end] for span in quotation.spans)
        assert read(quotation.text.strip()) == read(quotation.text)


@pytest.mark.parametrize(
    "text", ["‘No,’ he said. It is 6′ 4″ tall, and `so` is typed.", "Z̈ of no letter", "", "a\nb", "the ‘90s"]
)
def test_what_stands_for_itself_stays(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "start", "end", "sent"),
    [
        ("\u200bAna\u200b said", 0, 3, "Ana"),
        ("A\xadna\u200b\u200b Mo\u0301ra\r\nsaid", 4, 8, "Mo\u0301ra"),
        ("A\xadna\u200b\u200b Mo\u0301ra\r\nsaid", 0, 3, "A\xadna"),
        ("A\xadna\u200b\u200b Mo\u0301ra\r\nsaid", 9, 13, "said"),
    ],
)
def test_spans_have_nothing_at_their_edges_that_was_left_out(text: str, start: int, end: int, sent: str) -> None:
    found = replaced(text, unusual_characters(text))
    assert found is not None
    span = found.sent(Span(start, end))
    assert text[span.start : span.end] == sent


@given(st.text(alphabet="aÉ \u200b\u0301\r\n\xad", max_size=60))
def test_spans_of_one_character_follow_each_other(text: str) -> None:
    found = replaced(text, unusual_characters(text))
    if found is None:
        return
    spans = [found.sent(Span(at, at + 1)) for at in range(len(found.text))]
    assert all(span.start < span.end for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert [read(text[span.start : span.end]) for span in spans] == list(found.text)
