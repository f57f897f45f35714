"""Utterances in quotation marks against titles, nicknames and scare quotes."""

from __future__ import annotations

import pytest

from attribution.article.passage_kinds import is_named_work, is_standalone_utterance, is_utterance
from attribution.article.passages import Passage, find_passages
from attribution.article.text import paragraphs
from attribution.language.title_case import is_title_case

SPOKEN = [
    "“It rained,” she said.",
    "“No, never.”",
    "“Why not?” he asked.",
    "“Stop it!”",
    "He spoke of “a very long and cold winter”.",
    "“I was …”",
    "“War and Peace!” he cried.",
]
NOT_SPOKEN = [
    "James “Jim” Brown came.",
    "They call her “The Iron Lady” there.",
    "She read “Farewell to the River” aloud.",
    "The so-called “experts” left.",
    "The “peace talks” failed.",
    "He wrote “1984”.",
    "“…”",
    "“?”",
    "“😀”",
]


def only(text: str) -> Passage:
    (passage,) = find_passages(text, paragraphs(text))
    return passage


@pytest.mark.parametrize("text", SPOKEN)
def test_running_text_is_an_utterance(text: str) -> None:
    assert is_utterance(text, only(text))


@pytest.mark.parametrize("text", NOT_SPOKEN)
def test_titles_nicknames_and_scare_quotes_are_not_utterances(text: str) -> None:
    assert not is_utterance(text, only(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We have waited for five years.”", True),
        ("It was late. “We have waited for five years.”", True),
        ("The sign read “no dogs allowed in here” all year.", False),
        ("He thinks “we have waited for five years.”", False),
        ("“Yes.”", False),
        ("“Farewell to the River”", False),
    ],
)
def test_a_whole_sentence_is_a_standalone_utterance(text: str, expected: bool) -> None:
    assert is_standalone_utterance(text, only(text)) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Farewell to the River", True),
        ("Gone with the Wind", True),
        ("The Who", True),
        ("Catch 22", True),
        ("We met the Queen", False),
        ("River", False),
        ("a long day", False),
    ],
)
def test_title_case(words: str, expected: bool) -> None:
    assert is_title_case(words.split()) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the motto “Work and Hope”", True),
        ("her second novel, “Ballast”", False),
        ("her second novel “Ballast”", True),
        ('a film "The Long Winter', True),
        ("that the motto “Work and Hope” was old", False),
        ("the need for “more time”", False),
        ("the word", False),
    ],
)
def test_a_named_work(content: str, expected: bool) -> None:
    text = f"It bears {content} today"
    assert is_named_work(text, 9, 9 + len(content)) is expected
