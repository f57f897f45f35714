"""Tokenization of any text: lossless, the same as spaCy's for ordinary text, and in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from spacy.language import Language

from attribution import InvalidText
from attribution.parsing import parse
from attribution.tokenization import make_doc

SHAPES = [
    '"', "“", "”", "'", "’s", "'s", "(", ")", "[", "<", "…", "—", "-", ".", "/", "😀", "👩‍👩‍👧",
    "a", "7", "我", "é", "\u0301",
    "a-", "a.", "a'", "“”", '"\'', "(a", "http://a.b/", "a@b.c,", "A: b\n", "“a ‘b", "he said ", "“Go,” he said. ",
    "\n",
    "Ana Lopez ", "$1,000.50", "_", "#", "&amp;",
]  # fmt: skip
ORDINARY = (
    "“We won’t go,” said Ana Ivers (52), the U.S.-born mayor.\n\nSee https://www.example.com/a/very/long/path/with/"
    + "parts-and-more/" * 10
    + "?q=1&r=2 — it’s “there”…"
)


@contextmanager
def counted(nlp: Language) -> Iterator[list[int]]:
    """The number of characters that spaCy examines for affixes."""
    seen: list[int] = []
    tokenizer, affixes = nlp.tokenizer, (nlp.tokenizer.prefix_search, nlp.tokenizer.suffix_search)

    def counting(search: object) -> object:
        def wrapped(string: str) -> object:
            seen.append(len(string))
            return search(string)  # type: ignore[operator]

        return wrapped

    tokenizer.prefix_search, tokenizer.suffix_search = map(counting, affixes)
    try:
        yield seen
    finally:
        tokenizer.prefix_search, tokenizer.suffix_search = affixes


@pytest.mark.parametrize("sign", SHAPES)
def test_steps_grow_with_the_text(nlp: Language, sign: str) -> None:
    steps = []
    for size in (2_000, 4_000):
        text = (sign * size)[:size]
        with counted(nlp) as seen:
            doc = make_doc(nlp, text)
        assert doc.text == text
        steps.append(sum(seen))
    assert steps[1] <= 2.3 * steps[0] + 5_000


@pytest.mark.parametrize("sign", SHAPES)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("He said ", " and left."), ("\n\n", "\n\nShe said no.")])
def test_offsets_hold_around_a_long_string(nlp: Language, sign: str, before: str, after: str) -> None:
    text = before + (sign * 700)[:700] + after
    doc = make_doc(nlp, text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_ordinary_text_is_split_as_spacy_does(nlp: Language) -> None:
    doc, plain = make_doc(nlp, ORDINARY), nlp.make_doc(ORDINARY)
    assert [(t.text, t.whitespace_, t.norm_) for t in doc] == [(t.text, t.whitespace_, t.norm_) for t in plain]
    assert [t.text for t in doc if t.is_sent_start] == ["“", "See"]


def test_too_many_tokens_are_refused(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.parsing.MAX_TOKENS", 10)
    with pytest.raises(InvalidText, match="the text has 11 words and signs; at most 10 are read"):
        parse(nlp, make_doc(nlp, "a b c d e f g h i j k"))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("She said:“Go.”", "She said : “ Go . ”"),
        ("“Go,”she said.", "“ Go , ” she said ."),
        ("''Go,''she said.", "'' Go , '' she said ."),
        ("She said,“Go”and left.", "She said , “ Go ” and left ."),
    ],
)
def test_a_word_ends_at_the_mark_of_a_passage(nlp: Language, text: str, tokens: str) -> None:
    doc = make_doc(nlp, text)
    assert " ".join(token.text for token in doc) == tokens
    assert doc.text == text
